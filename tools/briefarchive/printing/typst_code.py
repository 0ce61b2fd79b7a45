r"""Typst code, in which the words of contributors are always string literals.

A document is a tree of calls of the template's functions. A string literal contains neither markup nor code (Typst
reference, “String”: only `\` and `"` have a meaning). Widths in letters decide which words are too long for a line, and
the columns of a table.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_SPECIAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_QUOTED = str.maketrans({"\\": r"\\", '"': r"\""})
NOTHING = "none"
_LONGEST = 34
# In these scripts, letters are joined, or lines can break anywhere.
_LEFT_ALONE = "\u0600-\u08ff\u0900-\u1cff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufeff\uff00-\uffef"
LONG_WORD = re.compile(rf"[^\s{_LEFT_ALONE}]{{{_LONGEST + 1},}}")
"""A word that is too long for any line and that the template splits (`breaking` in `series.typ`)."""

_WORD = re.compile(r"\S+")


def string(text: str) -> str:
    """Return *text* as a literal: `"…"`."""
    return '"' + _SPECIAL.sub(lambda match: rf"\u{{{ord(match[0]):x}}}", text.translate(_QUOTED)) + '"'


def call(function: str, *arguments: str, **named: str) -> str:
    """Return a call of a template function; the arguments are code."""
    all_arguments = [*arguments, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value)]
    return f"{function}({', '.join(all_arguments)})"


def array(items: Iterable[str]) -> str:
    """Return an array literal, which can have one item or none."""
    return f"({''.join(f'{item}, ' for item in items)})"


def join_content(parts: Iterable[str]) -> str:
    """Join pieces of content."""
    content = [part for part in parts if part]
    if not content:
        return NOTHING
    return content[0] if len(content) == 1 else "{" + "; ".join(content) + "}"


class Cell(NamedTuple):
    """A table cell: its text, and the number of columns and rows that it spans."""

    text: str
    columns: int = 1
    rows: int = 1


def column_widths(columns: int, rows: Iterable[Iterable[Cell]]) -> list[tuple[int, int]]:
    """Return the width of the longest word and of the longest text of each column, ignoring cells that span columns."""
    widths = [(1, 1)] * columns
    free = [0] * columns  # the rows for which a cell from above still fills the column
    for row in rows:
        column = 0
        for cell in row:
            while column < columns and free[column]:
                column += 1
            if cell.columns == 1 and column < columns:
                least, natural = widths[column]
                word = max(map(_width, _WORD.findall(cell.text)), default=1)
                widths[column] = max(least, word), max(natural, _width(cell.text))
            for spanned in range(column, min(column + cell.columns, columns)):
                free[spanned] = cell.rows
            column += cell.columns
        free = [max(rows - 1, 0) for rows in free]
    return widths


def _width(text: str) -> int:
    """Return the width of a text in letters; East Asian characters count double."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
