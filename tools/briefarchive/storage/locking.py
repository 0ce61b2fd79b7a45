"""Locks an archive, so that commands write into it one after the other."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from ..diagnostics import CommandError
from . import files

_NAME = ".briefs-lock"
_PATIENCE = 30.0
"""The number of seconds for which a command waits for another one."""
# Some file systems of a network have no locks.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


class LockError(CommandError):
    """The archive could not be locked, and nothing was written; the message says why."""


@contextlib.contextmanager
def locked(
    root: Path, command: str, on_wait: Callable[[str], None] = lambda _: None, *, name: str = _NAME
) -> Iterator[None]:
    """Keep other commands from writing into the archive at *root*, after waiting for one that does.

    The system releases the lock when the process ends in any way. On a system without locks, anyone may write.

    Args:
        root: The folder of the archive.
        command: The holder of the lock, as others are told.
        on_wait: Called before a wait, with the command that holds the lock.
        name: The name of the lock's file, for what only one command writes.

    Raises:
        LockError: Another command has been writing for too long, or the lock cannot be opened.
    """
    file = root / name
    if file.is_symlink():
        raise LockError(f'"{name}" is a symbolic link; delete it, and run the command again')
    lock = FileLock(file, on_acquired=lambda descriptor: _write_holder(descriptor, command))
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait(_read_holder(file))
            lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        message = f"{_read_holder(file)} is writing into this archive; nothing was written"
        raise LockError(f"{message}. Wait until it has ended, and run the command again") from error
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            reason = files.describe_error(error)
            raise LockError(f"the archive cannot be locked: {reason}; nothing was written") from error
    try:
        yield
    finally:
        lock.release()


def _write_holder(descriptor: int, command: str) -> None:
    """Write the holder of the lock into its file."""
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{command} (process {os.getpid()})".encode())


def _read_holder(file: Path) -> str:
    """Return the holder of the lock, as far as that can be read."""
    return (files.read_data(file) or b"").decode("utf-8", "replace") or "another command"
