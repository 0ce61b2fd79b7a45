"""Runs a function over many items in several processes, with the same results in the same order as in one."""

import functools
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from briefarchive.storage.executor import Processes

T = TypeVar("T")
R = TypeVar("R")

# The number of items that a process gets at once.
_BATCH_SIZE = 32
# For fewer items, starting processes and sending the results takes longer than doing the work here.
_MIN_ITEMS = 500


def map_in_order(
    work: Callable[[T], Iterable[R]], things: Iterable[T], *, jobs: int
) -> Iterator[tuple[T, Iterable[R]]]:
    """Yield each of *things* with the results of *work* for it, which must be consumed before the next item.

    Args:
        work: A function that can be pickled and needs no state of this process.
        things: The items.
        jobs: The number of processes; with one, or with few items, this process does the work itself.

    Raises:
        WorkError: A process ended before its work was done.
    """
    items = list(things)
    if jobs <= 1 or len(items) < _MIN_ITEMS:
        yield from ((thing, work(thing)) for thing in items)
        return
    batches = [items[start : start + _BATCH_SIZE] for start in range(0, len(items), _BATCH_SIZE)]
    batch_results = Processes(jobs).each(_Work(pickle.dumps(work)), batches)
    for batch, results in zip(batches, batch_results, strict=True):
        yield from zip(batch, results, strict=True)


@dataclass(frozen=True, slots=True)
class _Work:
    """A pickled function to call for each item of a batch; a process unpickles it once for all batches."""

    packed: bytes

    def __call__(self, things: Sequence[Any]) -> list[list[Any]]:
        work = _unpickle(self.packed)
        return [list(work(thing)) for thing in things]


@functools.lru_cache(1)
def _unpickle(packed: bytes) -> Callable[[Any], Iterable[Any]]:
    work: Callable[[Any], Iterable[Any]] = pickle.loads(packed)  # noqa: S301 — our own process has packed it
    return work
