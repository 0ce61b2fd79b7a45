"""Edits of a text by place: what is not named by one stays as it is, to the byte."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..diagnostics import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """What stands from *start* up to *end* becomes *text*."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """*text* with all *edits* made; of two at one place the first comes first, and what two take out goes once."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda one: one.start):
        pieces += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join((*pieces, text[at:]))


def detect_line_end(text: str) -> str:
    """How lines of *text* end, by its first."""
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


class Offsets:
    """Lines and columns of a text, with whatever line ends it has, to offsets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def of(self, span: Span) -> tuple[int, int]:
        """Where a place begins and ends."""
        return self._at(span.line, span.column), self._at(span.end_line, span.end_column)

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return max(self._text.rfind("\n", 0, offset), self._text.rfind("\r", 0, offset)) + 1

    def find_line_start(self, line: int) -> int:
        """Where a line begins; lines are counted from 1."""
        return self._starts[line - 1]

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1
