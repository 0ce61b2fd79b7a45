"""Work in several processes of this machine."""

import contextlib
import multiprocessing
import pickle
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from .at_work import Note, take_note, work_on, worked_on
from .network import refuse_network
from .scheduler import DiedError

T = TypeVar("T")
R = TypeVar("R")
_FORK, _SPAWN = "fork", "spawn"
_MOST = 60 if sys.platform == "win32" else 1_000
"""Windows waits for 63 things at once."""
_PATIENCE = 5.0
"""Seconds in which a process that is broken off puts away what it has begun."""


class Processes:
    """So many processes, started when there is work and ended when it is done.

    Each has a line of its own to this process and nothing in common with the others, so that one which dies takes
    nothing with it but the thing that it worked on.

    Args:
        workers: How many.
        start: How they come to be (`multiprocessing.get_context`). A fork inherits what this process has read, at no
            cost; it is the default on Linux, where Python has one thread here: the locks of others would stay locked.
    """

    def __init__(self, workers: int, start: str | None = None) -> None:
        self.workers = workers
        self._start = start

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        """As `Scheduler` says."""
        start = self._start or (_FORK if sys.platform == "linux" and threading.active_count() == 1 else _SPAWN)
        waiting, deaths = deque(range(len(things))), Counter[int]()
        team: dict[Connection, _Worker[T, R]] = {}
        done: dict[int, tuple[R, Exception | None]] = {}

        def begin(worker: _Worker[T, R]) -> None:
            number = waiting.popleft()
            worker.begin(number, things[number])
            team[worker.line] = worker

        try:
            for _ in range(min(self.workers, _MOST, len(things))):
                begin(_Worker(start, work, team))
            for wanted in range(len(things)):
                while wanted not in done:
                    for line in wait(list(team)):
                        worker = team[line]  # type: ignore[index]  # it is one of those that were given
                        try:
                            done[worker.number] = worker.result()
                        except EOFError:
                            deaths[worker.number] += 1
                            code = team.pop(worker.line).end()
                            if (code and code == _OUT_OF_TIME) or deaths[worker.number] == 2:
                                thing = worker.note.read() or things[worker.number]
                                raise DiedError(thing, _ended(code, deaths[worker.number])) from None
                            waiting.appendleft(worker.number)
                            worker = _Worker(start, work, team)
                        if waiting:
                            begin(worker)
                        else:
                            team.pop(worker.line).end()
                yield _value(*done.pop(wanted))
        finally:
            for worker in team.values():
                worker.break_off()


class _Worker(Generic[T, R]):
    """A process, and the line to it.

    Attributes:
        number: That of the thing on which it works.
        line: What it answers on.
        note: What it is working on; a process that is no fork notes nothing here.
    """

    def __init__(self, start: str, work: Callable[[T], R], team: Iterable[Connection]) -> None:
        context = multiprocessing.get_context(start)
        self.number = -1
        self.line, theirs = context.Pipe()
        self.note = Note()
        # A fork has our ends as well, and would not notice that nobody is at the other one any more.
        inherited = (self.line, *team) if start == _FORK else ()
        # multiprocessing has a class for each way to start a process, with the same methods.
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, work, inherited, self.note if start == _FORK else None), daemon=True
        )
        self._process.start()
        theirs.close()

    def begin(self, number: int, thing: T) -> None:
        self.number = number
        with contextlib.suppress(OSError):  # it has died: `result` tells
            self.line.send((thing,))

    def result(self) -> tuple[R, Exception | None]:
        """What came of it: a result, or in its place an error, which is raised when the turn is at it.

        Raises:
            EOFError: The process has died, perhaps in the middle of its answer.
        """
        try:
            found: tuple[R, Exception | None] = self.line.recv()
        except OSError as broken:
            raise EOFError from broken
        return found

    def end(self) -> int | None:
        """Tell it that nothing more comes, and wait for its end; what it ended with."""
        with contextlib.suppress(OSError):
            self.line.send(())
        self.line.close()
        self._process.join()
        code: int | None = self._process.exitcode
        return code

    def break_off(self) -> None:
        """End it in the middle of its work."""
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()
        self._process.join()
        self.line.close()


def _value(result: R, error: Exception | None) -> R:
    """The result, unless there is an error in its place: this is raised in its turn, whoever was faster."""
    if error is not None:
        raise error
    return result


def _serve(line: Connection, work: Callable[[T], R], inherited: Iterable[Connection], note: Note | None) -> None:
    """Work on what comes, until nothing more does or the process that sends it has ended."""
    _begin()
    if note:
        take_note(note)
    for other in inherited:
        other.close()
    with contextlib.suppress(EOFError, OSError):
        while order := line.recv():
            line.send_bytes(_answer(work, *order))


def _answer(work: Callable[[T], R], thing: T) -> bytes:
    """The result and None, or None and the error, as they are sent."""
    work_on("")
    try:
        return pickle.dumps((work(thing), None))
    except MemoryError:
        reason = "the memory that an archive of this size may use is not enough"
    except RecursionError:
        reason = "something is nested more deeply than can be worked on"
    except Exception as error:  # noqa: BLE001 — whatever it is, it is raised again where it is wanted
        with contextlib.suppress(Exception):
            sent = pickle.dumps((None, error))
            pickle.loads(sent)  # noqa: S301 — our own; not every error that can be sent can be received
            return sent
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
    return pickle.dumps((None, DiedError(worked_on() or str(thing), reason)))


_REASONS = {
    "SIGKILL": ": the system has perhaps run out of memory",
    "SIGABRT": ": the memory that an archive of this size may use was perhaps not enough",
    "SIGXCPU": ": it took longer than it should for an archive of this size; look for a file that is out of all "
    "proportion (briefs check), or use --no-limits",
}


_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
"""0 where there is no such signal."""
_NAMED = frozenset(map(int, signal.Signals))


def _begin() -> None:
    # Who stops a run stops the process that a person sees, and that one ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # It leaves by the door: folders for a while go, and programs that it has started.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    if sys.platform != "win32":
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)  # so that its end tells the reason
    refuse_network()


def _ended(code: int | None, times: int) -> str:
    """How a process ended, in words, and how often."""
    often = ", twice" if times == 2 else ""
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in _NAMED else f"signal {-code}"
        why = _REASONS.get(name, "")
        return f"a process was ended by {name}{why}{often}"
    return f"a process ended with {code}{often}"
