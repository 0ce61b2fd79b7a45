"""Processes that share work: an executor of `concurrent.futures`, of this machine or of a Dask cluster, or none."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

from .at_work import Note, take_note, worked_on
from .network import allow_only, refuse_network

T = TypeVar("T")
R = TypeVar("R")


class WorkError(Exception):
    """Work was not done: a process ended in the middle of it, or a cluster cannot do it; the message says which."""


class Pool(ProcessPoolExecutor):
    """Processes of this machine. Each notes what it works on, so that a process that the system ends can be told.

    On Linux they are forks: they inherit what this process has read, at no cost. A process with threads is not forked,
    since the locks of others would stay locked.

    Args:
        workers: How many processes.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        start = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
        # Memory for notes is shared by forks alone.
        self.notes = [Note() for _ in range(workers)] if start == "fork" else []
        context = multiprocessing.get_context(start)
        turn = context.Value("i", 0) if self.notes else None
        super().__init__(workers, context, initializer=_begin, initargs=(self.notes, turn))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def pool(workers: int) -> Iterator[Executor | None]:
    """So many processes of this machine, for as long as the context lasts; None for one, which is this one."""
    if workers <= 1:
        yield None
        return
    executor = Pool(workers)
    try:
        yield executor
    except BaseException:
        for process in list((executor._processes or {}).values()):  # noqa: SLF001 — before Python 3.14 there is no other way
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


@contextlib.contextmanager
def cluster(address: str, root: Path, version: Callable[[], str]) -> Iterator[Executor]:
    """The workers of the Dask scheduler at an *address*.

    Args:
        address: As `tcp://host:8786`.
        root: A folder that each of them must see.
        version: Tells what code a process has: a worker with other code would make other pages.

    Raises:
        WorkError: The cluster cannot be used; the message says why.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise WorkError('Dask is not installed; install it with: pip install "briefarchive[cluster]"') from error
    try:
        client = Client(address, timeout="15s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise WorkError(f'there is no scheduler at "{address}": {error}') from error
    with client:
        host, _, port = client.scheduler.address.rpartition("://")[2].rpartition(":")
        allow_only([(host, int(port))])
        codes, seen = client.run(version), client.run(os.path.isdir, str(root))
        if not codes:
            raise WorkError(f'the scheduler at "{address}" has no workers; start one with: dask worker {address}')
        if others := [worker for worker, code in codes.items() if code != version()]:
            raise WorkError(f"the worker {others[0]} has another version of the program; install the same one there")
        if blind := [worker for worker, there in seen.items() if not there]:
            raise WorkError(f'the worker {blind[0]} does not see the folder "{root}"; share it between the machines')
        yield client.get_executor(pure=False)


def each(executor: Executor | None, work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """The result of *work* for each of *things*, in their order.

    Args:
        executor: Does the work; without one, this process does, one thing after the other as results are asked for.
        work: A function of a module.
        things: They can be pickled for an executor, and so can the results.

    Raises:
        WorkError: A process ended in the middle of its work, or met a bound.
    """
    if executor is None:
        return map(work, things)
    return _each(executor, work, list(things))


def _each(executor: Executor, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    try:
        yield from executor.map(_Bounded(work), things)
    except BrokenProcessPool as error:
        notes = executor.notes if isinstance(executor, Pool) else []
        names = " or ".join(dict.fromkeys(name for note in notes if (name := note.read())))
        place = f", while it worked on {names}" if names else ""
        why = "perhaps an archive of this size may not use so much time or memory"
        raise WorkError(f"a process was ended by the system{place}: {why}; look for a file out of proportion") from error


class _Bounded:
    """Work of which a bound that it meets is told with the name of what was being worked on."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self._work = work

    def __call__(self, thing: T) -> R:
        try:
            return self._work(thing)  # type: ignore[arg-type, return-value]  # what was given to the same object
        except MemoryError:
            reason = "the memory that an archive of this size may use is not enough"
        except RecursionError:
            reason = "something is nested more deeply than can be worked on"
        raise WorkError(f"{reason}, at {worked_on() or thing}")


def _begin(notes: Sequence[Note], turn: "multiprocessing.sharedctypes.Synchronized[int] | None") -> None:
    """Set up a process of a pool."""
    # Who stops a run stops the process that a person sees, and that one ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Temporary folders are removed.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    if sys.platform != "win32":
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    refuse_network()
    if turn:
        with turn.get_lock():
            number = turn.value
            turn.value += 1
        take_note(notes[number % len(notes)])
