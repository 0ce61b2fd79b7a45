"""One piece of work for many things, in several processes: the same results in the same order as in one."""

import functools
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from briefarchive.storage.executor import Processes

T = TypeVar("T")
R = TypeVar("R")

# So many things go to a process at once.
_BATCH = 32
# To start the processes, and to send results from one to another, takes longer than to read fewer things in this one.
_WORTH = 2_000


def each_in_order(
    work: Callable[[T], Iterable[R]], things: Iterable[T], *, jobs: int
) -> Iterator[tuple[T, Iterable[R]]]:
    """Each of *things* with the results of *work* for it; these are read before the next thing is asked for.

    Args:
        work: A function that can be sent to another process, and needs nothing of this one.
        things: What to work on.
        jobs: How many processes work; one process, or few things, are left to this process.

    Raises:
        WorkError: A process ended in the middle of its work.
    """
    listed = list(things)
    if jobs <= 1 or len(listed) < _WORTH:
        yield from ((thing, work(thing)) for thing in listed)
        return
    batches = [listed[start : start + _BATCH] for start in range(0, len(listed), _BATCH)]
    done = Processes(jobs).each(_Work(pickle.dumps(work)), batches)
    for batch, results in zip(batches, done, strict=True):
        yield from zip(batch, results, strict=True)


@dataclass(frozen=True, slots=True)
class _Work:
    """The work on each of some things, packed, so that a process unpacks it once for all of its batches."""

    packed: bytes

    def __call__(self, things: Sequence[Any]) -> list[list[Any]]:
        work = _unpacked(self.packed)
        return [list(work(thing)) for thing in things]


@functools.lru_cache(1)
def _unpacked(packed: bytes) -> Callable[[Any], Iterable[Any]]:
    work: Callable[[Any], Iterable[Any]] = pickle.loads(packed)  # noqa: S301 — our own process has packed it
    return work
