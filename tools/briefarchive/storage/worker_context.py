"""What a process has set up for a piece of work, and needs for the next thing as well.

A worker of a cluster outlives the command for which it works. So it keeps one thing at a time, and closes it when
another is wanted.
"""

import contextlib
import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")

_STACK = contextlib.ExitStack()
_KEPT: dict[Hashable, object] = {}
_AT_HAND: dict[Hashable, Callable[[], AbstractContextManager[object]]] = {}


@contextlib.contextmanager
def preset(key: Hashable, opened: Callable[[], AbstractContextManager[object]]) -> Iterator[None]:
    """Use *opened* for a *key*, here and in forks of this process: they have inherited what others have to open."""
    _AT_HAND[key] = opened
    try:
        yield
    finally:
        del _AT_HAND[key]


def worker_context(key: Hashable, opened: Callable[[], AbstractContextManager[T]]) -> T:
    """What *opened* gives: once for a *key*, until another is asked for.

    Args:
        key: Tells apart what is opened; of two keys that are equal, the first decides.
        opened: A context in which the thing is there.
    """
    if key not in _KEPT:
        dismiss()
        _KEPT[key] = _STACK.enter_context(_AT_HAND.get(key, opened)())
        gc.freeze()  # it is large, and nothing of it goes while it is used
    found: T = _KEPT[key]  # type: ignore[assignment]  # it was opened with the same key
    return found


def dismiss() -> None:
    """Close what is kept, and give its memory back before the next needs as much."""
    if _KEPT:
        _KEPT.clear()
        _STACK.close()
        gc.unfreeze()
        gc.collect()
