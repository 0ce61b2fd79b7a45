"""What fits into a line: words that are too long for it, and the columns of a table.

Widths are in letters: about so many stand in a line of a table between the margins, over the margins, and on a page on
its side; small letters make room for more.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_LONGEST = 34
# Letters of these scripts are joined to their neighbours, or may be parted anywhere as it is.
_LEFT_ALONE = "\u0600-\u08ff\u0900-\u1cff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufeff\uff00-\uffef"
LONG_WORD = re.compile(rf"[^\s{_LEFT_ALONE}]{{{_LONGEST + 1},}}")
"""A word that no line has room for; the template parts it (`breaking` in `series.typ`)."""

_BETWEEN = 2
_LONGEST_WORD = 24
_WORD = re.compile(r"\S+")


class Layout(NamedTuple):
    """How a table lies on its page.

    Attributes:
        room: How many letters a line of it holds.
        size: The size of its letters, where that must be smaller than usual; else empty.
        is_wide: Whether it goes into the margins of the page.
        is_turned: Whether it has a page on its side.
    """

    room: int
    size: str = ""
    is_wide: bool = False
    is_turned: bool = False


_LAYOUTS = (
    Layout(78),
    Layout(108, is_wide=True),
    Layout(130, "7pt", is_wide=True),
    Layout(155, is_turned=True),
    Layout(185, "7pt", is_turned=True),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, and over how many columns and rows it goes."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table.

    Attributes:
        head: The rows that stand again on each page.
    """

    columns: int
    head: Sequence[Sequence[Cell]]
    body: Sequence[Sequence[Cell]]

    @functools.cached_property
    def layout(self) -> Layout:
        """The first that has room for its longest words, or the last."""
        needed = sum(least for least, _ in self._widths) + _BETWEEN * self.columns
        return next((one for one in _LAYOUTS if needed <= one.room), _LAYOUTS[-1])

    @property
    def tracks(self) -> list[str]:
        """The width of each column in Typst's words: as wide as its text, or its share of the line."""
        widths = self._widths
        room = self.layout.room - _BETWEEN * self.columns
        if sum(natural for _, natural in widths) <= room:
            return ["auto"] * self.columns
        spare = max(room - sum(least for least, _ in widths), 0)
        wanted = sum(natural - least for least, natural in widths) or 1
        return [f"{least + spare * (natural - least) / wanted:.1f}fr" for least, natural in widths]

    @functools.cached_property
    def _widths(self) -> list[tuple[int, int]]:
        """Of each column, the width of its longest word and of its longest text; cells over several do not count."""
        widths = [(1, 1)] * self.columns
        limit = longest_word(self.columns)
        free = [0] * self.columns  # for how many rows a cell from above still fills the column
        for row in (*self.head, *self.body):
            column = 0
            for cell in row:
                while column < self.columns and free[column]:
                    column += 1
                if cell.columns == 1 and column < self.columns:
                    least, natural = widths[column]
                    word = max((_width(word) for word in _WORD.findall(cell.text)), default=1)
                    widths[column] = max(least, min(word, limit)), max(natural, _width(cell.text), 1)
                for taken in range(column, min(column + cell.columns, self.columns)):
                    free[taken] = cell.rows
                column += cell.columns
            free = [max(rows - 1, 0) for rows in free]
        return widths


def longest_word(columns: int) -> int:
    """How many letters of a word stay together in a table of so many columns."""
    if columns == 1:
        return _LONGEST
    return max(min(_LONGEST_WORD, _LAYOUTS[-1].room // columns - _BETWEEN), 4)


def _width(text: str) -> int:
    """The width of a text; where lines may break between any two letters, as in Chinese, that of one counts double."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
