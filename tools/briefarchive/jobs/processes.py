"""Work in several processes of this machine."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from .network import refuse_network
from .scheduler import DiedError

T = TypeVar("T")
R = TypeVar("R")


class Processes:
    """So many processes, started when there is work and ended when it is done.

    They start afresh and inherit nothing but the bounds of this one: a forked child would have the locks of the
    progress bar's thread in whatever state they were.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        """As `Scheduler` says. A process that dies takes the thing with it that it worked on, and no other."""
        context = multiprocessing.get_context("spawn")
        with ProcessPool(min(self.workers, len(things)) or 1, context=context, initializer=_begin) as pool:
            try:
                futures = [pool.schedule(work, (thing,)) for thing in things]
                for thing, future in zip(things, futures, strict=True):
                    yield self._result(pool, work, thing, future)
            except BaseException:
                pool.stop()  # type: ignore[no-untyped-call]
                raise

    def _result(self, pool: ProcessPool, work: Callable[[T], R], thing: T, future: "ProcessFuture[R]") -> R:
        try:
            return future.result()
        except ProcessExpired:
            try:
                return pool.schedule(work, (thing,)).result()
            except ProcessExpired as error:
                raise DiedError(thing, _ended(error.exitcode)) from error


_REASONS = {
    "SIGKILL": ": the system has perhaps run out of memory",
    "SIGXCPU": ": it took longer than it should for an archive of this size; look for a file that is out of all "
    "proportion (briefs check), or use --no-limits",
}


def _begin() -> None:
    # Who stops a run stops the process that a person sees, and that one ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    refuse_network()


def _ended(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        why = _REASONS.get(name, "")
        return f"a process was ended by {name}{why}"
    return f"a process ended with {code}"
