"""What people read: lines on the console, with paths as they are called from where the user stands."""

import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from ..diagnostics import Diagnostic, printable


def output(*, quiet: bool = False) -> Console:
    """The console for what people read: colours on a terminal only, none under NO_COLOR."""
    return Console(quiet=quiet, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_line(line: str, *, quiet: bool = False) -> None:
    """Print a line, unless *quiet*."""
    output(quiet=quiet).print(printable(line))


def seen_from_here(path: Path) -> str:
    """*path* as it is called from where the user stands."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return str(path)


def print_diagnostics(found: Sequence[Diagnostic], root: Path) -> None:
    """Print diagnostics of the archive at *root*, each with the line that it is about."""
    from ..checking.report import print_text  # not every command has something to report

    print_text(found, output(), root, lambda path: seen_from_here(root / path))
