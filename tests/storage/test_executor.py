"""Work in several processes: in order, with the name of what was worked on, and what each of them keeps."""

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from unittest.mock import Mock

import pytest

from briefarchive.storage import executor
from briefarchive.storage.executor import Processes, WorkError, dismiss, preset, worker_context
from briefarchive.storage.limits import note_work

forks = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no forks")


@pytest.fixture(autouse=True)
def _no_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork as a command does: the threads of those that run the tests have no part in the work."""
    monkeypatch.setattr(executor, "can_fork", lambda: sys.platform == "linux")


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def refuse(number: int) -> None:
    raise ValueError(f"no {number}")


def meet(bound: object) -> None:
    """Note what is worked on, and end as a process does that meets a bound."""
    note_work("archive/2014/2014-05-01-a.md")
    if isinstance(bound, BaseException):
        raise bound
    os.kill(os.getpid(), int(str(bound)))


def connect(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port))
    except PermissionError as error:
        return str(error)
    return "connected"


def test_results_come_in_the_order_of_the_things_from_other_processes() -> None:
    results = list(Processes(2).each(double, range(8)))
    assert [number for number, _ in results] == [0, 2, 4, 6, 8, 10, 12, 14]
    assert os.getpid() not in {process for _, process in results}


def test_who_wants_no_more_ends_the_processes() -> None:
    results = Processes(2).each(double, range(50))
    assert next(results)[0] == 0
    results.close()
    assert not multiprocessing.active_children()


def test_a_fault_comes_back_as_it_is() -> None:
    with pytest.raises(ValueError, match="no 0"):
        list(Processes(2).each(refuse, [0, 1]))


@forks
@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (signal.SIGKILL.value, "ended by the system, while it worked on archive/2014/2014-05-01-a.md: "),
        (signal.SIGXCPU.value, "ended by the system, while it worked on archive/2014/2014-05-01-a.md: "),
        (MemoryError(), "the memory .*, at archive/2014/2014-05-01-a.md$"),
        (RecursionError(), "nested more deeply .*, at archive/2014/2014-05-01-a.md$"),
    ],
)
def test_what_a_process_was_working_on_when_it_met_a_bound_is_named(bound: object, said: str) -> None:
    with pytest.raises(WorkError, match=said):
        list(Processes(2).each(meet, [bound]))
    assert not multiprocessing.active_children()


def test_no_process_asks_the_net() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        (answer,) = Processes(1).each(connect, [server.getsockname()[1]])
    assert "nothing is fetched" in answer


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.setattr(executor, "gc", Mock())  # to free the memory of all tests that are collected takes a second
    yield []
    dismiss()


def opener(told: list[str], name: str) -> Callable[[], AbstractContextManager[str]]:
    @contextlib.contextmanager
    def opened() -> Iterator[str]:
        told.append(f"open {name}")
        yield name
        told.append(f"close {name}")

    return opened


def test_it_is_set_up_once(told: list[str]) -> None:
    assert [worker_context(1, opener(told, "one")) for _ in range(3)] == ["one"] * 3
    assert told == ["open one"]


def test_another_takes_its_place(told: list[str]) -> None:
    assert [worker_context(key, opener(told, name)) for key, name in ((1, "one"), (2, "two"), (1, "one"))] == [
        "one",
        "two",
        "one",
    ]
    assert told == ["open one", "close one", "open two", "close two", "open one"]


def test_what_fails_is_not_kept(told: list[str]) -> None:
    @contextlib.contextmanager
    def failing() -> Iterator[str]:
        raise ValueError("no")
        yield ""

    with pytest.raises(ValueError, match="no"):
        worker_context(1, failing)
    assert worker_context(1, opener(told, "one")) == "one"


def test_a_fork_has_what_is_handed_down(told: list[str]) -> None:
    with preset(1, "inherited"):
        assert worker_context(1, opener(told, "own")) == "inherited"
        assert worker_context(2, opener(told, "other")) == "other"
    assert worker_context(1, opener(told, "own")) == "own"
