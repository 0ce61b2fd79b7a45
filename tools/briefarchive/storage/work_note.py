"""What a process is working on, noted where another one can read it: a bound may end a process without a word."""

import mmap
import signal
import sys

_LONGEST = 400


class Note:
    """A place in memory that forks of this process share with it."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _LONGEST)

    def write(self, name: str) -> None:
        """Put down a name in the place of the last."""
        self._memory[:] = name.encode("utf-8", "replace")[:_LONGEST].ljust(_LONGEST, b"\0")

    def read(self) -> str:
        """The name; empty if there is none."""
        return self._memory[:].rstrip(b"\0").decode("utf-8", "ignore")


_held = Note()


def note_work(name: str) -> None:
    """Note that this process begins with a file, or with what has that *name*."""
    _held.write(name)


def noted_work() -> str:
    """What this process has begun last; empty if it is nothing that has a name."""
    return _held.read()


def leave_signals() -> None:
    """Have the system tell the main thread, and not this one, that the processor time is used up: it can act on it."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGXCPU})


def take_note(note: Note) -> None:
    """From now on, write into a *note* that another process reads as well."""
    global _held  # noqa: PLW0603 — a process works on one thing at a time
    _held = note
