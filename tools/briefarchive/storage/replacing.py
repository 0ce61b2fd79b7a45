"""Replaces, makes and deletes files of the archive, but only those that nobody has changed since they were read.

Commands write one after the other, for which they lock the archive. An editor may save a file while a command works out
its new text. So each file is compared with what was read: all of them before the first is written, and each again when
its turn comes. One that differs is left alone.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from ..diagnostics import CommandError
from . import files

_NAME = ".briefs-lock"
_PATIENCE = 30.0
"""The number of seconds for which a command waits for another one."""
# Some file systems of a network have no locks.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})
_MOST_NAMED = 20


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReplacement:
    """A file and its new content.

    Attributes:
        path: Its root-relative path.
        before: The digest of the bytes that were read; empty if there was no file.
        after: Its new bytes, or a file that has them; None if it is to be deleted.
    """

    path: str
    before: str
    after: bytes | Path | None


class ReplacingError(CommandError):
    """A file could not be replaced; the message also says which others were, and how to go on.

    Attributes:
        reason: What is wrong, and with which file.
        summary: Which files were written, and which were not.
        unwritten_paths: The paths of those that were not.
    """

    def __init__(self, reason: str, written: Sequence[FileReplacement], rest: Sequence[FileReplacement]) -> None:
        paths = f"Written: {_paths(written)}; still to be written: {_paths(rest)}"
        summary = paths if written else "nothing was written"
        super().__init__(f"{reason}{'. ' if written else '; '}{summary}. Run the command again")
        self.reason, self.summary = reason, summary
        self.unwritten_paths = frozenset(replacement.path for replacement in rest)


class _OtherContentError(Exception):
    """The file at a path is not the one that was read."""


def replace_files(root: Path, replacements: Iterable[FileReplacement]) -> None:
    """Replace files in their order; one that already has its new content is left alone.

    A file may be named several times; each time it is expected as the previous time left it.

    Raises:
        ReplacingError: A file was changed since it was read, or cannot be written. Those after it are not written, and
            none is if that was so before the first.
    """
    queue = list(replacements)
    first = {replacement.path: replacement for replacement in reversed(queue)}
    count = 0
    try:
        for replacement in first.values():
            _is_due(root, replacement)
        for replacement in queue:
            _replace(root, replacement)
            count += 1
    except _OtherContentError as error:
        reason = f'"{error}" has changed in the meantime, and was left alone'
        raise ReplacingError(reason, queue[:count], queue[count:]) from error
    except OSError as error:
        reason = f'"{replacement.path}" cannot be written: {error.strerror or error}'
        raise ReplacingError(reason, queue[:count], queue[count:]) from error


def _replace(root: Path, replacement: FileReplacement) -> None:
    if _is_due(root, replacement):
        if replacement.after is None:
            (root / replacement.path).unlink()
        else:
            data = replacement.after if isinstance(replacement.after, bytes) else replacement.after.read_bytes()
            files.write_pieces(root / replacement.path, [data])


def _is_due(root: Path, replacement: FileReplacement) -> bool:
    """Return whether a file still has the content that was read, and not its new one.

    Raises:
        _OtherContentError: It has neither.
    """
    current = _current_digest(root, replacement.path)
    if current == replacement.before == "":
        return replacement.after is not None
    new = replacement.after.read_bytes() if isinstance(replacement.after, Path) else replacement.after
    if current == ("" if new is None else files.digest(new)):
        return False
    if current != replacement.before:
        raise _OtherContentError(replacement.path)
    return True


def _current_digest(root: Path, path: str) -> str | None:
    """Return the digest of the file at *path*, empty if there is none; None if it is no file or behind a link."""
    if any((root / folder).is_symlink() for folder in PurePosixPath(path).parents if folder.name):
        return None
    if not os.path.lexists(root / path):
        return ""
    data = files.read_data(root / path)
    return None if data is None else files.digest(data)


def _paths(replacements: Sequence[FileReplacement]) -> str:
    paths = [f'"{path}"' for path in dict.fromkeys(replacement.path for replacement in replacements)]
    ending = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + ending
