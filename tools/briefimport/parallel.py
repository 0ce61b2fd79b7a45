"""One piece of work for many things, in several processes: the same results in the same order as in one.

A process that dies, because a file makes a library crash or the system takes its memory away, costs the file that it
worked on and no other.
"""

import itertools
import multiprocessing
import os
import pickle
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# So many things go to a process at once; each has so many portions waiting for it.
_PORTION = 16
_WAITING = 3
# To start the processes, and to send results from one to another, takes longer than to read fewer things in this one.
_WORTH = 2_000


@dataclass(frozen=True, slots=True)
class Died:
    """The result where a process ended before it had one."""


def each_in_order(
    work: Callable[[T], Iterable[R]],
    things: Iterable[T],
    number: int,
    *,
    folder: Path,
    jobs: int,
) -> Iterator[tuple[T, Iterator[R | Died]]]:
    """Each of *things* with the results of *work* for it; these are read before the next thing is asked for.

    Args:
        work: A function that can be sent to another process, and needs nothing of this one.
        things: What to work on; only as many are taken as fit the processes.
        number: About how many there are.
        folder: Where results wait.
        jobs: How many processes work; one process, or few things, are left to this process.
    """
    pool = _Pool(work, things, folder, jobs)
    if jobs > 1 and number >= _WORTH and pool.can_work():
        yield from pool.results()
    else:
        for thing in things:
            yield thing, iter(work(thing))


class _Pool(Generic[T, R]):
    def __init__(self, work: Callable[[T], Iterable[R]], things: Iterable[T], folder: Path, jobs: int) -> None:
        self._work, self._folder, self._jobs = work, folder, jobs
        self._portions = _portions(things)
        self._sent: deque[tuple[list[T], Future[str]]] = deque()
        self._started: ProcessPoolExecutor | None = None

    def can_work(self) -> bool:
        """Whether a process can be started that knows the work."""
        self._started = self._pool(self._jobs)
        try:
            return self._started.submit(_is_ready).result()
        except BrokenProcessPool:
            self._started.shutdown()
            return False

    def results(self) -> Iterator[tuple[T, Iterator[R | Died]]]:
        """As `each_in_order` says."""
        done = False
        while not done:
            pool, self._started = self._started or self._pool(self._jobs), None
            try:
                yield from self._until_broken(pool)
                done = True
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                # It was one of the portions that were sent: each of their things gets a process to itself.
                yield from self._one_by_one()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        # A pool has threads of its own, which a fork would inherit in whatever state they are.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(self._work, str(self._folder)))

    def _until_broken(self, pool: ProcessPoolExecutor) -> Iterator[tuple[T, Iterator[R | Died]]]:
        more = True
        while more or self._sent:
            while more and len(self._sent) < self._jobs * _WAITING:
                portion = next(self._portions, None)
                more = portion is not None
                if portion is not None:
                    self._sent.append((portion, _submitted(pool, portion)))
            if self._sent:
                portion, future = self._sent[0]
                place = future.result()
                self._sent.popleft()
                yield from _read(portion, Path(place))

    def _one_by_one(self) -> Iterator[tuple[T, Iterator[R | Died]]]:
        """The portions that were sent when a process died: those that are done, and the others thing by thing."""
        pool = self._pool(1)
        while self._sent:
            portion, future = self._sent.popleft()
            if future.done() and not future.cancelled() and future.exception() is None:
                yield from _read(portion, Path(future.result()))
                continue
            for thing in portion:
                try:
                    place = pool.submit(_do, [thing]).result()
                except BrokenProcessPool:
                    pool.shutdown(wait=True)
                    pool = self._pool(1)
                    yield thing, iter((Died(),))
                else:
                    yield from _read([thing], Path(place))
        pool.shutdown(wait=True)


def _portions(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while portion := list(itertools.islice(rest, _PORTION)):
        yield portion


def _submitted(pool: ProcessPoolExecutor, portion: Sequence[Any]) -> Future[str]:
    try:
        return pool.submit(_do, portion)
    except BrokenProcessPool as error:
        broken: Future[str] = Future()
        broken.set_exception(error)
        return broken


# What the process of a pool does, and where it puts the results: it gets both when it starts.
_TASK: list[tuple[Callable[[Any], Iterable[Any]], str]] = []
_END = "end of the results for one thing"


def _begin(work: Callable[[Any], Iterable[Any]], folder: str) -> None:
    # Who stops a run stops the process that a person sees, and that one ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _TASK[:] = [(work, folder)]


def _is_ready() -> bool:
    return bool(_TASK)


def _do(portion: Sequence[Any]) -> str:
    work, folder = _TASK[0]
    return _write(work, folder, portion)


def _write(work: Callable[[Any], Iterable[Any]], folder: str, portion: Sequence[Any]) -> str:
    """Write the results for a portion to a file, so that a site of one file passes through no memory whole."""
    handle, name = tempfile.mkstemp(dir=folder, prefix="results-")
    with os.fdopen(handle, "wb") as stream:
        for thing in portion:
            for result in work(thing):
                pickle.dump(result, stream, pickle.HIGHEST_PROTOCOL)
            pickle.dump(_END, stream, pickle.HIGHEST_PROTOCOL)
    return name


def _read(portion: Sequence[T], place: Path) -> Iterator[tuple[T, Iterator[Any]]]:
    with place.open("rb") as stream:
        for thing in portion:
            # Our own processes wrote it, and nobody else could.
            yield thing, iter(lambda: pickle.load(stream), _END)  # noqa: S301
    place.unlink()
