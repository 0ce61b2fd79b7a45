"""Which diagnostics to report: those in given paths, for a brief's page, or those for which a change is responsible.

The archive is checked before and after the change. A diagnostic that was there before, on a line that the change does
not touch, becomes a notice. One that is new on such a line was caused from elsewhere, for instance by deleting a key
that others cite, and counts.
"""

import functools
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from patiencediff import PatienceSequenceMatcher

from ..diagnostics import Diagnostic, DiagnosticList, Severity, Span, count_by
from ..model import Archive, BriefId, CiteKey, Status
from ..model.lines import split_lines
from ..model.names import alias_address
from ..reading.bibliography import UNREAD_ENTRY
from ..storage.clock import today
from ..storage.files import read_data
from ..storage.former import copied_archive
from ..storage.revision import Change, changes_since
from . import check
from .loading import read_archive
from .review import find_near_duplicates, review
from .rule import GoneBrief

# A message may name another place, whose line number changes with the lines above it.
_PLACE = re.compile(r":\d+(?::\d+)?|\b[Ll]ines? \d+")
_PATH = re.compile(r"(?:archive|bib)/[^\s:\"]+")

BEFORE = "it was there before this change, on a line that the change does not touch"
CAUSED = "this change causes it, though the line itself is as it was"


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
        return top.is_relative_to(part) or any(part.is_relative_to(top / name) for name in ("archive", "bib"))

    def has(self, diagnostic: Diagnostic) -> bool:
        """Return whether a diagnostic is in one of the paths."""
        place = _absolute(self.root / diagnostic.span.path)
        return not self.paths or any(place.is_relative_to(_absolute(part)) for part in self.paths)

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
    shown = list(filter(scope.has, diagnostics))
    archives = reading.archive, before.archive, change
    further = review(*archives, shown) if scope.untrusted else find_near_duplicates(*archives)
    result = DiagnosticList((*shown, *further))
    return sorted(result.to_list(), key=lambda diagnostic: diagnostic.order)


def make_fix_check(scope: Scope, change: Change | None) -> Callable[[Path], list[Diagnostic]]:
    """Return a function from a folder with the archive to the diagnostics that `--fix` may correct."""
    paths = change.paths if change and scope.only_changed else None

    def check_folder(folder: Path) -> list[Diagnostic]:
        diagnostics = filter(scope.has, check(read_archive(folder)))
        return [diagnostic for diagnostic in diagnostics if paths is None or diagnostic.span.path in paths]

    return check_folder


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 — symbolic links must not be resolved


def compare_diagnostics(
    now: Sequence[Diagnostic], before: Sequence[Diagnostic], change: Change, read: Callable[[str], bytes]
) -> Iterator[Diagnostic]:
    """Yield the diagnostics of an archive after a change, old ones as notices; *read* returns the bytes of a file."""
    old = {
        (diagnostic.span.path, diagnostic.span.line, diagnostic.code, _PLACE.sub("", diagnostic.message))
        for diagnostic in before
    }
    # Only some of these were reported; when one is fixed, another that was only counted appears in its place.
    flooded = {_kind(diagnostic) for diagnostic in before if diagnostic.more}
    grown = count_by(_kind, now) - count_by(_kind, before)
    match_file = functools.cache(lambda path: _match_file(path, change, read))

    def rename(path: re.Match[str]) -> str:
        return change.renamed.get(path[0], path[0])

    for diagnostic in now:
        former = _find_former_place(diagnostic.span, change, match_file)
        if diagnostic.more and diagnostic.span.path in change.paths:  # which ones they were is unknown
            addition = "this change touches the file, and some may be new"
            yield replace(diagnostic, hint=_extend_hint(diagnostic.hint, addition))
        elif former is None:
            yield diagnostic
        elif (*former, diagnostic.code, _PLACE.sub("", _PATH.sub(rename, diagnostic.message))) in old or (
            (former[0], diagnostic.code, diagnostic.severity) in flooded
            and not (diagnostic.more and _kind(diagnostic) in grown)
        ):
            yield replace(diagnostic, severity=Severity.NOTICE, hint=_extend_hint(diagnostic.hint, BEFORE))
        else:
            yield replace(diagnostic, hint=_extend_hint(diagnostic.hint, CAUSED))


def _kind(diagnostic: Diagnostic) -> tuple[str, str, Severity]:
    return diagnostic.span.path, diagnostic.code, diagnostic.severity


