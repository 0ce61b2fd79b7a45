"""The lock of an archive: commands that write into it do so one after the other."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from . import files

FILE = ".cache/lock"
_PATIENCE = 30.0
"""So many seconds a command waits for another one."""
# Some file systems of a network have no locks.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


class LockError(Exception):
    """The archive could not be locked, and nothing was written; the message says why."""


@contextlib.contextmanager
def locked(
    root: Path, command: str, hear: Callable[[str], None] = lambda _: None, *, waits: bool = True
) -> Iterator[None]:
    """Let no other command write into the archive at *root*; wait until one that does has ended.

    The system opens the lock again when the process has ended, however it did. Where it has no locks, anyone may write.

    Args:
        root: The archive's folder.
        command: What the others are told of whoever holds the lock.
        hear: Called, before the wait, with what is waited for.
        waits: Whether to wait at all.

    Raises:
        LockError: Another command has been writing for too long, or the lock cannot be opened.
    """
    file = root / FILE
    lock = FileLock(file, on_acquired=lambda descriptor: _sign(descriptor, command))
    if link := next((place for place in (file.parent, file) if place.is_symlink()), None):
        raise LockError(f'"{link.relative_to(root)}" is a symbolic link; delete it, and run the command again')
    try:
        file.parent.mkdir(exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not waits:
                raise
            hear(_holder(file))
            lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        message = f"{_holder(file)} is writing into this archive; nothing was written"
        raise LockError(f"{message}. Wait until it has ended, and run the command again") from error
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise LockError(f"the archive cannot be locked: {files.reason_of(error)}; nothing was written") from error
    try:
        yield
    finally:
        lock.release()


def _sign(descriptor: int, command: str) -> None:
    """Write into the lock's file who holds it."""
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{command} (process {os.getpid()})".encode())


def _holder(file: Path) -> str:
    """Who holds the lock, as far as that can be read."""
    data = files.read(FILE, file, 200)
    return (data.decode("utf-8", "replace") if isinstance(data, bytes) else "") or "another command"
