"""What was read or made before, by the digest of the bytes it was made from.

One sealed JSON file for each folder of briefs and for each bibliography, under `.cache/reading/`, and for each part of
the search's index, under `.cache/search/`. It is plain data that is decoded into typed values or not at all: a file
that is missing, cut short, without our seal, of another version or of another shape counts as empty, and what it held
is read or made again.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from ..diagnostics import Diagnostic
from ..model import Brief, Source
from . import files
from .code_version import code_version
from .failures import TooMuchToRead
from .seal import seal_line, unsealed

FOLDER = ".cache/reading"

V = TypeVar("V")


class Entry(msgspec.Struct, Generic[V], frozen=True):
    """What one file gave: the digest of its bytes, the value and the diagnostics."""

    digest: str
    value: V
    found: tuple[Diagnostic, ...]


class Shelf(msgspec.Struct, Generic[V], frozen=True):
    """The entries of one cache file by root-relative path, and the version of the code that made them."""

    version: str
    entries: dict[str, Entry[V]]


def is_linked(root: Path, folder: str = FOLDER) -> bool:
    """Whether the cache of the archive at *root* would lie elsewhere: then there is none."""
    return (root / ".cache").is_symlink() or (root / folder).is_symlink()


def shelf_name(path: str) -> str:
    """The name of the cache file for a folder of briefs, or for a bibliography."""
    return path.replace("/", "--")


BriefShelf = Shelf[Brief | None]
SourceShelf = Shelf[tuple[Source, ...]]


def version() -> str:
    """The version of the code that reads: a cache never outlives the reader that filled it."""
    return code_version()


class Cache(Generic[V]):
    """The entries of one cache file, and those that it will have after this reading."""

    def __init__(
        self, root: Path, name: str, shelf: type[Shelf[V]], *, folder: str = FOLDER, enabled: bool = True
    ) -> None:
        self._file = root / folder / f"{name}.sealed"
        self._enabled = enabled and not is_linked(root, folder)
        self._before: dict[str, Entry[V]] = self._load(shelf) if self._enabled else {}
        self._after: dict[str, Entry[V] | msgspec.Raw] = {}

    @property
    def is_known(self) -> bool:
        """Whether an earlier reading by this version of the program has left anything."""
        return bool(self._before)

    def kept(self, path: str) -> V | None:
        """What *path* gave the last time, whatever it was made from then."""
        entry = self._before.get(path)
        return None if entry is None else entry.value

    def knows(self, path: str, digest: str) -> bool:
        """Whether the cache has what *path* gives with bytes of this digest; then it keeps it."""
        entry = self._before.get(path)
        if entry is None or entry.digest != digest:
            return False
        self._after[path] = entry
        return True

    def put(self, path: str, entry: msgspec.Raw) -> None:
        """Keep what *path* gives, as another process has encoded it: an `Entry` in JSON."""
        self._after[path] = entry

    def get(self, path: str, data: bytes, read: Callable[[str, bytes], tuple[V, tuple[Diagnostic, ...]]]) -> Entry[V]:
        """What *path* gives: from the cache if its bytes are the same as then, else by *read*."""
        return self.get_made(path, files.digest(data), lambda: read(path, data))

    def get_made(self, path: str, digest: str, make: Callable[[], tuple[V, tuple[Diagnostic, ...]]]) -> Entry[V]:
        """What was made of *path* when what decides it had this digest: from the cache, or by *make*."""
        entry = self._before.get(path)
        if entry is None or entry.digest != digest:
            entry = Entry(digest, *make())
        if not any(one.code == TooMuchToRead.code for one in entry.found):  # it may be read where there is more memory
            self._after[path] = entry
        return entry

    def save(self) -> None:
        """Write the file if it would change; where that is not possible, or memory is short, it is only slower."""
        unchanged = self._after.keys() == self._before.keys() and all(
            entry is self._before.get(path) for path, entry in self._after.items()
        )
        if self._enabled and not unchanged:
            shelf = {"version": version(), "entries": self._after}
            data = bytearray()
            try:
                msgspec.json.Encoder().encode_into(shelf, data)  # where memory is short, `encode` ends the process
                files.write_pieces(self._file, [seal_line(data, self._file.name), data])
            except (OSError, MemoryError):
                return

    def _load(self, shelf: type[Shelf[V]]) -> dict[str, Entry[V]]:
        try:
            loaded = msgspec.json.decode(unsealed(files.bytes_of(self._file), self._file.name) or b"", type=shelf)
        except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
            return {}
        return loaded.entries if loaded.version == version() else {}
