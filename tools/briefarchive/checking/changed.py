"""Diagnostics for which a change is responsible: those on its lines, and those that it caused elsewhere.

The archive is checked before and after the change. A diagnostic that was there before, on a line that the change does
not touch, becomes a notice. One that is new on such a line was caused from elsewhere, for instance by deleting a key
that others cite, and counts.
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from patiencediff import PatienceSequenceMatcher

from ..diagnostics import Diagnostic, Severity, Span, count_by
from ..model import Archive, Status
from ..model.lines import split_lines
from ..model.names import alias_address
from ..storage.revision import Change
from .rule import GoneBrief

# A message may name another place, whose line number changes with the lines above it.
_PLACE = re.compile(r":\d+(?::\d+)?|\b[Ll]ines? \d+")
_PATH = re.compile(r"(?:archive|bib)/[^\s:\"]+")

BEFORE = "it was there before this change, on a line that the change does not touch"
CAUSED = "this change causes it, though the line itself is as it was"


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
