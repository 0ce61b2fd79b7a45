"""Rules on citations: entries in the wrong file or cited nowhere, and citations in other forms."""

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic
from ..model import Archive, CiteKey, Source
from ..reading.nearest import Nearest, fold, quote_names
from .rule import ArchiveRule

_PARENTS = frozenset({"crossref", "xdata"})
_KEY_LIKE = re.compile(r"(?:[a-z0-9]+[-_:])+(?:19|20)\d\d[a-z]?(?:[-_:][a-z0-9]+)*")

USUAL_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*?-(?:\d{4}|nd)(?:-[a-z0-9]+)*")
"""The usual form of keys in this archive."""


class WrongYearsFile(ArchiveRule, code="C202"):
    """A source is in the file of a year other than that of its publication."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        children = [source for source in archive.sources.values() if not _PARENTS.isdisjoint(source.fields)]
        parents = {key for source in children for key in _list_keys(source, _PARENTS)}
        for source in archive.sources.values():
            if (path := wanted_file(source)) is None:
                continue
            if source.key not in parents and _PARENTS.isdisjoint(source.fields):
                message = f'"{source.key}" is in "{source.span.path}"'
                yield self.flag(source.span, message, hint=f'move it to "{path}", or run “briefs sources format”')


def wanted_file(source: Source) -> str | None:
    """Return the file to which a misplaced source belongs."""
    # A field without a readable date, but with digits, was meant as a date: "2014-13", but not "n.d.".
    if source.issued is None and any(map(str.isdigit, source.fields.get("date", "") + source.fields.get("year", ""))):
        return None  # the reader has reported it
    name = f"{source.issued.year:04}" if source.issued else "undated"
    year = _year_of_file(source.span.path)
    return f"bib/{name}.bib" if year and year != name else None


@functools.lru_cache(maxsize=1_024)
def _year_of_file(path: str) -> str:
    """Return the year in a file's name, or `undated`; empty for any other name, which anybody may choose."""
    stem = PurePosixPath(path).stem
    return stem if stem == "undated" or (stem.isdigit() and len(stem) == 4) else ""


class UncitedSource(ArchiveRule, code="C203"):
    """No brief cites or lists a source, and no other source or publisher's claim refers to it."""

    needs_all_texts = True

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        refs = (ref for text in archive.texts for ref in text.references if ref.cites or ref.role == "source")
        named_keys = {ref.target for ref in refs}.union(*(brief.sources for brief in archive.briefs.values()))
        referring = (source for source in archive.sources.values() if not _REFERENCE_FIELDS.isdisjoint(source.fields))
        named_keys.update(key for source in referring for key in _list_keys(source, _REFERENCE_FIELDS))
        claims = (publisher.state_media for publisher in archive.vocabulary.publishers.values())
        named_keys.update(claim.source for claim in claims if claim)
        used_keys = named_keys | set(map(archive.resolve_key, named_keys - archive.sources.keys()))
        for source in archive.sources.values():
            if source.key not in used_keys and source.type not in ("set", "xdata"):
                yield self.flag(source.span, f'no brief cites "{source.key}"')


_REFERENCE_FIELDS = frozenset({"crossref", "xdata", "xref", "related", "entryset"})


def _list_keys(source: Source, names: Iterable[str]) -> Iterator[str]:
    """Yield the keys of other sources given in *names*, which are fields."""
    for name in names:
        if value := source.fields.get(name):
            yield from (key.strip() for key in value.split(","))


class ForeignSyntaxOfCitation(ArchiveRule, code="S127"):
    r"""A source is cited as in another program: `[@key]`, `@key`, `\cite{key}` or `` :cite:p:`key` ``."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        citations = [citation for text in archive.texts for citation in text.foreign_citations if citation.replacement]
        nearest = Nearest(quote_names(archive.sources))
        for citation in citations:
            unknown = [key for key in citation.keys if not archive.has_source(key)]
            is_known = len(unknown) < len(citation.keys)
            may_be_key = "@" in citation.text and any(map(_KEY_LIKE.fullmatch, citation.keys))
            if not (citation.is_certain or is_known or may_be_key):
                continue  # it may be an account name, or any hyphenated words
            message = f'"{" ".join(citation.text.split())}" is shown as typed'
            if not unknown or archive.unread_bibliographies:  # the source may be in a part that cannot be read
                is_sure, new = citation.is_whole and not unknown, citation.replacement
                hint = f'write "{new}"' if citation.is_whole else f"cite it with {new}"
                yield self.suggest(citation.span, message, new, citation.text, hint=hint, sure=is_sure)
                continue
            hints = [nearest.hint(key) for key in unknown]
            quoted_keys = " and ".join(f'"{key}"' for key in unknown)
            hint = f"add {quoted_keys} to a file in bib/, and cite it with {citation.replacement}"
            if len(unknown) == 1 and hints[0] and (similar_keys := hints[0].split('"')[1:2]):
                replacement = citation.replacement.replace(unknown[0], similar_keys[0])
                hint = f"cite it with {replacement}, if that source is meant"
            yield self.flag(citation.span, message, hint=hint)


class NamesAndYear(ArchiveRule, code="S129"):
    """A name and a year in brackets, `(Wu and Zhang 2013)`, match a source but do not cite it."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        citations = [citation for text in archive.texts for citation in text.foreign_citations if citation.names]
        by_name = _by_name_and_year(archive) if citations else {}
        for citation in citations:
            sets = [by_name.get((fold(name), citation.year), {}) for name in citation.names]
            keys = [key for key in sets[0] if all(key in key_set for key_set in sets[1:])]
            if keys:
                message = f'"{citation.text}" names a source of bib/ and does not cite it'
                several = " or ".join(f'"{key}"' for key in keys[:3])
                hint = f'write "{{cite:p}}`{keys[0]}`"' if len(keys) == 1 else f"cite the one that is meant: {several}"
                yield self.flag(citation.span, message, hint=hint)


def _by_name_and_year(archive: Archive) -> dict[tuple[str, int], dict[CiteKey, None]]:
    """Group keys of sources by year and an author's family name or the publisher's name."""
    keys_by_name: dict[tuple[str, int], dict[CiteKey, None]] = {}
    for source in archive.sources.values():
        if source.issued is not None:
            for name in _names(source):
                keys_by_name.setdefault((fold(name), source.issued.year), {})[source.key] = None
    return keys_by_name


def _names(source: Source) -> Iterator[str]:
    yield from (author.family for author in source.authors if author.family)
    yield from filter(None, (source.publisher_name, source.publisher_name.removeprefix("The ")))
