"""Texts that are so long in one respect that drawing and printing them would hold up the archive."""

from collections.abc import Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Span
from .rules import TooManyLines, TooMuchText

MOST_IN_PRINT = 400_000
"""What a brief may weigh in print, in letters."""

CELL = 44
"""What a cell of a table weighs besides its letters."""

_MOST_LINES = 20_000
_WEIGHTS = {
    "td_open": CELL + 30, "th_open": CELL + 30, "heading_open": 60, "code_inline": 18, "em_open": 10,
    "strong_open": 10, "myst_role": 60, "footnote_ref": 60, "image": 60, "link_open": 40,
    "blockquote_open": 20, "colon_fence": 40, "fence": 40, "hardbreak": 20,
}  # fmt: skip
_OTHER = 2


def find_overlong(path: str, text: str) -> Iterator[Diagnostic]:
    """What keeps a brief from being read."""
    if (lines := text.count("\n")) > _MOST_LINES:
        message = f"the file has {lines:,} lines; at most {_MOST_LINES:,} are allowed"
        hint = "delete what is not of the brief, or put it beside it as a file"
        yield TooManyLines.at(Span(path=path, line=_MOST_LINES + 1), message, hint=hint)


def estimate_weight(token: Token) -> int:
    """About how much a part of a text weighs in print, in letters; it is more rather than less."""
    children = token.children or ()
    own = len(token.content) if not children else sum(map(estimate_weight, children))
    return own + _WEIGHTS.get(token.type, _OTHER) + 2 * len(str(token.attrs.get("href", "")))


def find_too_heavy(path: str, line: int, weight: int) -> Iterator[Diagnostic]:
    """What keeps a brief of that weight from being printed."""
    if weight > MOST_IN_PRINT:
        message = "the text has more letters, marks or cells of tables than can be printed"
        hint = "put a large table beside it as a CSV file, or a long text as a PDF"
        yield TooMuchText.at(Span(path=path, line=line), message, hint=hint)
