"""What of the findings a change answers for: those on its lines, and those that it caused elsewhere.

The archive is checked as it is and as it was. A finding that was there before, on a line that the change does not
touch, is nobody's fault now, and is told as a notice. One that is new on such a line was caused from elsewhere, as when
a key was deleted that others cite; it counts, and the cause is named as far as it is known.
"""

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic, Severity
from ..model import Archive
from ..reading.revision import Change

_PLACE = re.compile(r":\d+(?::\d+)?")
_QUOTED = re.compile(r'"([^"]+)"')
# To compare more lines than this would take long, and whoever changes so many answers for all of them.
_MOST_LINES = 20_000

BEFORE = "it was there before this change, on a line that the change does not touch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An archive and what was found wrong with it."""

    archive: Archive
    found: tuple[Diagnostic, ...]


def weigh(now: Checked, before: Checked, change: Change, read: Callable[[str], bytes]) -> Iterator[Diagnostic]:
    """The findings of *now*, each with the weight that it has for the change.

    Args:
        now: The archive with the change.
        before: The archive without it.
        change: What has changed.
        read: Gives the bytes of a file of *now*.
    """
    old = Counter(_identity(one, {}) for one in before.found)
    touched = _Touched(change, read)
    causes = _Causes(now.archive, before.archive, change)
    for one in now.found:
        if touched.holds(one):
            yield one
        elif old[_identity(one, change.renamed)]:
            old[_identity(one, change.renamed)] -= 1
            yield replace(one, severity=Severity.NOTICE, hint=_with(one.hint, BEFORE))
        else:
            yield replace(one, hint=_with(one.hint, causes.of(one)))


def _identity(one: Diagnostic, renamed: Mapping[str, str]) -> tuple[str, str, str]:
    """What a finding is, wherever in its file it stands now."""
    return (renamed.get(one.span.path, one.span.path), one.code, _PLACE.sub("", one.message))


def _with(hint: str | None, more: str) -> str:
    return f"{hint}; {more}" if hint else more


class _Touched:
    """The lines of each changed file that the change added or altered."""

    def __init__(self, change: Change, read: Callable[[str], bytes]) -> None:
        self._change = change
        self._read = read
        self._lines: dict[str, frozenset[int] | None] = {}

    def holds(self, one: Diagnostic) -> bool:
        path = one.span.path
        if path not in self._change.paths:
            return False
        if path not in self._lines:
            self._lines[path] = self._touched(path)
        lines = self._lines[path]
        return lines is None or not lines.isdisjoint(range(one.span.line, one.span.end_line + 1))

    def _touched(self, path: str) -> frozenset[int] | None:
        """Numbers of the touched lines; None for all."""
        before = self._change.before.get(self._change.renamed.get(path, path))
        if before is None:
            return None
        return touched_lines(_split(before), _split(self._read(path)))


def _split(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def touched_lines(before: list[str], now: list[str]) -> frozenset[int] | None:
    """Numbers of the lines of *now*, from 1, that are not those of *before*; None for all."""
    start = _common(before, now)
    end = min(_common(before[::-1], now[::-1]), min(len(before), len(now)) - start)
    middle_before, middle = before[start : len(before) - end], now[start : len(now) - end]
    if max(len(middle_before), len(middle)) > _MOST_LINES:
        return None
    touched: set[int] = set()
    for kind, _, _, first, last in difflib.SequenceMatcher(None, middle_before, middle).get_opcodes():
        if kind != "equal":
            touched.update(range(start + first + 1, start + last + 1))
    return frozenset(touched)


def _common(first: list[str], second: list[str]) -> int:
    """How many lines two texts begin with alike."""
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return sum(1 for _ in alike)


class _Causes:
    """Names that the archive had before and has no more, with the file that had them."""

    def __init__(self, now: Archive, before: Archive, change: Change) -> None:
        self._gone = {name: place for name, place in _names(before) if not _has(now, name)}
        self._change = change

    def of(self, one: Diagnostic) -> str:
        """Why a finding is new though its line is not."""
        for name in _QUOTED.findall(one.message):
            if name in self._gone:
                return f'this change takes "{name}" out of {self._gone[name]}'
            if name in self._change.paths:
                return f"this change touches {name}"
        return "this change causes it, though the line itself is as it was"


def _names(archive: Archive) -> Iterable[tuple[str, str]]:
    """Everything that something else can name, with the file in which it stands."""
    for source in archive.sources.values():
        yield from ((name, source.span.path) for name in (source.key, *source.aliases))
    yield from ((brief.id, brief.path) for brief in archive.briefs.values())
    yield from ((path, path) for path in archive.attachments)
    for name in ("countries", "topics", "people", "publishers"):
        terms = getattr(archive.vocabulary, name)
        yield from ((term, f"archive/vocabulary/{name}.yaml") for term, one in terms.items() if one.span)


def _has(archive: Archive, name: str) -> bool:
    known = archive.vocabulary
    return (
        archive.has_source(name)
        or archive.has_brief(name)
        or name in archive.attachments
        or any(name in terms for terms in (known.countries, known.topics, known.people, known.publishers))
    )
