"""Limits the memory and processor time of a command, and refuses the network. Strangers' files cannot raise them.

The system may end a process at a limit without a word. So each process notes what it is working on, where the one that
started it can read it.
"""

import contextlib
import mmap
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ..diagnostics import CommandError, sanitize

if sys.platform != "win32":
    import resource

_LONGEST_NOTE = 400
_MEMORY, _MEMORY_FOR_EACH = 3_000_000_000, 500_000
_SECONDS, _SECONDS_FOR_EACH = 300, 0.25
_NETWORK = frozenset(
    f"socket.{name}"
    for name in ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo", "sendto", "sendmsg")
)


class LimitError(CommandError):
    """A limit was reached; the message says which, and what to do."""


class _OutOfTimeError(BaseException):
    """The processor time is used up; no reader that takes errors for faults of its file may catch this."""


@contextlib.contextmanager
def bounded(root: Path, *, unbounded: bool | None = None) -> Iterator[None]:
    """Limit memory and processor time within the block, by the number of files of the archive, and refuse the network.

    Memory and time are not limited if *unbounded*; None is for a command without `--no-limits`.

    Raises:
        LimitError: A limit was reached.
    """
    network.refuse()
    note_work("")
    threads = set(threading.enumerate())
    is_bound = not unbounded and sys.platform != "win32"
    remedy = "" if unbounded is None else ", or use --no-limits"
    try:
        with _resources(root) if is_bound else contextlib.nullcontext():
            yield
    except _OutOfTimeError as error:
        reason = limit_error("this takes longer than it should for an archive of this size", remedy)
        if set(threading.enumerate()) - threads:  # one of them goes on, and the program would wait for its end
            print(f"Error: {reason}", file=sys.stderr, flush=True)
            os._exit(1)
        raise reason from error
    except (MemoryError, ImportError) as error:
        if isinstance(error, ImportError) and "failed to map" not in str(error):  # the loader's word for no memory
            raise
        if not is_bound:
            raise limit_error("there is not enough memory") from error
        raise limit_error("the memory allowed for an archive of this size is not enough", remedy) from error
    except RecursionError as error:
        raise limit_error("something is nested more deeply than can be worked on") from error
    finally:
        network.allow()


@contextlib.contextmanager
def bounded_in_memory(root: Path, *, unbounded: bool) -> Iterator[None]:
    """Limit the memory of a server, but not its time: its pages say what did not fit, and it may run for days."""
    with contextlib.nullcontext() if unbounded or sys.platform == "win32" else _resources(root, has_time=False):
        yield


def limit_error(bound: str, remedy: str = "") -> LimitError:
    """Return the error for a limit that was reached: what was being worked on, and how to lift the limit, if at all."""
    name = noted_work()
    place = f", at {sanitize(name)}" if name else ""
    return LimitError(f"{bound}{place}; look for a file that is out of all proportion (briefs check){remedy}")


@contextlib.contextmanager
def _resources(root: Path, *, has_time: bool = True) -> Iterator[None]:
    """Set soft limits of this process (setrlimit(2)), and restore them afterwards."""
    number = sum(len(names) for folder in ("archive", "bib") for _, _, names in os.walk(root / folder))
    cpu_time = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    new_limits = {resource.RLIMIT_AS: _mapped_bytes() + _MEMORY + _MEMORY_FOR_EACH * number}
    if has_time:
        new_limits[resource.RLIMIT_CPU] = int(cpu_time + _SECONDS + _SECONDS_FOR_EACH * number)
    before = {kind: resource.getrlimit(kind) for kind in new_limits}
    for kind, limit in new_limits.items():
        lowest = min(value for value in (limit, *before[kind]) if value != resource.RLIM_INFINITY)
        resource.setrlimit(kind, (lowest, before[kind][1]))
    handler = signal.signal(signal.SIGXCPU, _out_of_time)
    try:
        yield
    finally:
        signal.signal(signal.SIGXCPU, handler)
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def _mapped_bytes() -> int:
    """Return the address space of this process, in bytes; 0 if the system does not tell (proc(5))."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def _out_of_time(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _OutOfTimeError


class _Network:
    """Access of this process to the network, which can be refused; an audit hook, once added, cannot be removed."""

    def __init__(self) -> None:
        self._is_refused = self._is_watched = False
        self._allowed: frozenset[tuple[object, ...]] = frozenset()

    def refuse(self) -> None:
        """Refuse it: while an archive is read or built, nothing is fetched."""
        if not self._is_watched:
            self._is_watched = True
            sys.addaudithook(self._audit)
        self._is_refused = True

    def allow_only(self, places: Iterable[tuple[str, int]]) -> None:
        """Allow connections to these hosts and ports, and to no others, while it is refused."""
        self._allowed = frozenset(places)

    def allow(self) -> None:
        """End the refusal."""
        self._is_refused = False

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._is_refused and event in _NETWORK and _place(event, arguments) not in self._allowed:
            raise PermissionError(f"nothing is fetched while an archive is read or built ({event})")


def _place(event: str, arguments: tuple[object, ...]) -> tuple[object, ...]:
    """Return the host and port of a connection or of a DNS query; empty for any other event."""
    match event, arguments:
        case ("socket.connect", (_, tuple(place))):
            return tuple(place[:2])
        case ("socket.getaddrinfo", (host, port, *_)):
            return host, port
    return ()


network = _Network()


class Note:
    """A place in memory that forks of this process share with it."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _LONGEST_NOTE)

    def write(self, name: str) -> None:
        """Replace the name."""
        self._memory[:] = name.encode("utf-8", "replace")[:_LONGEST_NOTE].ljust(_LONGEST_NOTE, b"\0")

    def read(self) -> str:
        """Return the name; empty if there is none."""
        return self._memory[:].rstrip(b"\0").decode("utf-8", "ignore")


_held = Note()


def note_work(name: str) -> None:
    """Note that this process begins with the file or other thing of that *name*."""
    _held.write(name)


def noted_work() -> str:
    """Return the name of what this process began last; empty if that has none."""
    return _held.read()


def take_note(note: Note) -> None:
    """Have this process write into a *note* that another process reads as well."""
    global _held  # noqa: PLW0603 — a process works on one thing at a time
    _held = note
