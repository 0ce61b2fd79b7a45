"""A file whose reader fails: that is told of the file, and all others are read."""

from collections.abc import Callable
from typing import TypeVar

from ..diagnostics import Diagnostic, Rule, Span

T = TypeVar("T")


class ReaderFailed(Rule):
    """A file cannot be read because of a mistake in the program, not in the file; all other files are read.

    Please report it, with the file: SECURITY.md says how. It is better not to publish the file until then.
    """

    code = "F116"


class TooMuchToRead(Rule):
    """A file wants more memory than a command may use, or is nested more deeply than can be read.

    Divide it, or take out what is no part of it: a brief, a vocabulary or a bibliography of a few megabytes is read
    within a small part of these bounds.
    """

    code = "F125"


FAULTS: tuple[type[Rule], ...] = (ReaderFailed, TooMuchToRead)


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
