"""What a whole process costs: its CPU time with that of its children, its wall time and its peak memory."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass


class CommandFailedError(Exception):
    """A measured command ended with a code other than 0, so its time means nothing."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        self.command = command
        self.code = code
        super().__init__(f"exit {code}: {' '.join(command)}\n{output}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """CPU and wall time in seconds; peak memory of the largest process in MB, of a million bytes."""

    cpu: float
    wall: float
    peak: float


def measure(*command: str) -> Usage:
    """Run *command* to its end.

    Raises:
        CommandFailedError: If it fails; it carries the end of what the command printed.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        # Unlike `RUSAGE_CHILDREN`, this counts one process and those that it waited for.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise CommandFailedError(command, process.returncode, output.read().decode(errors="replace")[-2_000:])
    return Usage(cpu=used.ru_utime + used.ru_stime, wall=wall, peak=used.ru_maxrss * 1024 / 1e6)
