"""Work in several processes of this machine."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from .network import refuse_network
from .scheduler import DiedError

T = TypeVar("T")
R = TypeVar("R")
_CONTEXT = multiprocessing.get_context("spawn")


class Processes:
    """So many processes, started when there is work and ended when it is done.

    They start afresh and inherit nothing but the bounds of this one: a forked child would have the locks of the
    progress bar's thread in whatever state they were.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        """As `Scheduler` says. A process that dies takes the thing with it that it worked on, and no other."""
        rest = deque(things)
        while rest:
            yield from self._pooled(work, rest)

    def _pooled(self, work: Callable[[T], R], rest: deque[T]) -> Iterator[R]:
        """Results for the *rest*, from which what is done is taken away: for all, unless the pool breaks.

        It does when a process dies before it has told what it works on. That is one of the first things which are not
        done, as many as there are processes: each of these goes to a process of its own, whose end is always known.
        """
        in_doubt = self.workers
        with ProcessPool(min(self.workers, len(rest)), context=_CONTEXT, initializer=_begin) as pool:
            try:
                for future in _scheduled(pool, work, rest):
                    try:
                        result = future.result()
                    except ProcessExpired:
                        result = _alone(work, rest[0])
                    except BrokenProcessPool:
                        if not in_doubt:
                            return
                        in_doubt -= 1
                        result = _alone(work, rest[0])
                    rest.popleft()
                    yield result
            except BaseException:
                pool.stop()  # type: ignore[no-untyped-call]
                raise


def _scheduled(pool: ProcessPool, work: Callable[[T], R], things: Iterable[T]) -> "list[ProcessFuture[R]]":
    """A future for each thing; a pool that breaks meanwhile has none for the rest, but at least one."""
    futures = []
    for thing in things:
        try:
            futures.append(pool.schedule(work, (thing,)))
        except RuntimeError:  # so it tells that it is broken
            if not futures:
                raise
            break
    return futures


def _alone(work: Callable[[T], R], thing: T) -> R:
    """The result for a thing of which a process has died perhaps, in a process that has nothing else to do."""
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_once, args=(sender, work, thing))
    process.start()
    sender.close()
    try:
        result, error = receiver.recv()
    except EOFError:
        process.join()
        raise DiedError(thing, _ended(process.exitcode)) from None
    process.join()
    if error is not None:
        raise error
    found: R = result
    return found


def _once(sender: Connection, work: Callable[[T], R], thing: T) -> None:
    _begin()
    try:
        answer: tuple[R | None, Exception | None] = (work(thing), None)
    except Exception as error:  # noqa: BLE001 — whatever it is, it is raised again where it is wanted
        answer = (None, error)
    sender.send(answer)


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
