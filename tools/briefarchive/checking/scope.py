"""Which diagnostics to report: those in given paths, of a change, or for a brief's page."""

import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, DiagnosticList
from ..model import Archive, BriefId, CiteKey
from ..reading.bibliography import UNREAD_ENTRY
from ..storage.clock import today
from ..storage.files import read_data
from ..storage.former import copied_archive
from ..storage.revision import Change, changes_since
from . import check
from .changed import compare_diagnostics, find_gone_briefs
from .loading import read_archive
from .review import find_near_duplicates, review


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The selection of diagnostics to report.

    Attributes:
        paths: Files and folders in the archive or around it; none for all of it.
        only_changed: Whether to report only what a change is responsible for.
        untrusted: Whether to report what a reviewer should look at too.
        base: The branch, tag or commit that the change is compared with.
    """

    root: Path
    paths: Sequence[Path] = ()
    only_changed: bool = False
    untrusted: bool = False
    base: str = ""

    def is_part(self, path: Path) -> bool:
        """Return whether a path is in the archive or a folder around it."""
        top, part = _absolute(self.root), _absolute(path)
        return _is_below(top, part) or any(_is_below(part, f"{top}{os.sep}{name}") for name in ("archive", "bib"))

    def has(self, diagnostic: Diagnostic) -> bool:
        """Return whether a diagnostic is in one of the paths."""
        place = _absolute(self.root / diagnostic.span.path)
        return not self.paths or any(_is_below(place, _absolute(part)) for part in self.paths)

    def change(self) -> Change | None:
        """Return the change to check, if there is one; raise `NoRevisionError` if the base is unknown."""
        return changes_since(self.root, self.base) if self.only_changed or self.untrusted else None


def list_diagnostics(scope: Scope, change: Change | None) -> list[Diagnostic]:
    """Return the diagnostics to report."""
    reading = read_archive(scope.root)
    diagnostics: Sequence[Diagnostic] = check(reading, today=today())
    if change is None:
        return list(filter(scope.has, diagnostics))
    with copied_archive(scope.root, change) as folder:
        before = read_archive(folder)
    if scope.only_changed:
        former = check(before, today=today())
        weighed = compare_diagnostics(diagnostics, former, change, lambda path: read_data(scope.root / path) or b"")
        diagnostics = [*weighed, *find_gone_briefs(reading.archive, before.archive, change)]
    compare = review if scope.untrusted else find_near_duplicates
    result = DiagnosticList((*filter(scope.has, diagnostics), *compare(reading.archive, before.archive, change)))
    return sorted(result.to_list(), key=lambda diagnostic: diagnostic.order)


def make_fix_check(scope: Scope, change: Change | None) -> Callable[[Path], list[Diagnostic]]:
    """Return a function from a folder with the archive to the diagnostics that `--fix` may correct."""
    paths = change.paths if change and scope.only_changed else None

    def check_folder(folder: Path) -> list[Diagnostic]:
        diagnostics = filter(scope.has, check(read_archive(folder)))
        return [diagnostic for diagnostic in diagnostics if paths is None or diagnostic.span.path in paths]

    return check_folder


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 — symbolic links must not be resolved


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def select_brief(diagnostics: Iterable[Diagnostic], brief_id: BriefId) -> list[Diagnostic]:
    """Select the diagnostics in the file of a brief, readable or not."""
    name = f"/{brief_id}.md"
    in_archive = (diagnostic for diagnostic in diagnostics if diagnostic.span.path.startswith("archive/"))
    return [diagnostic for diagnostic in in_archive if diagnostic.span.path.endswith(name)]


def select_cited_entries(diagnostics: Iterable[Diagnostic], archive: Archive, brief_id: BriefId) -> list[Diagnostic]:
    """Select the diagnostics in `bib/` about the sources of a brief, and about files and entries that may hide them."""
    cited_keys = _cited_keys(archive, brief_id)
    hiding = archive.unread_bibliographies if any(key not in archive.sources for key in cited_keys) else ()
    openings = _list_openings(archive) if cited_keys else {}

    def concerns(diagnostic: Diagnostic) -> bool:
        if diagnostic.code.startswith("F") or diagnostic.code in UNREAD_ENTRY:
            return diagnostic.span.path in hiding
        lines = openings.get(diagnostic.span.path, [])
        at = bisect_right(lines, diagnostic.span.line, key=lambda opening: opening[0])
        # One that summarizes others may be about any later entry.
        entries = lines[max(at - 1, 0) :] if diagnostic.more else lines[at - 1 : at] if at else []
        return any(key in cited_keys for _, key in entries)

    in_bib = (diagnostic for diagnostic in diagnostics if cited_keys and diagnostic.span.path.startswith("bib/"))
    return list(filter(concerns, in_bib))


def list_unread_keys(archive: Archive, brief_id: BriefId) -> list[CiteKey]:
    """Return the keys that a brief cites whose entries may be in an unreadable part, sorted."""
    missing = sorted(key for key in _cited_keys(archive, brief_id) if key not in archive.sources)
    return missing if archive.unread_bibliographies else []


def _cited_keys(archive: Archive, brief_id: BriefId) -> frozenset[CiteKey]:
    brief = archive.briefs.get(brief_id)
    return frozenset(map(archive.resolve_key, brief.bibliography)) if brief else frozenset()


def _list_openings(archive: Archive) -> dict[str, list[tuple[int, CiteKey]]]:
    """Return the first line and the key of each entry, by bibliography."""
    openings: dict[str, list[tuple[int, CiteKey]]] = defaultdict(list)
    for key, source in archive.sources.items():
        openings[source.span.path].append((source.span.line, key))
    return {path: sorted(lines) for path, lines in openings.items()}
