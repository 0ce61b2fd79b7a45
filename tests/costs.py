"""What a piece of work costs, for tests of how cost grows."""

import time
import timeit
from collections.abc import Callable


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time that this thread takes for a piece of work; what other threads do is not counted.

    The collector of garbage is off meanwhile (`timeit` sees to it): one round of it goes through everything that the
    tests before this one left in the process.
    """
    return timeit.Timer(work, timer=time.thread_time).timeit(1)
