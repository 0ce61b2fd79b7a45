"""Rules for reviewing a stranger's change.

They are notices, except for near-duplicate sources, which are warnings.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, unquote

from ..diagnostics import Diagnostic, Span
from ..facets.similarity.duplicates import Match, candidate_pairs, merge_command, prepare_candidates, weigh
from ..model import Archive, CiteKey, Source
from ..reading.addresses import find_host, public_suffixes, readable_host
from ..reading.vocabularies.reader import FOLDER
from ..storage.revision import Change
from . import rule
from .names import list_values
from .rule import place_in_source

_MAX_COMPARED = 200
# Characters that look alike.
_LOOKALIKES = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"))


def review(archive: Archive, before: Archive, change: Change, known: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Report what a reviewer should look at in a *change*, given the archive now and *before* it.

    Among the *known* diagnostics are those that say why a file is not read.
    """
    yield from (
        rule.OutsideArchive.flag(Span(path=path), f'"{path}" is not part of the archive')
        for path in change.outside_paths
    )
    explained = {brief.path for brief in archive.briefs.values()} | archive.attachments.keys()
    explained |= {source.span.path for source in archive.sources.values()}
    explained |= {diagnostic.span.path for diagnostic in known}
    for path in sorted(change.paths):
        if path.startswith(f"{FOLDER}/"):
            yield rule.ChangedVocabulary.flag(Span(path=path), f'the vocabulary "{path}" has changed')
        elif path in change.before and path not in explained:
            yield rule.DeletedFile.flag(Span(path=path), f'"{path}" is deleted, or is no longer read')
        elif path not in explained and not path.endswith(".bib"):
            yield rule.UnreadFile.flag(Span(path=path), f'"{path}" is not read')
    yield from _review_status(archive, before, change)
    yield from _find_new_domains(archive, before)
    yield from find_near_duplicates(archive, before, change)


# Messages for new values in a front matter field.
_STATUS_MESSAGES = {
    "replaces": '"{brief}" replaces "{value}"',
    "translation_of": '"{brief}" is a translation of "{value}"',
    "aliases": '"{value}" leads to "{brief}"',
}


def _review_status(archive: Archive, before: Archive, change: Change) -> Iterator[Diagnostic]:
    """Report changes of a brief's status, and of what it replaces, translates or redirects from."""
    former_briefs = {brief.path: brief for brief in before.briefs.values()}
    for brief in (brief for brief in archive.briefs.values() if brief.path in change.paths):
        former = former_briefs.get(brief.path)
        if former is not None and former.status is not brief.status:
            message = f'the status of "{brief.id}" was "{former.status}" and is "{brief.status}"'
            yield rule.ChangedStanding.flag(brief.place("status"), message)
        for field, message in _STATUS_MESSAGES.items():
            old_values = {value for value, _ in list_values(former, field)} if former else set()
            for value, span in list_values(brief, field):
                if value not in old_values:
                    yield rule.ChangedStanding.flag(span, message.format(brief=brief.id, value=value))


def _find_new_domains(archive: Archive, before: Archive) -> Iterator[Diagnostic]:
    known_domains = {domain for address, _ in _addresses(before) for domain in list_domains(address)}
    new: dict[str, Span] = {}
    for address, span in _addresses(archive):
        for domain in list_domains(address):
            if domain not in known_domains:
                new.setdefault(domain, span)
    looks = {fold_lookalikes(domain): domain for domain in known_domains}
    for number, (domain, span) in enumerate(new.items()):
        yield rule.NewDomain.flag(span, f'"{domain}" is new to the archive')
        # Comparing very many domains would take hours.
        if number < _MAX_COMPARED and (like := find_resemblance(domain, looks)):
            yield rule.LookAlikeDomain.flag(span, f'"{domain}" looks like {like}')


