"""What a piece of work costs, for tests of how cost grows."""

import cProfile
import time
import timeit
from collections.abc import Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time that this thread takes for a piece of work; what other threads do is not counted.

    The collector of garbage is off meanwhile (`timeit` sees to it): one round of it goes through everything that the
    tests before this one left in the process.
    """
    return timeit.Timer(work, timer=time.thread_time).timeit(1)


def assert_linear(work: Callable[[T], object], make: Callable[[int], T], size: int) -> None:
    """See that *work* calls at most about twice as many functions when what is made for it is twice as large.

    The number is the same on every machine, unlike time.
    """
    work(make(size))  # tables that are made once
    small, middle, large = (_calls(partial(work, make(times * size))) for times in (1, 2, 4))
    assert middle <= 2.3 * small
    assert large <= 2.3 * middle


def _calls(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())
