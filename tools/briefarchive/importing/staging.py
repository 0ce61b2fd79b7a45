"""A run's files are made ready beside the archive and then moved into it, so that a stop at any moment loses nothing.

Until all of them are ready, the archive is as it was. Then a list of moves is written, and from there on the run is
certain: an import that is killed while it moves is finished by the next one, with the same bytes.
"""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from ..reading.files import digest, write_bytes
from ..reading.made_files import read_sealed, write_sealed

_FOLDER = ".cache/import"
_LIST = "moves.sealed"


class _Move(msgspec.Struct, frozen=True):
    """A file that is ready: its name in the waiting room, where it belongs, and the digest of what is there before."""

    name: str
    path: str
    before: str


class StagingError(Exception):
    """There is no place for the waiting room in the archive; the message says what stands there."""


def publish(root: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write *files*, paths with their bytes, into the archive at *root* in their order, all or none of them.

    Raises:
        StagingError: In the place of the folder `.cache` of the archive is a link or a file.
    """
    room = _room(root)
    shutil.rmtree(room, ignore_errors=True)
    moves = []
    for number, (path, data) in enumerate(files):
        before = _digest(root / path)
        if before != digest(data):
            name = f"{number:06}"
            write_bytes(room / name, data)
            moves.append(_Move(name, path, before))
    if moves:
        write_sealed(room / _LIST, moves, _LIST)
        _move_all(root, room, moves)
    shutil.rmtree(room, ignore_errors=True)


def finish(root: Path) -> int:
    """Finish an import that was stopped while it moved its files; the number of those that were still missing.

    If a person has changed one of them since, all that is left is dropped: the import makes it anew.
    """
    try:
        room = _room(root)
        moves = read_sealed(room / _LIST, _LIST, list[_Move])
    except (StagingError, OSError):
        return 0
    if moves is None:
        return 0
    left = [move for move in moves if (room / move.name).is_file()]
    fits = all(_digest(root / move.path) in {move.before, _digest(room / move.name)} for move in left)
    fits = fits and not any(_is_linked(root, move.path) for move in left)
    if fits:
        _move_all(root, room, left)
    shutil.rmtree(room, ignore_errors=True)
    return len(left) if fits else 0


def is_unfinished(root: Path) -> bool:
    """Whether an import was stopped while it moved its files."""
    return (root / _FOLDER / _LIST).is_file()


def _move_all(root: Path, room: Path, moves: Iterable[_Move]) -> None:
    for move in moves:
        _move(room / move.name, root / move.path)


def _move(ready: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_file():
        shutil.copymode(target, ready)
    try:
        ready.replace(target)
    except OSError:  # the folder is on another disk
        write_bytes(target, ready.read_bytes())
        ready.unlink()


def _room(root: Path) -> Path:
    for place in _places(root, f"{_FOLDER}/{_LIST}"):
        name = place.relative_to(root).as_posix()
        if place.is_symlink():
            raise StagingError(f'"{name}" is a symbolic link')
        if place.is_file() and place.name != _LIST:
            raise StagingError(f'"{name}" is a file, and the import needs a folder there')
    return root / _FOLDER


def _is_linked(root: Path, path: str) -> bool:
    """Whether a folder on the way from the root to *path*, or the file itself, is a link."""
    return any(place.is_symlink() for place in _places(root, path))


def _places(root: Path, path: str) -> Iterator[Path]:
    place = root
    for part in Path(path).parts:
        place /= part
        yield place


def _digest(file: Path) -> str:
    """The digest of a file's bytes; empty if there is none."""
    try:
        return digest(file.read_bytes())
    except OSError:
        return ""
