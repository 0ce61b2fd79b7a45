"""How many processes share the work of a command."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from .code_version import code_version
from .executor import Processes, WorkerPool, Workers, processors
from .files import find

_BRIEFS_PER_PROCESS = 300
"""To start another process takes as long as to render a third of these."""


@contextlib.contextmanager
def open_pool(root: Path, jobs: int | None, scheduler: str | None = None) -> Iterator[WorkerPool | None]:
    """Who shares the work on an archive; None if this process does it alone.

    Args:
        root: The archive's folder.
        jobs: As many processes as were asked for; if nobody did, so many that each has enough to do.
        scheduler: The address of a Dask scheduler, whose workers then do it.
    """
    with _ended_in_order():
        if scheduler is not None:
            yield Workers(scheduler, root.absolute(), code_version)
        else:
            number = jobs or _number_for(root)
            yield Processes(number) if number > 1 else None


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
    return min(processors(), max(sum(1 for _ in find(root, "archive", ".md")) // _BRIEFS_PER_PROCESS, 1))