def _extend_hint(hint: str | None, addition: str) -> str:
    return f"{hint}; {addition}" if hint else addition


def _find_former_place(
    span: Span, change: Change, match_file: Callable[[str], Mapping[int, int]]
) -> tuple[str, int] | None:
    """Return the path and line of a place before a change; None if the change touches one of its lines."""
    if span.path not in change.paths:
        return span.path, span.line
    former_lines = match_file(span.path)
    if any(line not in former_lines for line in range(span.line, span.end_line + 1)):
        return None
    return change.renamed.get(span.path, span.path), former_lines[span.line]


def _match_file(path: str, change: Change, read: Callable[[str], bytes]) -> Mapping[int, int]:
    """Map the untouched lines of a changed file to those before the change."""
    before = change.before.get(change.renamed.get(path, path))
    return {} if before is None else match_lines(split_lines(before), split_lines(read(path)))


def match_lines(before: list[str], now: list[str]) -> dict[int, int]:
    """Map lines of *now* to the same lines of *before*, both numbered from 1, by a patience diff."""
    blocks = PatienceSequenceMatcher(None, before, now).get_matching_blocks()
    return {block.b + n + 1: block.a + n + 1 for block in blocks for n in range(block.size)}


def find_gone_briefs(now: Archive, before: Archive, change: Change) -> Iterator[Diagnostic]:
    """Report briefs whose addresses are broken by the change."""
    addresses = {alias_address(brief.id) for brief in now.briefs.values()}
    addresses |= {alias_address(alias) for brief in now.briefs.values() for alias in brief.aliases}
    new_paths = {old: new for new, old in change.renamed.items()}
    for brief in before.briefs.values():
        if brief.path not in change.paths or brief.status is Status.DRAFT or now.has_brief(brief.id):
            continue
        if alias_address(brief.id) not in addresses:
            new = PurePosixPath(new_paths[brief.path]).stem if brief.path in new_paths else ""
            hint = f"put the file back under its name, and run: briefs rename {brief.id} {new or 'NEW'}"
            if not new:
                hint = f"put the file back, and if it was wrong run: briefs withdraw {brief.id} --reason …"
            span = Span(path=new_paths.get(brief.path, brief.path))
            yield GoneBrief.flag(span, f'the brief "{brief.id}" is gone, and its address leads nowhere', hint=hint)


def select_brief(diagnostics: Iterable[Diagnostic], brief_id: BriefId) -> list[Diagnostic]:
    """Select the diagnostics in the file of a brief, readable or not."""
    in_archive = (diagnostic for diagnostic in diagnostics if diagnostic.span.path.startswith("archive/"))
    return [diagnostic for diagnostic in in_archive if diagnostic.span.path.endswith(f"/{brief_id}.md")]


def select_cited_entries(diagnostics: Iterable[Diagnostic], archive: Archive, brief_id: BriefId) -> list[Diagnostic]:
    """Select the diagnostics in `bib/` about the sources of a brief, and about files and entries that may hide them."""
    cited_keys = _cited_keys(archive, brief_id)
    hiding = archive.unread_bibliographies if any(key not in archive.sources for key in cited_keys) else ()
    cited = [archive.sources[key] for key in cited_keys if key in archive.sources]
    paths = {source.span.path for source in cited}
    lines = {(span.path, span.line) for source in cited for span in (source.span, *source.places.values())}

    def concerns(diagnostic: Diagnostic) -> bool:
        path = diagnostic.span.path
        if diagnostic.code.startswith("F") or diagnostic.code in UNREAD_ENTRY:
            return path in hiding
        # One that summarizes others may be about any entry of its file.
        return path in paths if diagnostic.more else (path, diagnostic.span.line) in lines

    return list(filter(concerns, diagnostics))


def list_unread_keys(archive: Archive, brief_id: BriefId) -> list[CiteKey]:
    """Return the keys that a brief cites whose entries may be in an unreadable part, sorted."""
    missing = sorted(key for key in _cited_keys(archive, brief_id) if key not in archive.sources)
    return missing if archive.unread_bibliographies else []


def _cited_keys(archive: Archive, brief_id: BriefId) -> frozenset[CiteKey]:
    brief = archive.briefs.get(brief_id)
    return frozenset(map(archive.resolve_key, brief.bibliography)) if brief else frozenset()
