"""Schedulers for tests."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
STARTS = ("fork", "spawn") if sys.platform == "linux" else ("spawn",)
"""The ways in which `Processes` can start here."""


class Alone:
    """This process does it all."""

    workers = 1

    def each(self, work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
        """As `Scheduler` says."""
        return map(work, things)
