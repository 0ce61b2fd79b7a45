"""What a whole process costs: its CPU time with that of its children, its wall time and its peak memory."""

import contextlib
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT = 600.0
"""Seconds of wall time after which a command is stopped."""
PAUSE = 0.1
"""Seconds between two looks at the memory."""
_SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class CommandFailedError(Exception):
    """A measured command ended with a code other than 0, so its time means nothing."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        self.command = command
        self.code = code
        super().__init__(f"exit {code}: {' '.join(command)}\n{output}")


class TooSlowError(Exception):
    """A measured command did not finish in time, and was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """CPU and wall time in seconds; peak memory of all processes together in MB, of a million bytes."""

    cpu: float
    wall: float
    peak: float


def measure(*command: str, limit: float = LIMIT) -> Usage:
    """Run *command* to its end.

    Memory is looked at ten times a second where the system tells of it (Linux): what the processes have in common
    counts once. Elsewhere, and for what is over sooner, it is that of the largest process.

    Raises:
        CommandFailedError: If it fails; it carries the end of what the command printed.
        TooSlowError: If it takes more than *limit* seconds.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        # In a session of its own, so that all its processes can be stopped together.
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        with _Watch(process.pid, limit) as watch:
            # Unlike `RUSAGE_CHILDREN`, this counts one process and those that it waited for.
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if watch.stopped:
            raise TooSlowError
        if process.returncode:
            output.seek(0)
            raise CommandFailedError(command, process.returncode, output.read().decode(errors="replace")[-2_000:])
    return Usage(cpu=used.ru_utime + used.ru_stime, wall=wall, peak=max(watch.peak, used.ru_maxrss * 1024) / 1e6)


class _Watch:
    """Looks at a process and its children until it is told that they are done, or stops them.

    Attributes:
        peak: The most memory that was seen, in bytes.
        stopped: Whether the time was up.
    """

    def __init__(self, pid: int, limit: float) -> None:
        self.peak = 0
        self.stopped = False
        self._pid = pid
        self._end = time.monotonic() + limit
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(PAUSE):
            self.peak = max(self.peak, sum(map(_memory, _family(self._pid))))
            if not self.stopped and time.monotonic() > self._end:
                self.stopped = True
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._pid, signal.SIGKILL)


def _family(pid: int) -> Iterator[int]:
    """The processes of the session that a process began: itself, and all below it."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getsid(int(folder.name)) == pid:
                yield int(folder.name)


def _memory(pid: int) -> int:
    """A process's share of the memory that it uses, in bytes; 0 if it has ended or the system does not tell."""
    with contextlib.suppress(OSError):
        share = _SHARE.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
        return int(share[1]) * 1024 if share else 0
    return 0
