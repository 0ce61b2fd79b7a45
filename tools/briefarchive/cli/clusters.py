"""Who does the work of a command: this process, several of this machine (“--jobs”), or a cluster (“--scheduler”)."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..jobs.cluster import Cluster
    from ..jobs.scheduler import Scheduler

_ENOUGH = 300
"""Briefs for one process: to start another one takes as long as to draw a third of these."""


@contextlib.contextmanager
def crew_for(root: Path, address: str | None, jobs: int | None) -> Iterator["Scheduler | None"]:
    """The processes that share the work on an archive; None if this one does it alone.

    Args:
        root: The archive's folder.
        address: That of a scheduler, if one was named.
        jobs: As many processes as were asked for; if nobody did, so many that each has enough to do.

    Raises:
        ClickException: The work could not be done.
        UsageError: Both are asked for.
    """
    with cluster_at(address, jobs) as cluster, _ended_in_order():
        yield cluster or _processes(root, jobs)


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Leave by the door when the system asks this process to end, so that those which work for it end as well."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only there can be said what a signal does
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def cluster_at(address: str | None, jobs: int | None = None) -> Iterator["Cluster | None"]:
    """The workers of the scheduler at an *address*; None if nobody has named one.

    Raises:
        ClickException: The work could not be done.
        UsageError: A number of processes is asked for as well.
    """
    if address is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine, and --scheduler for others: name one of them")
    from ..jobs.cluster import Cluster, ClusterError
    from ..jobs.scheduler import DiedError
    from ..reading.code_version import code_version

    try:
        with contextlib.ExitStack() as stack:
            yield stack.enter_context(Cluster(address, code_version)) if address is not None else None
    except (ClusterError, DiedError) as error:
        raise click.ClickException(str(error)) from error


def of_this_machine(root: Path, crew: "Scheduler | None") -> "Scheduler | None":
    """The crew for work that a cluster cannot do: in its place, processes of this machine."""
    from ..jobs.cluster import Cluster

    return _processes(root, None) if isinstance(crew, Cluster) else crew


def _processes(root: Path, jobs: int | None) -> "Scheduler | None":
    from ..jobs.scheduler import processors
    from ..reading.files import find

    number = jobs or min(processors(), max(sum(1 for _ in find(root, "archive", ".md")) // _ENOUGH, 1))
    if number == 1:
        return None
    from ..jobs.processes import Processes

    return Processes(number)
