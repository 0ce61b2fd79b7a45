"""Places in a text: Markdown takes marks and indentation from the lines of a paragraph, and here they are put back."""

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from ..diagnostics import Span

_BARE = re.compile(r"[\s>*+\-\d.)]*")


@dataclass(slots=True)
class Places:
    """Finds places in the *lines* of one file's text, which begins in the file's line *first_line*."""

    path: str
    lines: list[str]
    first_line: int
    _searched: dict[int, int] = field(default_factory=dict)

    def of_text(self, line: int, text: str) -> Span:
        """The place of *text* in the text's line *line*, counted from 0."""
        source = self.lines[line] if line < len(self.lines) else ""
        return self._span(line, max(source.find(text), 0), max(len(text), 1))

    def at(self, line: int, column: int, length: int) -> Span:
        """The place of *length* characters of the text's line *line*; both it and *column* are counted from 0."""
        return self._span(line, column, length)

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
            return self._span(line + row, columns(row)(at - starts[row]), length)

        return place

    def _span(self, line: int, column: int, length: int) -> Span:
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
