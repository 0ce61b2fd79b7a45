"""Places in a text and in a field: what Markdown and YAML take away, marks and indentation, is put back here."""

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..diagnostics import Span

_BLOCK = re.compile(r"[>|][-+\d]{0,2}")
_BARE = re.compile(r"[\s>*+\-\d.)]*")


@dataclass(slots=True)
class TextPlaces:
    """Finds places in the *lines* of one file's text, which begins in the file's line *first_line*."""

    path: str
    lines: list[str]
    first_line: int
    _searched: dict[int, int] = field(default_factory=dict)

    def of_text(self, line: int, text: str) -> Span:
        """The place of *text* in the text's line *line*, counted from 0."""
        source = self.lines[line] if line < len(self.lines) else ""
        return self.at(line, max(source.find(text), 0), max(len(text), 1))

    def within(self, content: str, line: int) -> Callable[[int, int], Span]:
        """The place of an offset of a paragraph's *content*, which begins in line *line*, and of so many characters."""
        rows = content.split("\n")
        # The parser takes away what Python calls white space; a line of nothing but a non-breaking space goes with it.
        while (
            line + 1 < len(self.lines) and rows[0].strip() not in self.lines[line] and _BARE.fullmatch(self.lines[line])
        ):
            line += 1
        starts = list(itertools.accumulate((len(row) + 1 for row in rows), initial=0))
        columns = functools.cache(lambda row: self._column(rows[row], line + row))

        def place(at: int, length: int) -> Span:
            row = bisect_right(starts, at) - 1
            return self.at(line + row, columns(row)(at - starts[row]), length)

        return place

    def at(self, line: int, column: int, length: int) -> Span:
        """The place of *length* characters of the text's line *line*; both it and *column* are counted from 0."""
        number = self.first_line + line
        return Span(path=self.path, line=number, column=column + 1, end_column=column + 1 + length)

    def _column(self, row: str, line: int) -> Callable[[int], int]:
        """Where the characters of *row* stand in the text's line *line*: those after what Markdown has taken."""
        source = self.lines[line] if line < len(self.lines) else ""
        text = row.strip()
        lead = len(row) - len(row.lstrip())
        # The cells of a table are looked for one after the other, since two may say the same.
        searched = self._searched.get(line, 0)
        start = source.find(text, searched)
        pipes: list[int] = []
        if start < 0 and "|" in text:  # within a cell, `\|` has become `|`
            pipes = [number for number, char in enumerate(text) if char == "|"]
            text = text.replace("|", r"\|")
            start = source.find(text, searched)
        start = max(start, 0)
        self._searched[line] = start + len(text)
        return lambda within: start + within - lead + bisect_right(pipes, within - lead)


def place_within(span: Span, value: str, lines: Sequence[str]) -> Callable[[int, int], Span]:
    """The place of a part of a value, or that of all of it where it has escaped signs.

    The *value* stands at *span* of the *lines* of its file, and has one blank between two words.
    """
    starts = functools.cache(lambda: _starts(span, value, lines))

    def place(at: int, length: int) -> Span:
        if not starts():
            return span
        line, column = starts()[at] if at < len(value) else (span.end_line, span.end_column)
        end_line, end = starts()[max(at + length - 1, at)] if at < len(value) else (line, column)
        end_column = end + 1 if length else column
        return Span(path=span.path, line=line, column=column, end_line=end_line, end_column=end_column)

    return place


def _starts(span: Span, value: str, lines: Sequence[str]) -> list[tuple[int, int]]:
    """Line and column of each sign of a value; nothing if they are not those that stand there."""
    where = _places(span, lines)
    if "".join(sign for _, _, sign in where) != "".join(value.split()):
        return []
    starts: list[tuple[int, int]] = []
    signs = iter(where)
    for sign in value:
        if sign.isspace():
            line, column = starts[-1] if starts else (span.line, span.column)
            starts.append((line, column + 1))
        else:
            line, column, _ = next(signs)
            starts.append((line, column))
    return starts


def _places(span: Span, lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Line, column and sign of all that is no blank in a value, without the marks of YAML around it."""
    rows = [(number, lines[number - 1]) for number in range(span.line, min(span.end_line, len(lines)) + 1)]
    found = [
        (number, column, sign)
        for number, row in rows
        for column, sign in enumerate(row, 1)
        if not sign.isspace() and (number, column) >= (span.line, span.column)
        and (number, column) < (span.end_line, span.end_column)
    ]  # fmt: skip
    first = rows[0][1][span.column - 1 :] if rows else ""
    if len(rows) > 1 and (block := _BLOCK.fullmatch(first.strip())):
        return found[len(block[0]) :]
    is_quoted = len(found) > 1 and found[0][2] == found[-1][2] and found[0][2] in {"'", '"'}
    return found[1:-1] if is_quoted else found
