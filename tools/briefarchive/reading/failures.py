"""A file whose reader fails: that is told of the file, and all others are read."""

from collections.abc import Callable
from typing import TypeVar

from ..diagnostics import Diagnostic, Span
from .rules import ReaderFailed, TooMuchToRead

T = TypeVar("T")


def read_or_fault(
    read: Callable[[str, bytes], tuple[T, tuple[Diagnostic, ...]]], path: str, data: bytes, nothing: T
) -> tuple[T, tuple[Diagnostic, ...]]:
    """What *read* makes of the bytes of a file; *nothing* and a fault of that file where it fails."""
    try:
        return read(path, data)
    except MemoryError:
        fault = "wants more memory than there is", "divide it, or take out what is no part of it"
    except RecursionError:
        fault = "is nested more deeply than can be read", "nest what stands in it less deeply"
    except Exception as error:  # noqa: BLE001 — whatever it is, the others are to be read
        message = f"the program failed to read the file ({type(error).__name__})"
        return nothing, (ReaderFailed.at(Span(path=path), message, hint="report it"),)
    return nothing, (TooMuchToRead.at(Span(path=path), f'"{path}" {fault[0]}', hint=fault[1]),)
