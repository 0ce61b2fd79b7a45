"""Work that other processes do for tests; some of it ends them."""

import contextlib
import os
import signal
import struct
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Task:
    """A number, and the file in which each attempt at it leaves a letter."""

    number: int
    attempts: Path
    deadly: int = 0
    """How many attempts end the process."""

    def __str__(self) -> str:
        return f"task {self.number}"


def double(task: Task) -> tuple[int, int]:
    """Twice the number, and the process that found it."""
    with task.attempts.open("a") as stream:
        stream.write("x")
    if len(task.attempts.read_text()) <= task.deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * task.number, os.getpid()


def refuse(task: Task) -> None:
    """Fails as a function does, and not as a process."""
    raise ValueError(f"no {task}")


def give_a_lock(_: Task) -> object:
    """Something that no other process can be sent."""
    return threading.Lock()


class TwoReasonsError(Exception):
    """An error that can be sent, and not received: it wants two reasons and keeps one text."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def fail_for_two_reasons(_: Task) -> None:
    """Fails with an error that cannot be received."""
    raise TwoReasonsError("one", "two")


def die_while_answering(task: Task) -> tuple[int, int]:
    """Twice the number; a deadly task ends the process when half of the answer is sent."""
    if task.deadly and not task.attempts.exists():
        task.attempts.touch()
        Connection.send_bytes = _send_half  # type: ignore[method-assign]
    return 2 * task.number, os.getpid()


def _send_half(line: Connection, _: bytes) -> None:
    os.write(line.fileno(), struct.pack("!i", 1_000) + b"half")
    os.kill(os.getpid(), signal.SIGKILL)


def hold_a_folder(task: Task) -> int:
    """The first is soon done; the second holds a folder for a long while."""
    if task.number:
        with tempfile.TemporaryDirectory(prefix="held-", dir=task.attempts.parent):
            time.sleep(60)
    return task.number + 1


def measure(task: Task, given: bytes) -> tuple[int, int]:
    """The number, and how much was given with it."""
    if task.deadly and not task.attempts.exists():
        task.attempts.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task.number, len(given)


def stop_scheduler(_: Task) -> None:
    """Ends the scheduler, which is the parent of the worker's process."""
    os.kill(os.getppid(), signal.SIGKILL)


def version() -> str:
    """The version of the code, which is the same in every process."""
    return "1"


def version_of_process() -> str:
    """A version that no two processes share."""
    return f"{os.getpid()}"


def connect(port: int) -> str:
    """What happens when something is asked of the net."""
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), timeout=1)
    except PermissionError as error:
        return str(error)
    return "connected"


@dataclass(frozen=True)
class Deadly:
    """Does *work*, and then ends the process so many *times* if the thing has this *word* in its name."""

    work: Callable[..., Any]
    word: str
    times: int
    mark: Path
    """A file for each time that it was done: this name, and a number behind it."""

    def __call__(self, thing: object, *given: object) -> object:
        result = self.work(thing, *given)
        for number in range(self.times if self.word in str(thing) else 0):
            with contextlib.suppress(FileExistsError):  # two processes may be at it at once
                self.mark.with_name(f"{self.mark.name}{number}").touch(exist_ok=False)
                os.kill(os.getpid(), signal.SIGKILL)
        return result
