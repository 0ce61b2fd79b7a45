"""What of the diagnostics of an archive shows on the page of a brief: those of its file and of the entries it cites."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set

from ..diagnostics import Diagnostic
from ..model import Archive, BriefId, CiteKey
from ..reading.bibliography import UNREAD_ENTRY


def select_brief(found: Iterable[Diagnostic], wanted: BriefId) -> list[Diagnostic]:
    """Those of the diagnostics of an archive that are in the file of the brief *wanted*, be it readable or not."""
    name = f"/{wanted}.md"
    return [one for one in found if one.span.path.startswith("archive/") and one.span.path.endswith(name)]


def select_cited_entries(found: Iterable[Diagnostic], archive: Archive, wanted: BriefId) -> list[Diagnostic]:
    """Those in `bib/` about the sources of a brief, and about files and entries that hide them."""
    cited = _cited_keys(archive, wanted)
    return list(_find_in_entries(found, archive, cited)) if cited else []


def unread_keys(archive: Archive, wanted: BriefId) -> list[CiteKey]:
    """The keys that a brief cites and whose entries are there and cannot be read, in order."""
    missing = sorted(key for key in _cited_keys(archive, wanted) if key not in archive.sources)
    return missing if archive.unread_bibliographies else []


def _cited_keys(archive: Archive, wanted: BriefId) -> frozenset[CiteKey]:
    """The keys that a brief cites or lists, as they stand in `bib/`."""
    brief = archive.briefs.get(wanted)
    return frozenset(map(archive.resolve_key, brief.bibliography)) if brief else frozenset()


def _find_in_entries(found: Iterable[Diagnostic], archive: Archive, cited: Set[CiteKey]) -> Iterator[Diagnostic]:
    """The diagnostics in entries of these keys, and in files and entries that hide them."""
    in_bibliographies = [one for one in found if one.span.path.startswith("bib/")]
    is_hidden = any(key not in archive.sources for key in cited)
    hiding = set(archive.unread_bibliographies if is_hidden else ())
    openings = _openings(archive, {one.span.path for one in in_bibliographies})
    for one in in_bibliographies:
        if one.code.startswith("F") or one.code in UNREAD_ENTRY:
            is_meant = one.span.path in hiding
        else:
            lines = openings[one.span.path]
            at = bisect_right(lines, one.span.line, key=lambda opening: opening[0])
            # What stands for all that follow may stand for one of these.
            meant = lines[max(at - 1, 0) :] if one.more else lines[at - 1 : at] if at else []
            is_meant = any(key in cited for _, key in meant)
        if is_meant:
            yield one


def _openings(archive: Archive, paths: Set[str]) -> dict[str, list[tuple[int, CiteKey]]]:
    """The lines in which the entries of these files begin, with their keys."""
    found: dict[str, set[tuple[int, CiteKey]]] = {path: set() for path in paths}
    for key, source in archive.sources.items():
        if source.span.path in found:
            found[source.span.path].add((source.span.line, key))
    return {path: sorted(lines) for path, lines in found.items()}
