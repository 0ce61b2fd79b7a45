"""A run's files are made ready beside the archive and then moved into it, so that a stop at any moment loses nothing.

Until all of them are ready, the archive is as it was. Then a list of moves is written, and from there on the run is
certain: an import that is killed while it moves is finished by the next one, with the same bytes.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from briefarchive.storage.cache import is_own, note_own
from briefarchive.storage.files import digest, read_data, read_own_file, write_bytes
from briefarchive.storage.replacing import FileReplacement, ReplacingError, replace_files

FOLDER = ".briefs-import"
_LIST = "moves.json"
_OWN = "moves"


class _Move(msgspec.Struct, frozen=True):
    """A file that is ready: its name in the waiting room, where it belongs, and digests of what was there and of it."""

    name: str
    path: str
    before: str
    after: str


class StagingError(Exception):
    """There is no place for the waiting room in the archive; the message says what stands there."""


def publish(root: Path, files: Iterable[tuple[str, bytes]], digests: Mapping[str, str]) -> None:
    """Write *files*, paths with their bytes, into the archive at *root* in their order.

    Args:
        root: The archive's folder.
        files: The files.
        digests: Those of the files that were read; nobody may have changed them, or made the others, since.

    Raises:
        StagingError: In the place of the folder `.briefs-import` of the archive is a link or a file.
        ReplacingError: A file was changed or cannot be written. The next import makes anew what is not there then.
    """
    room = _room(root)
    shutil.rmtree(room, ignore_errors=True)
    moves = []
    for number, (path, data) in enumerate(files):
        name = f"{number:06}"
        write_bytes(room / name, data)
        moves.append(_Move(name, path, digests.get(path, ""), digest(data)))
    listed = msgspec.json.encode(moves)
    note_own(root, _OWN, listed)
    write_bytes(room / _LIST, listed)
    _move_all(root, room, moves)


def finish(root: Path) -> int:
    """Finish an import that was stopped while it moved its files; the number of those that were still missing.

    If a person has changed one of them since, all that is left is dropped: the import makes it anew.
    """
    moves = _unfinished(root)
    if not moves:
        return 0
    room = root / FOLDER
    left = [move for move in moves if os.path.lexists(room / move.name)]
    if any(_digest(room / move.name) != move.after for move in left):  # a crash of the machine may leave empty files
        return 0
    try:
        _move_all(root, room, left)
    except ReplacingError:
        return 0
    return len(left)


def is_unfinished(root: Path) -> bool:
    """Whether an import was stopped while it moved its files."""
    return bool(_unfinished(root))


def _unfinished(root: Path) -> list[_Move]:
    """The moves of an import of this user that was stopped. Another list can have come with a repository."""
    try:
        data = read_own_file(_room(root) / _LIST)
        return msgspec.json.decode(data, type=list[_Move]) if is_own(root, _OWN, data) else []
    except (StagingError, OSError, msgspec.MsgspecError):
        return []


def _digest(file: Path) -> str:
    data = read_data(file)
    return "" if data is None else digest(data)


def _move_all(root: Path, room: Path, moves: Iterable[_Move]) -> None:
    try:
        replace_files(root, [FileReplacement(path=one.path, before=one.before, after=room / one.name) for one in moves])
    except ReplacingError:
        shutil.rmtree(room, ignore_errors=True)
        raise
    shutil.rmtree(room, ignore_errors=True)


def _room(root: Path) -> Path:
    room = root / FOLDER
    if room.is_symlink():
        raise StagingError(f'"{FOLDER}" is a symbolic link')
    if room.is_file():
        raise StagingError(f'"{FOLDER}" is a file, and the import needs a folder there')
    return room
