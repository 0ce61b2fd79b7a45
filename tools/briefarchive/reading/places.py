"""Locations in source text: map an offset in a parsed value back to its line and column in the file."""

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..diagnostics import Span
from ..model.lines import Lines

_MARKS = re.compile(r"[\s>*+\-\d.)]*")


@dataclass(slots=True)
class TextPlaces:
    """Finds the spans of Markdown text whose *lines* begin on line *first_line* of the file."""

    path: str
    lines: list[str]
    first_line: int
    _searched: dict[int, int] = field(default_factory=dict)

    def find_text(self, line: int, text: str) -> Span:
        """Return the span of *text* on the given *line*, counted from 0."""
        source = self.lines[line] if line < len(self.lines) else ""
        return self.span(line, max(source.find(text), 0), max(len(text), 1))

    def map_passage(self, content: str, line: int) -> Callable[[int, int], Span]:
        """Return a function that maps an offset and a length within *content*, which begins on *line*, to a span."""
        rows = content.split("\n")
        # The parser strips what Python calls white space, including a line of nothing but non-breaking spaces.
        lines = self.lines
        while line + 1 < len(lines) and rows[0].strip() not in lines[line] and _MARKS.fullmatch(lines[line]):
            line += 1
        starts = list(itertools.accumulate((len(row) + 1 for row in rows), initial=0))
        columns = functools.cache(lambda row: self._column(rows[row], line + row))

        def place(at: int, length: int) -> Span:
            row = bisect_right(starts, at) - 1
            return self.span(line + row, columns(row)(at - starts[row]), length)

        return place

    def span(self, line: int, column: int, length: int) -> Span:
        """Return the span of *length* characters; *line* and *column* are counted from 0."""
        number = self.first_line + line
        return Span(path=self.path, line=number, column=column + 1, end_column=column + 1 + length)

    def _column(self, row: str, line: int) -> Callable[[int], int]:
        """Return a function from an offset in *row* to its column, past indentation and marks that Markdown strips."""
        source = self.lines[line] if line < len(self.lines) else ""
        text = row.strip()
        lead = len(row) - len(row.lstrip())
        # Search the cells of a table row from left to right, since two may have the same text.
        searched = self._searched.get(line, 0)
        start = source.find(text, searched)
        pipes: list[int] = []
        if start < 0 and "|" in text:  # the parser unescapes `\|` in a cell
            pipes = [number for number, char in enumerate(text) if char == "|"]
            text = text.replace("|", r"\|")
            start = source.find(text, searched)
        start = max(start, 0)
        self._searched[line] = start + len(text)
        return lambda offset: start + offset - lead + bisect_right(pipes, offset - lead)


def map_value(span: Span, value: str, lines: Sequence[str]) -> Callable[[int, int], Span]:
    """Return a function that maps an offset and a length within *value* to a span.

    The *value* is at *span* in the *lines* of its file, with runs of white space collapsed. If it contains escapes, the
    function returns the span of the whole value.
    """

    @functools.cache
    def locate() -> tuple[Lines, list[int]]:
        """Return the lines of the file, and the offset in it of each character of the value and of its end."""
        text = "\n".join(lines)
        source = Lines(text, span.path)
        words = r"\s+".join(f"({re.escape(word)})" for word in value.split())
        match = re.compile(words).search(text, *source.offsets(span))
        return source, [at for start, end in match.regs[1:] for at in range(start, end + 1)] if match else []

    def place(at: int, length: int) -> Span:
        source, offsets = locate()
        if not offsets:
            return span
        return source.span(offsets[at], offsets[at + length - 1] + 1 if length else offsets[at])

    return place
