"""Marks that Git leaves in a file where two changes meet: `<<<<<<<`, `=======` and `>>>>>>>`."""

import itertools
import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule, Span

_BEGINS = re.compile(r"<{7}(?: .*)?")
_PARTS = re.compile(r"={7}|\|{7}(?: .*)?")
_ENDS = re.compile(r">{7}(?: .*)?")


class MergeMarks(Rule):
    """Marks of a merge stand in the file: two people changed the same lines, and nobody has chosen yet.

    Between `<<<<<<<` and `=======` stands one version of the lines, between `=======` and `>>>>>>>` the other. Keep
    what is right of the two, and delete the lines with the marks. They would be published as they stand.
    """

    code = "F118"


FAULTS: tuple[type[Rule], ...] = (MergeMarks,)


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
    conflicts = list(_conflicts(lines))
    found = [_told(path, lines, one) for one in conflicts]
    for row in itertools.chain(*conflicts):
        lines[row] = ""
    return "\n".join(lines), found


def _conflicts(lines: list[str]) -> Iterator[tuple[int, ...]]:
    """The rows of the marks of each conflict; one of which a mark was deleted ends with the last that is there."""
    rows: list[int] = []
    for row, line in enumerate(lines):
        mark = line.rstrip()
        if _BEGINS.fullmatch(mark):
            if rows:
                yield tuple(rows)
            rows = [row]
        elif rows and _PARTS.fullmatch(mark):
            rows.append(row)
        elif _ENDS.fullmatch(mark):
            yield (*rows, row)
            rows = []
    if rows:
        yield tuple(rows)


def _told(path: str, lines: list[str], rows: tuple[int, ...]) -> Diagnostic:
    first, last = rows[0], rows[-1]
    span = Span(path=path, line=first + 1, end_column=len(lines[first]) + 1)
    where = f"from here to line {last + 1}" if last > first else "in this line"
    marks = " and ".join(f'"{lines[row].strip()[:40]}"' for row in rows)
    hint = "keep the lines that are right, and delete the lines " + marks
    return MergeMarks.at(span, f"the marks of a merge stand {where}", hint=hint if last > first else "delete the line")
