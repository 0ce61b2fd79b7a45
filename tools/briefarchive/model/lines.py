"""Lines and offsets of a text, edits by offset, and compact storage for the places of fields."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..diagnostics import Span

LINE_END = re.compile(r"\r\n|\r|\n")
# Everything that some program treats as a line end, other control characters, and bidirectional controls.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
# Cannot be encoded in UTF-8.
SURROGATE = re.compile("[\ud800-\udfff]")


class Lines:
    """The lines of a text with any line ends, starting at line *first_line* of the file at *path*."""

    def __init__(self, text: str, path: str = "", first_line: int = 1) -> None:
        self.text = text
        self._path, self._first = path, first_line
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters from *start* up to *end*."""
        first = bisect_right(self._starts, start)
        # Nearly every value ends on the line on which it starts.
        is_one_line = first == len(self._starts) or end < self._starts[first]
        last = first if is_one_line else bisect_right(self._starts, end, lo=first)
        return Span(
            path=self._path,
            line=self._first + first - 1,
            column=start - self._starts[first - 1] + 1,
            end_line=self._first + last - 1,
            end_column=end - self._starts[last - 1] + 1,
        )

    def offsets(self, span: Span) -> tuple[int, int]:
        """Return the start and end offset of a place."""
        return self.start(span.line) + span.column - 1, self.start(span.end_line) + span.end_column - 1

    def start(self, line: int) -> int:
        """Return the offset at which a line starts."""
        return self._starts[line - self._first]

    def find_line_start(self, offset: int) -> int:
        """Return the start of the line that contains an offset."""
        return self._starts[bisect_right(self._starts, offset) - 1]


class Edit(NamedTuple):
    """Replacement of the characters from *start* up to *end*; everything else stays as it is, byte for byte."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply *edits*; those at one place go in as ordered, and text that several remove is removed once."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join((*pieces, text[at:]))


def split_lines(data: bytes) -> list[str]:
    """Return the lines of a file as its reader numbers them."""
    return LINE_END.split(data.decode("utf-8", "replace"))


def detect_line_end(text: str) -> str:
    """Return the line end of the first line of *text*."""
    match = LINE_END.search(text)
    return match[0] if match else "\n"


def one_line(text: str) -> str:
    """Replace control characters, which have meanings in formats, and runs of white space by one space."""
    if text.isprintable() and "  " not in text:  # the fast path for nearly all text
        return text.strip()
    printable = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub(" ", text))
    return " ".join(printable.split())


@dataclass(frozen=True, slots=True)
class Places(Mapping[str, Span]):
    """The place of each field, by name.

    An archive of 10,000 briefs has some 800,000 of them; as separate objects they took half of its memory.

    Attributes:
        path: The file, relative to the archive's root.
        rows: A line for each field: its name and the four numbers of its place, separated by spaces.
    """

    path: str = ""
    rows: str = ""

    @classmethod
    def pack(cls, places: Mapping[str, Span]) -> "Places":
        """Pack *places*, which are all in one file; names that contain a line end are left out."""
        path = next((span.path for span in places.values()), "")
        rows = (
            f"{name} {span.line} {span.column} {span.end_line} {span.end_column}"
            for name, span in places.items()
            if "\n" not in name
        )
        return cls(path, "\n".join(rows))

    def __getitem__(self, name: str) -> Span:
        for row in self._rows() if name in self.rows else ():  # most lookups are for fields that few briefs have
            if row.startswith(name):
                row_name, *numbers = row.rsplit(" ", 4)
                if row_name == name:
                    line, column, end_line, end_column = map(int, numbers)
                    return Span(path=self.path, line=line, column=column, end_line=end_line, end_column=end_column)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (row.rsplit(" ", 4)[0] for row in self._rows())

    def __len__(self) -> int:
        return len(self._rows())

    def _rows(self) -> list[str]:
        return self.rows.split("\n") if self.rows else []