def _addresses(archive: Archive) -> Iterator[tuple[str, Span]]:
    for text in archive.texts:
        yield from ((link.target, link.span) for link in text.links if ":" in link.target)
    for source in archive.sources.values():
        fields = (("url", source.url), ("archiveurl", source.archive_url))
        yield from ((address, place_in_source(source, name)) for name, address in fields if address)


def list_domains(address: str) -> list[str]:
    """Return the registered domains in an address, such as `bbc.co.uk`; for `mailto:`, those of all recipients."""
    if not address.lower().startswith("mailto:"):
        return [_registered_domain(host)] if (host := find_host(address)) else []
    path, _, query = address[len("mailto:") :].partition("?")
    copies = (value for name, value in parse_qsl(query) if name.lower() in {"to", "cc", "bcc"})
    people = (person for part in (unquote(path), *copies) for person in part.split(","))
    return [_registered_domain(readable_host(person.rpartition("@")[2].strip())) for person in people if "@" in person]


def _registered_domain(host: str) -> str:
    # The numbers of an IP address are no names.
    is_numeric = host.replace(".", "").isdecimal()
    return host if is_numeric else public_suffixes().privatesuffix(host) or host


def fold_lookalikes(domain: str) -> str:
    """Replace each character in *domain* by the Latin letter that it looks like (after Unicode's UTS #39, §4)."""
    text = "".join(map(_fold_char, domain)).lower()
    for signs, letter in _LOOKALIKES:
        text = text.replace(signs, letter)
    return text


def find_resemblance(domain: str, looks: Mapping[str, str]) -> str:
    """Say what a new domain looks like, given known ones by their folded form; empty if like nothing else."""
    if (twin := looks.get(fold_lookalikes(domain))) is not None:
        return f'"{twin}"'
    if similar := difflib.get_close_matches(domain, looks.values(), n=1, cutoff=0.9):
        return f'"{similar[0]}"'
    if not domain.isascii() and re.search(r"[a-z]", domain.rpartition(".")[0]):
        return "Latin letters and mixes them with others"
    return ""


def _fold_char(sign: str) -> str:
    from confusable_homoglyphs import confusables

    if sign.isascii():
        return sign
    matches = confusables.is_confusable(sign, preferred_aliases=["latin"], greedy=True)  # type: ignore[no-untyped-call]
    lookalikes = [homoglyph["c"] for homoglyph in matches[0]["homoglyphs"]] if matches else []
    return next((lookalike for lookalike in lookalikes if lookalike.isascii()), sign)


def find_near_duplicates(archive: Archive, before: Archive, change: Change) -> Iterator[Diagnostic]:
    """Report sources that *change* added or altered and that are like another, with the most similar one."""
    former = set(map(_content, before.sources.values()))  # entries that were only moved are not new
    present = (source for source in archive.sources.values() if source.span.path in change.paths)
    new = frozenset(source.key for source in present if _content(source) not in former)
    if not new:
        return
    best_matches: dict[CiteKey, tuple[Match, Source]] = {}
    for first, second in candidate_pairs(prepare_candidates(archive.sources.values()), of=new):
        if evidence := weigh(first, second):
            # Of two new sources, the later one is reported.
            earlier, later = sorted((first.source, second.source), key=lambda source: (source.key in new, source.span))
            if later.key not in best_matches or _order(evidence, earlier) < _order(*best_matches[later.key]):
                best_matches[later.key] = evidence, earlier
    for key, (evidence, earlier) in best_matches.items():
        message = f'"{key}" looks like "{earlier.key}": {"; ".join(evidence.reasons)}'
        hint = f'cite "{earlier.key}" instead, and delete this entry'
        if key in before.sources:
            hint = f'cite "{earlier.key}" instead, or run “{merge_command((earlier.key, key))}”'
        yield rule.NearDuplicate.flag(archive.sources[key].span, message, hint=hint)


def _content(source: Source) -> tuple[str, str, frozenset[tuple[str, str]]]:
    return source.key, source.type, frozenset(source.fields.items())


def _order(evidence: Match, source: Source) -> tuple[int, CiteKey]:
    return -evidence.score, source.key
