"""Replaces, makes and deletes files of the archive, but only those that nobody has changed since they were read.

An editor or another command may save a file while a command works out its new text. So each file is compared with what
was read: all of them before the first is written, and each again when its turn comes. One that differs is left alone.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..diagnostics import CommandError
from . import files

_MOST_NAMED = 20


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
            files.write_pieces(root / replacement.path, [data], before_replacing=lambda: _is_due(root, replacement))


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
