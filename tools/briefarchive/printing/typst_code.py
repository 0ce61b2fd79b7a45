r"""Typst code, in which the words of contributors are always string literals.

A document is a tree of calls of the template's functions. A string literal contains neither markup nor code (Typst
reference, “String”: only `\` and `"` have a meaning). Widths in letters decide which words are too long for a line, and
the columns of a table.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

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


def column_widths(rows: Iterable[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the width of the longest word and of the longest text of each column, given the texts of all cells."""
    columns = zip(*rows, strict=True)
    return [(_width_of_longest(_WORD.findall(" ".join(texts))), _width_of_longest(texts)) for texts in columns]


def _width_of_longest(texts: Iterable[str]) -> int:
    return max([1, *map(_width, texts)])


def _width(text: str) -> int:
    """Return the width of a text in letters; East Asian characters count double."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
