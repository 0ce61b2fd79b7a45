"""Shares work among processes of this machine or of a Dask cluster, by executors of `concurrent.futures`."""

import contextlib
import ctypes
import functools
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any, TypeVar

from ..diagnostics import CommandError
from .cache import code_version
from .files import find_paths
from .limits import Note, network, noted_work, take_note

_PDEATHSIG = 1  # the signal that a process gets when its parent ends (prctl(2))

_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_ENDING = 0.05  # seconds in which a thread that has ended is gone
_PATIENCE = "15s"  # of a scheduler to answer

_BRIEFS_PER_PROCESS = 300
"""Starting another process takes as long as rendering a third of these."""

_STACK = contextlib.ExitStack()
_KEPT: dict[Hashable, object] = {}

T = TypeVar("T")
R = TypeVar("R")


class WorkError(CommandError):
    """Work was not done: a process ended during it, or a cluster cannot do it; the message says which."""


@contextlib.contextmanager
def open_pool(root: Path, jobs: int | None, scheduler: str | None = None) -> Iterator["WorkerPool | None"]:
    """Open the pool of processes that share the work on an archive; None if this process does it alone.

    These are the workers of the Dask *scheduler* at an address, if given; otherwise as many processes as *jobs* says,
    by default so many that each has enough to do.
    """
    with _ended_in_order():
        if scheduler is not None:
            yield Workers(scheduler, root.absolute())
        else:
            briefs = sum(1 for _ in find_paths(root, "archive", ".md"))
            number = jobs or min(processors(), briefs // _BRIEFS_PER_PROCESS)
            yield Processes(number) if number > 1 else None


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Exit in order when the system asks this process to end, so that its worker processes end as well."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread can handle signals
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Processes:
    """A number of processes of this machine, started when there is work and ended when it is done.

    On Linux they are forks, which inherit at no cost what this process has read.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        """Yield the result of *work*, a module's function, for each of *things*, in their order; all can be pickled.

        Raises:
            WorkError: A process ended during its work, or reached a limit.
        """
        context = multiprocessing.get_context("fork" if can_fork() else "spawn")
        number = max(min(self.workers, len(things)), 1)
        # Each notes what it works on, for the message if the system ends it. Only forks share memory.
        notes = [Note() for _ in range(number)] if context.get_start_method() == "fork" else []
        turn = context.Value("i", 0) if notes else None
        executor = ProcessPoolExecutor(number, context, initializer=_begin, initargs=(os.getpid(), notes, turn))
        try:
            with _delay_signals():
                results = executor.map(functools.partial(_do_bounded, work), things)
            yield from results
        except BrokenProcessPool as error:
            raise WorkError(_describe_end([name for note in notes if (name := note.read())])) from error
        except BaseException:
            for process in list((executor._processes or {}).values()):  # noqa: SLF001 — Python 3.14 has a method
                process.terminate()
            raise
        finally:
            executor.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _delay_signals() -> Iterator[None]:
    """Delay signals: one that ended this process while it starts others would leave some running."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def can_fork() -> bool:
    """Return whether this process can be forked: on Linux, while it has one thread, libraries' threads included.

    A fork has no other threads, and the locks that they held would stay locked in it.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    end = time.monotonic() + _ENDING
    while len(os.listdir("/proc/self/task")) > 1 and time.monotonic() < end:  # noqa: PTH208 — names are enough
        time.sleep(0.001)  # one that has ended is listed for a moment
    return time.monotonic() < end


def _describe_end(names: Sequence[str]) -> str:
    """Return the message for a process that the system ended while the pool worked on the named things."""
    place = f", while it worked on {' or '.join(dict.fromkeys(names))}" if names else ""
    cause = "perhaps it exceeded the time or memory allowed for an archive of this size"
    return f"a process was ended by the system{place}: {cause}; look for a file that is out of all proportion"


def _do_bounded(work: Callable[[T], R], thing: T) -> R:
    """Do *work*; an error at a limit becomes a `WorkError` with the name of what it was working on."""
    try:
        return work(thing)
    except MemoryError:
        reason = "the memory allowed for an archive of this size is not enough"
    except RecursionError:
        reason = "something is nested more deeply than can be worked on"
    raise WorkError(f"{reason}, at {noted_work() or thing}")


def _begin(parent: int, notes: Sequence[Note], turn: "Synchronized[int] | None") -> None:
    """Set up a process of a pool."""
    # A person stops the process that started these, and that one ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # an exception instead would be taken for a result
    if sys.platform != "win32":
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING_SIGNALS)
    if sys.platform == "linux":
        # Forks hold one another's pipes open and would not notice that the process that started them was killed.
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it has been killed already
            os._exit(1)
    network.refuse()
    if turn:
        with turn.get_lock():
            number = turn.value
            turn.value += 1
        take_note(notes[number % len(notes)])


class Workers:
    """The workers of the Dask scheduler at an *address*, such as `tcp://host:8786`; all must see the folder *root*."""

    def __init__(self, address: str, root: Path) -> None:
        self._address, self._root = address, root

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        """Yield the result of *work* for each of *things*, as `Processes` does."""
        with self._connect() as executor:
            yield from executor.map(functools.partial(_do_bounded, work), things)

    @contextlib.contextmanager
    def _connect(self) -> Iterator[Executor]:
        try:
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise WorkError('Dask is not installed; install it with: pip install "briefarchive[cluster]"') from error
        host, _, port = self._address.rpartition("://")[2].rpartition(":")
        network.allow_only([(host, int(port))] if port.isdecimal() else [])
        try:
            client = Client(self._address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            message = f'no scheduler answers at "{self._address}" ({error}); start one with: dask scheduler'
            raise WorkError(message) from error
        with client:
            self._compare(client)
            try:
                yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
            except KilledWorker as error:
                raise WorkError(f"workers ended in the middle of their work: {error}") from error

    def _compare(self, client: Any) -> None:
        """Make sure that there are workers, and that they have our code and see the archive."""
        codes, visible = client.run(code_version), client.run(os.path.isdir, str(self._root))
        if not codes:
            raise WorkError(f'"{self._address}" has no workers; start one with: dask worker {self._address}')
        if mismatched := [worker for worker, code in codes.items() if code != code_version()]:
            raise WorkError(f"the worker {mismatched[0]} has other code; install the same version there")
        if blind := [worker for worker, is_visible in visible.items() if not is_visible]:
            raise WorkError(f'the worker {blind[0]} does not see "{self._root}"; share the folder between the machines')


WorkerPool = Processes | Workers
"""Processes that share work: those of this machine, or the workers of a cluster."""


@contextlib.contextmanager
def preset(key: Hashable, value: object) -> Iterator[None]:
    """Have `worker_context` return *value* for *key*, also in forks, which inherit what others have to open."""
    _KEPT[key] = value
    try:
        yield
    finally:
        _KEPT.pop(key, None)


def worker_context(key: Hashable, open_value: Callable[[], AbstractContextManager[T]]) -> T:
    """Return the value of *open_value*, which is entered once for a *key* and kept until another key is asked for.

    Since a worker of a cluster outlives the command that it works for, it keeps only one value at a time.
    """
    if key not in _KEPT:
        dismiss()
        _KEPT[key] = _STACK.enter_context(open_value())
        gc.freeze()  # it is large, and nothing of it is freed while it is used
    value: T = _KEPT[key]  # type: ignore[assignment]  # it was opened with the same key
    return value


def dismiss() -> None:
    """Close the kept value, and free its memory before the next one needs as much."""
    if _KEPT:
        _KEPT.clear()
        _STACK.close()
        gc.unfreeze()
        gc.collect()
