"""The line that a diagnostic is about, with the stretch that it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len

from ..diagnostics import Diagnostic, printable
from ..reading import decoding

_WIDTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A line in three parts.

    Attributes:
        line: Its number.
        before: What stands before the stretch; of a very long line, the nearest of it.
        marked: The stretch; empty where it is behind the line's end.
        after: What follows.
    """

    line: int
    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return self.before + self.marked + self.after

    @property
    def carets(self) -> str:
        """What stands below the line: spaces, and a caret for each column of the stretch, at least one."""
        return " " * cell_len(self.before) + "^" * max(cell_len(self.marked), 1)


def make_excerpt(one: Diagnostic, lines: Sequence[str]) -> Excerpt | None:
    """The line of *one* among the *lines* of its file; None if there is no such line."""
    span = one.span
    if not 0 < span.line <= len(lines):
        return None
    line = lines[span.line - 1]
    # A very long line is shown around the place that matters.
    start = max(span.column - 1 - _WIDTH // 2, 0) if len(line) > _WIDTH else 0
    column = span.column - 1 - start
    end = column + max(span.end_column - span.column if span.end_line == span.line else 1, 0)
    shown = printable(line[start : start + _WIDTH])
    return Excerpt(line=span.line, before=shown[:column], marked=shown[column:end], after=shown[end:])


def read_lines(root: Path, path: str) -> list[str]:
    """The lines of a file, none if it cannot be read.

    It is read as the readers do: no link is followed, no pipe waited for, and lines end where theirs end.
    """
    data = decoding.read(path, root / path)
    if isinstance(data, Diagnostic):
        return []
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
