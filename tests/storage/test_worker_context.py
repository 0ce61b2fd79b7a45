"""A process keeps what it has set up for a piece of work until it is given another."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from briefarchive.storage.executor import dismiss, preset, worker_context


@pytest.fixture
def told() -> Iterator[list[str]]:
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
    with preset(1, opener(told, "inherited")):
        assert worker_context(1, opener(told, "own")) == "inherited"
        assert worker_context(2, opener(told, "other")) == "other"
    assert worker_context(1, opener(told, "own")) == "own"
