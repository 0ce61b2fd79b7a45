"""What is wrong with the entries in `bib/` that a brief cites: it shows on the brief's page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set

from ..diagnostics import Diagnostic
from ..model import Archive, BriefId, CiteKey
from ..reading.archive import Reading
from . import citations, source_hints, sources, terms
from .one_brief import alone
from .rule import ArchiveRule

_WITHOUT_KEY = frozenset({"C102", "C103", "C104"})
# Of those that look at one source after another.
_RULES: tuple[type[ArchiveRule], ...] = (
    citations.WrongYearsFile,
    *sources.RULES,
    *source_hints.RULES,
    terms.UnlistedPublisher,
)


def check_cited_entries(reading: Reading, wanted: BriefId) -> tuple[Diagnostic, ...]:
    """What is wrong in `bib/` with the sources of a brief, and with files and entries of theirs that cannot be read."""
    cited = cited_keys(reading.archive, wanted)
    if not cited:
        return ()
    found = set(_in_entries(reading, cited))
    part = alone(reading.archive, wanted)
    found.update(one for rule in _RULES for one in rule.check(part) if one.span.path.startswith("bib/"))
    return tuple(sorted(found, key=lambda one: one.order))


def cited_keys(archive: Archive, wanted: BriefId) -> frozenset[CiteKey]:
    """The keys that a brief cites or lists, as they stand in `bib/`."""
    brief = archive.briefs.get(wanted)
    return frozenset(map(archive.resolve_key, brief.bibliography)) if brief else frozenset()


def unread_keys(archive: Archive, wanted: BriefId) -> list[CiteKey]:
    """The keys that a brief cites and whose entries are there and cannot be read, in order."""
    return sorted(key for key in cited_keys(archive, wanted) if key not in archive.sources and _may_stand(archive, key))


def _may_stand(archive: Archive, key: CiteKey) -> bool:
    """Whether the entry of a key that has no source is written, or may be."""
    return bool(
        key in archive.unread_sources
        or archive.unread_bibliographies
        or citations.year_of_key(key) in archive.unread_years
    )


def _in_entries(reading: Reading, cited: Set[CiteKey]) -> Iterator[Diagnostic]:
    """What the reader of bibliographies found in entries of these keys, and in files and entries that hide them."""
    archive = reading.archive
    named = citations.name_missing_keys(reading.diagnostics, archive)
    faults = [one for one in named if one.span.path.startswith("bib/")]
    missing = {key for key in cited if key not in archive.sources}
    files = {archive.unread_sources[key].path for key in missing if key in archive.unread_sources}
    files.update(archive.unread_bibliographies if missing else ())
    may_be_unnamed = any(citations.year_of_key(key) in archive.unread_years for key in missing)
    openings = _openings(archive, {one.span.path for one in faults})
    for one in faults:
        if one.code.startswith("F"):
            is_meant = one.span.path in files
        elif one.code in _WITHOUT_KEY and may_be_unnamed:
            is_meant = True
        else:
            lines = openings.get(one.span.path, [])
            at = bisect_right(lines, one.span.line, key=lambda opening: opening[0])
            # What stands for all that follow may stand for one of these.
            meant = lines[max(at - 1, 0) :] if one.more else lines[at - 1 : at] if at else []
            is_meant = any(key in cited for _, key in meant)
        if is_meant:
            yield one


def _openings(archive: Archive, paths: Set[str]) -> dict[str, list[tuple[int, CiteKey]]]:
    """The lines in which the entries of these files begin, with their keys."""
    found: dict[str, set[tuple[int, CiteKey]]] = {path: set() for path in paths}
    places: Iterable[tuple[CiteKey, str, int]] = (
        *((key, source.span.path, source.span.line) for key, source in archive.sources.items()),
        *((key, span.path, span.line) for key, span in archive.unread_sources.items()),
    )
    for key, path, line in places:
        if path in found:
            found[path].add((line, key))
    return {path: sorted(lines) for path, lines in found.items()}
