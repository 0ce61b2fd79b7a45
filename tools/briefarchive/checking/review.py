"""What in a stranger's change deserves a reviewer's eye.

It is no fault but a notice, save for a source that is nearly the same as another: that is a warning.
"""

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Rule, Severity, Span
from ..model import Archive, Brief, Source
from ..reading.bibliography import read_bibliography
from ..reading.brief import read_brief_or_fault
from ..reading.decoding import decode
from ..reading.vocabularies.reader import FOLDER
from ..storage.revision import Change
from .domains import fold_lookalikes, list_domains, resembled
from .near_duplicates import NearDuplicate, near_duplicates


class NewDomain(Rule):
    """A link or a source leads to a web site to which none led before. Open it, and see whether it is what it says."""

    code = "L901"
    severity = Severity.NOTICE


class LookAlikeDomain(Rule):
    """A new web site has a name that looks like another's: letters of another script, or one letter changed.

    Compare it letter by letter with the one that it resembles.
    """

    code = "L903"
    severity = Severity.NOTICE


class OutsideArchive(Rule):
    """A change touches a file outside `archive/` and `bib/`: a program, a setting, the guide.

    What stands there runs when the site is built, or decides what readers see. It needs the eye of a maintainer, and
    an automatic build of such a change must have no secrets and no rights.
    """

    code = "F901"
    severity = Severity.NOTICE


class ChangedVocabulary(Rule):
    """A vocabulary has changed: names of people, publishers, topics or countries are shown on many pages."""

    code = "V901"
    severity = Severity.NOTICE


class DeletedFile(Rule):
    """A brief, a bibliography or a file beside a brief is deleted or renamed; its address leads nowhere then.

    A brief that is wrong is withdrawn, and one that moves leaves its old address in `aliases`.
    """

    code = "R901"
    severity = Severity.NOTICE


class ChangedStanding(Rule):
    """A change makes a brief a draft or withdraws it, ties it to another, or gives it an old address.

    A brief that replaces another, or is called its translation, stands on the other's page; one that has its address
    takes its readers; a draft vanishes from the lists. See whether those who wrote the other agree.
    """

    code = "R902"
    severity = Severity.NOTICE


class UnreadFile(Rule):
    """A new file in `archive/` or `bib/` is none that is read there, such as one that an editor left behind."""

    code = "F902"
    severity = Severity.NOTICE


_COMPARED = 200

RULES: tuple[type[Rule], ...] = (
    NewDomain,
    LookAlikeDomain,
    OutsideArchive,
    ChangedVocabulary,
    DeletedFile,
    ChangedStanding,
    UnreadFile,
    NearDuplicate,
)


def review(archive: Archive, change: Change) -> Iterator[Diagnostic]:
    """What a reviewer should look at.

    Args:
        archive: The archive with the change in it.
        change: What has changed.
    """
    yield from (OutsideArchive.at(Span(path=path), f'"{path}" is no part of the archive') for path in change.outside)
    present = {brief.path for brief in archive.briefs.values()} | archive.attachments.keys()
    present |= {source.span.path for source in archive.sources.values()}
    for path in sorted(change.paths):
        if path.startswith(f"{FOLDER}/"):
            yield ChangedVocabulary.at(Span(path=path), f'the vocabulary "{path}" has changed')
        elif path in change.before and path not in present:
            yield DeletedFile.at(Span(path=path), f'"{path}" is deleted, or is no longer read')
        elif path not in present and not path.endswith(".bib"):
            yield UnreadFile.at(Span(path=path), f'"{path}" is not read')
    yield from _standing(archive, change)
    yield from _addresses(archive, change)
    yield from near_duplicates(archive, change)


def _addresses(archive: Archive, change: Change) -> Iterator[Diagnostic]:
    new: dict[str, Span] = {}
    known: set[str] = set()
    for address, span in _all_addresses(archive.briefs.values(), archive.sources.values()):
        if span.path not in change.paths:
            known.update(list_domains(address))
            continue
        for domain in list_domains(address):
            new.setdefault(domain, span)
    known.update(
        one for path, data in change.before.items() for address in _before(path, data) for one in list_domains(address)
    )
    looks = {fold_lookalikes(domain): domain for domain in known}
    for number, (domain, span) in enumerate((one, span) for one, span in new.items() if one not in known):
        yield NewDomain.at(span, f'"{domain}" is new to the archive')
        # To compare each of very many with all others would take hours; so many are looked at as a whole anyway.
        if number < _COMPARED and (like := resembled(domain, looks)):
            yield LookAlikeDomain.at(span, f'"{domain}" looks like {like}')


def _standing(archive: Archive, change: Change) -> Iterator[Diagnostic]:
    """What a change says of whole briefs: that they are drafts, withdrawn, replaced, or stand for an old address."""
    for brief in archive.briefs.values():
        if brief.path not in change.paths:
            continue
        before = _brief_before(brief.path, change)
        if before is not None and before.status is not brief.status:
            message = f'the status of "{brief.id}" was "{before.status}" and is "{brief.status}"'
            yield ChangedStanding.at(brief.place("status"), message)
        for number, other in enumerate(brief.replaces):
            if before is None or other not in before.replaces:
                yield ChangedStanding.at(brief.place("replaces", number), f'"{brief.id}" replaces "{other}"')
        if brief.translation_of and (before is None or brief.translation_of != before.translation_of):
            message = f'"{brief.id}" is a translation of "{brief.translation_of}"'
            yield ChangedStanding.at(brief.place("translation_of"), message)
        for number, alias in enumerate(brief.aliases):
            if before is None or alias not in before.aliases:
                yield ChangedStanding.at(brief.place("aliases", number), f'"{alias}" leads to "{brief.id}"')


def _brief_before(path: str, change: Change) -> Brief | None:
    return read_brief_or_fault(path, change.before[path])[0] if path in change.before else None


def _all_addresses(briefs: Iterable[Brief], sources: Iterable[Source]) -> Iterator[tuple[str, Span]]:
    for brief in briefs:
        yield from ((link.target, link.span) for link in brief.markup.links if ":" in link.target)
    for source in sources:
        yield from (
            (address, source.places.get(name, source.span))
            for name, address in (("url", source.url), ("archiveurl", source.archive_url))
            if address
        )


def _before(path: str, data: bytes) -> Iterator[str]:
    """The addresses in what a file was before."""
    briefs: list[Brief] = []
    sources: tuple[Source, ...] = ()
    text = decode(path, data)
    if path.endswith(".md"):
        brief, _ = read_brief_or_fault(path, data)
        briefs = [brief] if brief else []
    elif path.endswith(".bib") and isinstance(text, str):
        sources, _ = read_bibliography(path, text)
    yield from (address for address, _ in _all_addresses(briefs, sources))
