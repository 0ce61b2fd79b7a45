"""Diagnostics for people and for machines."""

import functools
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ..diagnostics import Diagnostic, Severity, printable
from ..reading import files

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTICE: "bold blue"}
_WIDTH = 100


def as_json(found: Sequence[Diagnostic]) -> str:
    """A JSON list of objects with the keys that the command line promises."""
    rows = [
        {
            "path": one.span.path,
            "line": one.span.line,
            "column": one.span.column,
            "end_line": one.span.end_line,
            "end_column": one.span.end_column,
            "code": one.code,
            "severity": str(one.severity),
            "message": one.message,
            "hint": one.hint,
            "fixable": False,
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def print_text(
    found: Sequence[Diagnostic], console: Console, root: Path, shown_path: Callable[[str], str] = str
) -> None:
    """Print each diagnostic with the line it is about, a caret and a hint, and a count at the end.

    Args:
        found: What to print.
        console: Where.
        root: The archive's root, from which the lines are read.
        shown_path: Turns a root-relative path into the one to print.
    """
    lines = functools.lru_cache(maxsize=8)(functools.partial(_lines, root))
    for one in found:
        console.print(_head(one, shown_path(one.span.path)), soft_wrap=True)
        for line in _excerpt(one, lines(one.span.path)):
            console.print(line, soft_wrap=True)
        if one.hint:
            console.print(Text(f"  hint: {printable(one.hint)}", style="dim"), soft_wrap=True)
    console.print(Text(summary(found)), soft_wrap=True)


def summary(found: Sequence[Diagnostic]) -> str:
    """“2 errors, 1 warning, 3 notices”."""
    counts = Counter(one.severity for one in found)
    parts = [f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in Severity if counts[level]]
    return ", ".join(parts) or "no findings"


def _head(one: Diagnostic, path: str) -> Text:
    # At the beginning of a line, two colons would be a command to GitHub's runner.
    path = f"./{path}" if path.startswith(":") else path
    return Text.assemble(
        (f"{printable(path)}:{one.span.line}:{one.span.column}: ", ""),
        (one.code, _STYLES[one.severity]),
        f" {printable(one.message)}",
    )


def _excerpt(one: Diagnostic, lines: Sequence[str]) -> Iterator[Text]:
    if not 0 < one.span.line <= len(lines):
        return
    line = lines[one.span.line - 1]
    # A very long line is shown around the place that matters.
    start = max(one.span.column - 1 - _WIDTH // 2, 0) if len(line) > _WIDTH else 0
    column = one.span.column - 1 - start
    shown = printable(line[start : start + _WIDTH])
    length = one.span.end_column - one.span.column if one.span.end_line == one.span.line else 1
    margin = f"  {one.span.line} | "
    yield Text(margin + shown)
    gap = " " * cell_len(shown[:column])
    carets = "^" * max(cell_len(shown[column : column + length]), 1)
    yield Text(" " * (len(margin) - 2) + "| " + gap + carets, style=_STYLES[one.severity])


def _lines(root: Path, path: str) -> list[str]:
    # Read as the readers do: no link is followed, no pipe waited for, and lines end where theirs end.
    data = files.read(path, root / path, files.DATA_LIMIT)
    if isinstance(data, Diagnostic):
        return []
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
