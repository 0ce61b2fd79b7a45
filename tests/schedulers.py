"""Schedulers for tests."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Alone:
    """This process does it all."""

    workers = 1

    def each(self, work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
        """As `Scheduler` says."""
        return map(work, things)
