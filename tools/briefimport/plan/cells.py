"""Tables as spreadsheets save them, with the place of every cell in its file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefarchive.diagnostics import Span

# What a spreadsheet writes between cells depends on its language.
_MARKS = ",;\t"
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_FIRST_ROW = 10_000
_END = re.compile(r"\r\n|\r|\n|\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The text of a cell, and where it begins in its file."""

    text: str
    span: Span


class BrokenTableError(ValueError):
    """A cell does not end as cells do; *span* is where it begins."""

    def __init__(self, span: Span) -> None:
        super().__init__(str(span))
        self.span = span


def rows(text: str, path: str) -> Iterator[list[Cell]]:
    """The rows of a table in CSV (RFC 4180), with commas, semicolons or tabs; empty ones are left out.

    Raises:
        BrokenTableError: A quotation mark is not closed, or something follows it.
    """
    mark = _mark(text)
    cell = re.compile(rf'"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>(?!")[^{mark}\r\n]*)')
    line, start, place = 1, 0, 0
    row: list[Cell] = []
    while place < len(text) or row:
        span = Span(path=path, line=line, column=place - start + 1)
        found = cell.match(text, place)
        if found is None:
            raise BrokenTableError(span)
        value = found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')
        row.append(Cell(text=value, span=span))
        if "\n" in found[0] or "\r" in found[0]:
            ends = list(re.finditer(r"\r\n|\r|\n", found[0]))
            line, start = line + len(ends), place + ends[-1].end()
        place = found.end()
        if text.startswith(mark, place):
            place += 1
            continue
        end = _END.match(text, place)
        if end is None:
            raise BrokenTableError(span)
        if any(one.text.strip() for one in row):
            yield row
        row = []
        line, start, place = line + 1, end.end(), end.end()


def _mark(text: str) -> str:
    """What stands between the cells: the sign that the first row has most of, outside its quotation marks."""
    bare = _QUOTED.sub("", text[:_FIRST_ROW])
    first = bare[: _END.search(bare).start()]  # type: ignore[union-attr]  # the end of the text always matches
    return max(_MARKS, key=first.count)
