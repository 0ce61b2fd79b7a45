"""Locations in source text: map an offset in a parsed value back to its line and column in the file."""

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..diagnostics import Span

_BLOCK_INDICATOR = re.compile(r"[>|][-+\d]{0,2}")
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
        return lambda within: start + within - lead + bisect_right(pipes, within - lead)


def map_value(span: Span, value: str, lines: Sequence[str]) -> Callable[[int, int], Span]:
    """Return a function that maps an offset and a length within *value* to a span.

    The *value* is at *span* in the *lines* of its file, with runs of white space collapsed. If it contains escapes, the
    function returns the span of the whole value.
    """
    starts = functools.cache(lambda: _find_starts(span, value, lines))

    def place(at: int, length: int) -> Span:
        if not starts():
            return span
        line, column = starts()[at] if at < len(value) else (span.end_line, span.end_column)
        end_line, end = starts()[max(at + length - 1, at)] if at < len(value) else (line, column)
        end_column = end + 1 if length else column
        return Span(path=span.path, line=line, column=column, end_line=end_line, end_column=end_column)

    return place


def _find_starts(span: Span, value: str, lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the line and column of each character of a value; nothing if the source contains escapes."""
    characters = _list_characters(span, lines)
    if "".join(char for _, _, char in characters) != "".join(value.split()):
        return []
    starts: list[tuple[int, int]] = []
    chars = iter(characters)
    for char in value:
        if char.isspace():
            line, column = starts[-1] if starts else (span.line, span.column)
            starts.append((line, column + 1))
        else:
            line, column, _ = next(chars)
            starts.append((line, column))
    return starts


def _list_characters(span: Span, lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return line, column and character of everything but white space in a value, without YAML's quotation marks."""
    rows = [(number, lines[number - 1]) for number in range(span.line, min(span.end_line, len(lines)) + 1)]
    found = [
        (number, column, char)
        for number, row in rows
        for column, char in enumerate(row, 1)
        if not char.isspace() and (number, column) >= (span.line, span.column)
        and (number, column) < (span.end_line, span.end_column)
    ]  # fmt: skip
    first = rows[0][1][span.column - 1 :] if rows else ""
    if len(rows) > 1 and (block := _BLOCK_INDICATOR.fullmatch(first.strip())):
        return found[len(block[0]) :]
    is_quoted = len(found) > 1 and found[0][2] == found[-1][2] and found[0][2] in {"'", '"'}
    return found[1:-1] if is_quoted else found
