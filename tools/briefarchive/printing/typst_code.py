r"""Typst code, of which what contributors wrote is never a part but in quotation marks.

A document is a tree of calls of the template's functions. Their names are ours; every text is a string literal, in
which nothing of Typst's markup or code has a meaning (Typst reference, “String”: only `\` and `"` do). How wide texts
are, in letters, decides about words that are too long for a line and about the columns of a table.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_SPECIAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_QUOTED = str.maketrans({"\\": r"\\", '"': r"\""})
NOTHING = "none"
_LONGEST = 34
# Letters of these scripts are joined to their neighbours, or may be parted anywhere as it is.
_LEFT_ALONE = "\u0600-\u08ff\u0900-\u1cff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufeff\uff00-\uffef"
LONG_WORD = re.compile(rf"[^\s{_LEFT_ALONE}]{{{_LONGEST + 1},}}")
"""A word that no line has room for; the template parts it (`breaking` in `series.typ`)."""

_WORD = re.compile(r"\S+")


def string(text: str) -> str:
    """*text* as a literal: `"…"`."""
    return '"' + _SPECIAL.sub(lambda match: rf"\u{{{ord(match[0]):x}}}", text.translate(_QUOTED)) + '"'


def call(function: str, *arguments: str, **named: str) -> str:
    """A call of a function of the template; the arguments are code."""
    given = [*arguments, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value)]
    return f"{function}({', '.join(given)})"


def array(items: Iterable[str]) -> str:
    """An array, also of one item or of none."""
    return f"({''.join(f'{item}, ' for item in items)})"


def join_content(parts: Iterable[str]) -> str:
    """Pieces of content one after the other."""
    found = [part for part in parts if part]
    if not found:
        return NOTHING
    return found[0] if len(found) == 1 else "{" + "; ".join(found) + "}"


class Cell(NamedTuple):
    """A cell: its words, and over how many columns and rows it goes."""

    text: str
    columns: int = 1
    rows: int = 1


def column_widths(columns: int, rows: Iterable[Iterable[Cell]]) -> list[tuple[int, int]]:
    """Of each column, the width of its longest word and of its longest text; cells over several do not count."""
    widths = [(1, 1)] * columns
    free = [0] * columns  # for how many rows a cell from above still fills the column
    for row in rows:
        column = 0
        for cell in row:
            while column < columns and free[column]:
                column += 1
            if cell.columns == 1 and column < columns:
                least, natural = widths[column]
                word = max(map(_width, _WORD.findall(cell.text)), default=1)
                widths[column] = max(least, word), max(natural, _width(cell.text))
            for taken in range(column, min(column + cell.columns, columns)):
                free[taken] = cell.rows
            column += cell.columns
        free = [max(rows - 1, 0) for rows in free]
    return widths


def _width(text: str) -> int:
    """The width of a text; where lines may break between any two letters, as in Chinese, that of one counts double."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
