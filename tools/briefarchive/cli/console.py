"""Output for people: lines and progress bars, with paths relative to the current folder."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console

from ..diagnostics import Diagnostic, sanitize

_PAUSE = 0.1
"""Minimum number of seconds between updates of the progress bars."""


def make_console(*, quiet: bool = False) -> Console:
    """Return a console with colours only on a terminal and without NO_COLOR."""
    return Console(quiet=quiet, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_line(line: str, *, quiet: bool = False) -> None:
    """Print a line, unless *quiet*."""
    make_console(quiet=quiet).print(sanitize(line))


def relative_path(path: Path) -> str:
    """Return a path relative to the current folder."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another Windows drive
        return str(path)


def name_root(root: Path) -> list[str]:
    """Return the words that name the archive in a command to copy, if it is not the current folder."""
    return [] if root == Path() else ["--root", relative_path(root)]


def print_diagnostics(diagnostics: Sequence[Diagnostic], root: Path) -> None:
    """Print diagnostics of the archive at *root* with excerpts of its files."""
    from ..checking.report import print_text  # imported late: not every command has something to report

    print_text(diagnostics, make_console(), root, lambda path: relative_path(root / path))


@contextlib.contextmanager
def progress_bars(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Show progress bars, if anybody sees them, by a function of a description, the number done and the total."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No drawing thread, since a process with threads cannot be forked.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        tasks: dict[str, TaskID] = {}
        drawn = 0.0

        def move(description: str, count: int, total: int) -> None:
            nonlocal drawn
            if description not in tasks:
                tasks[description] = progress.add_task(description, total=None)
            progress.update(tasks[description], completed=count, total=total or None)
            if (now := time.monotonic()) - drawn > _PAUSE:
                drawn = now
                progress.refresh()

        yield move


@contextlib.contextmanager
def lock_archive(root: Path, *, dry_run: bool = False) -> Iterator[None]:
    """Hold the archive's lock while reading and writing, except on a dry run.

    Raises:
        LockError: Another command holds the lock.
    """
    if dry_run:
        yield
        return
    from ..storage.replacing import locked  # imported late: `check` does not need it

    with locked(root, click.get_current_context().command_path, print_wait):
        yield


def print_wait(holder: str) -> None:
    """Say which command holds the lock."""
    click.echo(sanitize(f"waiting for {holder} to end …"), err=True)
