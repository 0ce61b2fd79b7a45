"""Progress bars: on a terminal only."""

import contextlib
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

_PAUSE = 0.1
"""Seconds between two moves that are shown."""


Move = Callable[[str, int, int], None]
"""Moves a bar: what is done, how many are done, of how many."""


@contextlib.contextmanager
def bars(*, quiet: bool = False) -> Iterator[Move | None]:
    """A function that moves a bar: what is done, how many are done, of how many. None where nobody would see it."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No thread draws it: a process with one cannot be forked.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        tasks: dict[str, TaskID] = {}
        drawn = 0.0

        def move(what: str, done: int, total: int) -> None:
            nonlocal drawn
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=None)
            progress.update(tasks[what], completed=done, total=total or None)
            if (now := time.monotonic()) - drawn > _PAUSE:
                drawn = now
                progress.refresh()

        yield move
