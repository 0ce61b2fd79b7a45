"""The cells of a CSV file of one simple form, each with its place: the module `csv` of Python does not tell places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...diagnostics import Span

_CELL = re.compile(r'[ \t]*+(?:"(?P<quoted>(?:[^"]++|"")*+)"[ \t]*+|(?P<plain>[^",]*+))(?P<end>,|$)')


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvCell:
    """The text of a cell, without blanks around it, and where it begins."""

    text: str
    span: Span


class BrokenCsvError(ValueError):
    """A line is not of the form that is read; `span` is where it ceases to be."""

    def __init__(self, span: Span) -> None:
        super().__init__("its quotation marks do not match")
        self.span = span


def read_rows(path: str, text: str) -> Iterator[list[CsvCell]]:
    """The rows of a file whose cells are parted by commas and stand in one line; lines without any text are left out.

    Raises:
        BrokenCsvError: The quotation marks of a line do not match.
    """
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip(", \t"):
            yield list(_cells(path, number, line))


def _cells(path: str, number: int, line: str) -> Iterator[CsvCell]:
    start = 0
    while True:
        span = Span(path=path, line=number, column=start + 1)
        found = _CELL.match(line, start)
        if found is None:
            raise BrokenCsvError(span)
        quoted = found["quoted"]
        written = found["plain"] if quoted is None else quoted.replace('""', '"')
        yield CsvCell(text=" ".join(written.split()), span=span)
        if not found["end"]:
            return
        start = found.end()
