"""What a piece of work costs, for tests of how cost grows, and what a command costs."""

import cProfile
import os
import subprocess
import tempfile
import time
import timeit
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: processor time and, of its largest process, memory in MB; and how it ended.

    Attributes:
        status: Its exit status, or the negative number of a signal.
        told: The last million characters of what it said.
        wall: The time that passed, in seconds.
    """

    seconds: float
    megabytes: float
    status: int = 0
    told: str = ""
    wall: float = 0


def run(*command: str, variables: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        environment = {**os.environ, **(variables or {})}
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        # Unlike `RUSAGE_CHILDREN`, this counts one process and those that it waited for.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        told = output.read().decode(errors="replace")[-1_000_000:]
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6, process.returncode, told, wall)
