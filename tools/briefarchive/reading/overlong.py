"""Texts that are so long in one respect that drawing and printing them would hold up the archive."""

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule, Span

_MOST_LINES = 20_000


class TooManyLines(Rule):
    """A brief has more than 20,000 lines.

    It is not read. A brief is half a page to two pages, of some hundred lines: something else was pasted into the file.
    Tables of figures belong into a CSV file beside the brief.
    """

    code = "S146"


FAULTS: tuple[type[Rule], ...] = (TooManyLines,)


def find_overlong(path: str, text: str) -> Iterator[Diagnostic]:
    """What keeps a brief from being read."""
    if (lines := text.count("\n")) > _MOST_LINES:
        message = f"the file has {lines:,} lines; at most {_MOST_LINES:,} are allowed"
        hint = "delete what is not of the brief, or put it beside it as a file"
        yield TooManyLines.at(Span(path=path, line=_MOST_LINES + 1), message, hint=hint)
