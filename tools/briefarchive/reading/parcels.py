"""An archive as one value for the processes of other machines: where its folder is, or its files if they do not see it.

What was read before goes along, so that it is not read again there. It lies in the cache below our seal, which another
machine has not; there it gets that machine's.
"""

import contextlib
import os
import socket
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from . import files
from .cache import FOLDER as CACHE
from .cache import is_linked
from .seal import sealed, unsealed
from .site_address import VARIABLES

Parcel = dict[str, bytes]
"""The bytes of files by their root-relative paths."""

LARGEST = 1_000_000_000
"""Bytes of all files of an archive that is sent."""

_FOLDERS = ("archive", "bib", "docs")
_CACHED = f"{CACHE}/"
# What of a process's surroundings shows on pages: Sphinx asks for the first, and we for those of the forges.
SHOWN_VARIABLES = ("SOURCE_DATE_EPOCH", "CI_PROJECT_URL", *VARIABLES)


class TooLargeError(Exception):
    """An archive is too large to be sent."""


class _Luggage(msgspec.Struct, frozen=True):
    root: str
    surroundings: dict[str, str]
    parcel: Parcel
    more: bytes


def is_seen(root: Path, sees: Callable[[Path], bool]) -> bool:
    """Whether other processes see the archive at *root*, if *sees* tells that of a folder into which it can write."""
    return not is_linked(root) and sees(root / CACHE)


def pack(root: Path, *, shared: bool, more: bytes = b"") -> bytes:
    """The archive at *root* for other processes.

    Args:
        root: Its folder.
        shared: Whether they see that.
        more: What else they want to know.

    Raises:
        TooLargeError: They do not see it, and it is too large to be sent.
    """
    luggage = _Luggage(str(root.absolute()) if shared else "", surroundings(), {} if shared else parcel_of(root), more)
    return zlib.compress(msgspec.msgpack.encode(luggage), 1)


@contextlib.contextmanager
def unpack(packed: bytes) -> Iterator[tuple[Path, bytes]]:
    """The folder of an archive that was packed, and what else was; within, pages show what they would show there.

    Raises:
        ChangedError: Its folder is not there.
    """
    luggage = msgspec.msgpack.decode(_decompressed(packed), type=_Luggage)
    with contextlib.ExitStack() as stack:
        stack.enter_context(surrounded(luggage.surroundings))
        root = Path(luggage.root) if luggage.root else stack.enter_context(unpacked(luggage.parcel))
        if not root.is_dir():
            raise files.ChangedError("archive", socket.gethostname())
        yield root, luggage.more


def _decompressed(packed: bytes) -> bytes:
    machine = zlib.decompressobj()
    data = machine.decompress(packed, 2 * LARGEST)
    if not machine.eof:
        raise ValueError("what was packed has more bytes than anybody packs")
    return data


def parcel_of(root: Path) -> Parcel:
    """All files of the archive at *root* and of its guide, and what was read of them.

    Raises:
        TooLargeError: They have more than `LARGEST` bytes together.
    """
    parcel: Parcel = {}
    size = 0
    for path, file in _files(root):
        data = file.read_bytes()
        if path.startswith(_CACHED):
            data = bytes(unsealed(data, file.name) or b"")
        size += len(data)
        if size > LARGEST:
            message = f"the archive has more than {LARGEST // 1_000_000:,} MB, which is too much to be sent"
            raise TooLargeError(f"{message}; give the workers a folder that they share with this machine")
        parcel[path] = data
    return parcel


@contextlib.contextmanager
def unpacked(parcel: Mapping[str, bytes]) -> Iterator[Path]:
    """The files of a parcel in a folder of their own, which is removed at the end.

    Raises:
        ValueError: A path would lead out of the folder.
    """
    with tempfile.TemporaryDirectory(prefix="briefarchive-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        for path, data in parcel.items():
            if not _is_inside(path):
                raise ValueError(f'"{path}" is no path of an archive')
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(sealed(data, PurePosixPath(path).name) if path.startswith(_CACHED) else data)
        yield root


def surroundings() -> dict[str, str]:
    """The variables of this process that show on pages."""
    return {name: os.environ[name] for name in SHOWN_VARIABLES if name in os.environ}


@contextlib.contextmanager
def surrounded(variables: Mapping[str, str]) -> Iterator[None]:
    """Have these variables, and not those of this process, which are put back at the end."""
    before = surroundings()
    _surround(variables)
    try:
        yield
    finally:
        _surround(before)


def _surround(variables: Mapping[str, str]) -> None:
    for name in SHOWN_VARIABLES:
        os.environ.pop(name, None)
    os.environ.update({name: variables[name] for name in SHOWN_VARIABLES if name in variables})


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for folder in _FOLDERS:
        yield from ((path, file) for path, file in files.find(root, folder, "") if not file.is_symlink())
    if not is_linked(root):
        cached = sorted((root / CACHE).glob("*.sealed"))
        yield from ((f"{_CACHED}{file.name}", file) for file in cached if file.is_file() and not file.is_symlink())


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    inside = path.startswith(_CACHED) or parts[0] in _FOLDERS
    return inside and not PurePosixPath(path).is_absolute() and not {"", ".", ".."} & set(parts) and "\\" not in path
