"""Who does a piece of work for many things, and what is known of one that was never finished."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Scheduler(Protocol):
    """Gives work to processes."""

    @property
    def workers(self) -> int:
        """How many there are."""

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        """The result of *work* for each of *things*, in their order.

        Args:
            work: A function of a module, which knows nothing of this process.
            things: What it is to be done for; they can be pickled, and so can the results.

        Raises:
            DiedError: A process ended before it had a result, twice for the same thing.
        """


class DiedError(Exception):
    """A process ended in the middle of its work, and mostly another one as well that tried it again.

    Attributes:
        thing: What it was working on.
        reason: How it ended.
    """

    def __init__(self, thing: object, reason: str) -> None:
        super().__init__(f"{reason}, while it worked on: {thing}")
        self.thing = thing
        self.reason = reason

    def __reduce__(self) -> tuple[type["DiedError"], tuple[str, str]]:
        """What another process makes it of again."""
        return type(self), (str(self.thing), self.reason)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
