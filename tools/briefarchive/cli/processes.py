"""How many processes share the work of a command."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..storage.executor import WorkerPool

_ENOUGH = 300
"""Briefs for one process: to start another one takes as long as to render a third of these."""


@contextlib.contextmanager
def pool_for(root: Path, jobs: int | None, scheduler: str | None = None) -> Iterator["WorkerPool | None"]:
    """Who shares the work on an archive; None if this process does it alone.

    Args:
        root: The archive's folder.
        jobs: As many processes as were asked for; if nobody did, so many that each has enough to do.
        scheduler: The address of a Dask scheduler, whose workers then do it.

    Raises:
        ClickException: The work could not be done.
        UsageError: Both are asked for.
    """
    if scheduler is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine, and --scheduler for others: name one of them")
    from ..storage.code_version import code_version
    from ..storage.executor import Processes, WorkError, Workers

    number = jobs or _number_for(root)
    try:
        with _ended_in_order():
            if scheduler is not None:
                yield Workers(scheduler, root.absolute(), code_version)
            else:
                yield Processes(number) if number > 1 else None
    except WorkError as error:
        raise click.ClickException(str(error)) from error


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Exit in order when the system asks this process to end, so that those which work for it end as well."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only there can be said what a signal does
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _number_for(root: Path) -> int:
    from ..storage.executor import processors
    from ..storage.files import find

    return min(processors(), max(sum(1 for _ in find(root, "archive", ".md")) // _ENOUGH, 1))
