"""Lines of a text: offsets and places in its file, edits by offset, a text on one line, and places of its fields."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..diagnostics import Span

LINE_END = re.compile(r"\r\n|\r|\n")
# All that any program takes for the end of a line, other control characters, and those that turn text around.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
# They cannot be written in UTF-8.
SURROGATE = re.compile("[\ud800-\udfff]")


class Lines:
    """The lines of a text, with any line ends; the first is line *first_line* of the file at *path*."""

    def __init__(self, text: str, path: str = "", first_line: int = 1) -> None:
        self._path, self._first = path, first_line
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """The place of the characters from *start* up to *end*."""
        first = bisect_right(self._starts, start)
        # Nearly every value ends in the line in which it starts.
        within = first == len(self._starts) or end < self._starts[first]
        last = first if within else bisect_right(self._starts, end, lo=first)
        return Span(
            path=self._path,
            line=self._first + first - 1,
            column=start - self._starts[first - 1] + 1,
            end_line=self._first + last - 1,
            end_column=end - self._starts[last - 1] + 1,
        )

    def offsets(self, span: Span) -> tuple[int, int]:
        """Where a place begins and ends."""
        return self.start(span.line) + span.column - 1, self.start(span.end_line) + span.end_column - 1

    def start(self, line: int) -> int:
        """Where the line with this number begins."""
        return self._starts[line - self._first]

    def start_around(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]


class Edit(NamedTuple):
    """What stands from *start* up to *end* becomes *text*; what no edit names stays as it is, to the byte."""

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
    found = LINE_END.search(text)
    return found[0] if found else "\n"


def one_line(text: str) -> str:
    """*text* without control characters, which mean something in formats, its runs of spaces made one."""
    if text.isprintable() and "  " not in text:  # as nearly all text is: no sign to take out, and no space but ` `
        return text.strip()
    kept = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub(" ", text))
    return " ".join(kept.split())


@dataclass(frozen=True, slots=True)
class Places(Mapping[str, Span]):
    """The place of each field, by its name.

    An archive of 10,000 briefs has some 800,000 of them: as objects of their own they were half of its memory.

    Attributes:
        path: The file, relative to the archive's root.
        rows: A line for each field: its name and the four numbers of its place, parted by blanks.
    """

    path: str = ""
    rows: str = ""

    @classmethod
    def of(cls, places: Mapping[str, Span]) -> "Places":
        """These *places*, all in one file; that of a name with a line's end is left out."""
        path = next((span.path for span in places.values()), "")
        rows = (
            f"{name} {one.line} {one.column} {one.end_line} {one.end_column}"
            for name, one in places.items()
            if "\n" not in name
        )
        return cls(path, "\n".join(rows))

    def __getitem__(self, name: str) -> Span:
        for row in self._rows() if name in self.rows else ():  # most rules ask for fields that few briefs have
            if row.startswith(name):
                named, *numbers = row.rsplit(" ", 4)
                if named == name:
                    line, column, end_line, end_column = map(int, numbers)
                    return Span(path=self.path, line=line, column=column, end_line=end_line, end_column=end_column)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (row.rsplit(" ", 4)[0] for row in self._rows())

    def __len__(self) -> int:
        return len(self._rows())

    def _rows(self) -> list[str]:
        return self.rows.split("\n") if self.rows else []
