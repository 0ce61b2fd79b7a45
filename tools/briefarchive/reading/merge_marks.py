"""Marks that Git leaves in a file where two changes meet: `<<<<<<<`, `=======` and `>>>>>>>`."""

import itertools
import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span
from .rules import MergeMarks

_MARK = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")
# A block of code; what has a name in braces is a block of text.
_CODE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?!.*[`{])")


def take_merge_marks(path: str, text: str) -> tuple[str, list[Diagnostic]]:
    """Find the merge marks of a file.

    Args:
        path: Root-relative path, for places.
        text: The whole file.

    Returns:
        The text with empty lines in place of the marks, so that the rest can be read, and a diagnostic for each
        conflict.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return text, []
    lines = text.split("\n")
    code = _rows_of_code(text) if path.endswith(".md") else set[int]()
    conflicts = [one for one in _conflicts(lines) if one[0] not in code]
    found = [_told(path, lines, one) for one in conflicts]
    for row in itertools.chain(*conflicts):
        lines[row] = ""
    return "\n".join(lines), found


def _conflicts(lines: list[str]) -> Iterator[tuple[int, ...]]:
    """The rows of the marks of each conflict; one of which a mark was deleted ends with the last that is there."""
    rows: list[int] = []
    for row, line in enumerate(lines):
        sign = line[:1] if _MARK.fullmatch(line.rstrip()) else ""
        if sign == "<" and rows:
            yield tuple(rows)
            rows = []
        if sign in {"<", ">"} or (sign and rows):
            rows.append(row)
        if sign == ">":
            yield tuple(rows)
            rows = []
    if rows:
        yield tuple(rows)


def _rows_of_code(text: str) -> set[int]:
    """The rows within blocks of code, which may show such marks."""
    rows: set[int] = set()
    fence, start = "", 0
    for row, line in enumerate(text.split("\n")):
        if not fence and (found := _CODE.match(line)):
            fence, start = found["fence"], row
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            rows.update(range(start + 1, row))
            fence = ""
    return rows


def _told(path: str, lines: list[str], rows: tuple[int, ...]) -> Diagnostic:
    first, last = rows[0], rows[-1]
    span = Span(path=path, line=first + 1, end_column=len(lines[first]) + 1)
    where = f"from here to line {last + 1}" if last > first else "in this line"
    marks = " and ".join(f'"{lines[row].strip()[:40]}"' for row in rows)
    hint = "keep the lines that are right, and delete the lines " + marks
    return MergeMarks.at(span, f"the marks of a merge stand {where}", hint=hint if last > first else "delete the line")
