"""Caches what was read or made, by the digest of the bytes it was made from.

One JSON file for each folder of briefs, for each bibliography and for each part of the search's index, in the user's
own cache folder: nobody else can write there, so what stands in it is believed. It is plain data that is decoded into
typed values or not at all: a file that is missing, cut short, of another version or of another shape counts as empty,
and what it held is read or made again.
"""

import contextlib
import errno
import functools
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, TypeVar, cast

import msgspec
import platformdirs

from ..diagnostics import Diagnostic
from . import files

READING = "reading"
_VARIABLE = "BRIEFS_CACHE"
_MOST_NOTED = 10
_NOT_KEPT = "F125"
"""The fault of a file that needs more memory than is available: it may be read where there is more."""

V = TypeVar("V")


class CacheEntry(msgspec.Struct, Generic[V], frozen=True):
    """The result of one file: the digest of its bytes, the value and the diagnostics."""

    digest: str
    value: V
    diagnostics: tuple[Diagnostic, ...]


class CacheFile(msgspec.Struct, Generic[V], frozen=True):
    """The entries of one cache file by root-relative path, and the version of the code that made them."""

    version: str
    entries: dict[str, CacheEntry[V]]


def cache_folder(root: Path) -> Path:
    """Return the cache folder of the archive at *root*, in the one that `BRIEFS_CACHE` names or the user's own."""
    return _top() / files.digest(os.fsencode(os.path.realpath(root)))


def open_cache_folder(root: Path) -> Path | None:
    """Return the same folder for reading; None if it is missing, or if somebody else can write into it."""
    folder = cache_folder(root)
    return folder if _is_private(folder.parent) and _is_private(folder) else None


def make_cache_folder(root: Path) -> Path:
    """Make the same folder, private to the user, and return it.

    Raises:
        OSError: It cannot be made, or it is somebody else's.
    """
    folder = cache_folder(root)
    for path in (folder.parent, folder):
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (_is_private(path) or path.is_symlink()):  # the mode of what a link leads to is not ours to change
            path.chmod(0o700)
        if not _is_private(path):
            raise PermissionError(errno.EPERM, "somebody else can write there", str(path))
    return folder


def note_own(root: Path, name: str, data: bytes) -> None:
    """Note that this user has written *data*, so that `is_own` recognises it; of each *name*, the last few count.

    Files in an archive or a site may have come with a repository. Those that cannot be noted are not trusted, and are
    made anew.
    """
    with contextlib.suppress(OSError):
        folder = make_cache_folder(root)
        digests = [*_noted_digests(folder, name), files.digest(data)][-_MOST_NOTED:]
        files.write_text(folder / f"own-{name}", "\n".join(digests))


def is_own(root: Path, name: str, data: bytes) -> bool:
    """Return whether *data* was noted by `note_own` for this user."""
    folder = open_cache_folder(root)
    return folder is not None and files.digest(data) in _noted_digests(folder, name)


def _noted_digests(folder: Path, name: str) -> list[str]:
    try:
        return files.read_own_file(folder / f"own-{name}").decode("ascii", "replace").split()
    except OSError:
        return []


def _top() -> Path:
    if setting := os.environ.get(_VARIABLE, "").strip():
        return Path(setting).absolute() / "briefarchive"
    try:
        return platformdirs.user_cache_path("briefarchive")
    except RuntimeError:  # the user has no home
        return Path(tempfile.gettempdir()) / f"briefarchive-{getattr(os, 'getuid', int)()}"


def _is_private(folder: Path) -> bool:
    """Return whether a folder exists, is no link, and belongs to this user, who alone can write there."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):  # Windows: the user's own folder is
        return stat.S_ISDIR(status.st_mode)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o022


def cache_name(path: str) -> str:
    """Return the name of the cache file for a folder of briefs or a bibliography."""
    return path.replace("/", "--")


class Cache(Generic[V]):
    """One cache file: its entries, and those that it will have after this reading.

    Args:
        name: The name of the cache file, which lies in the part *folder* of the cache.
        form: The type of its contents.
        made_by: The version of what makes the values, by default of all our code; entries of others are dropped.
    """

    def __init__(
        self,
        root: Path,
        name: str,
        form: type[CacheFile[V]],
        *,
        folder: str = READING,
        enabled: bool = True,
        made_by: str = "",
    ) -> None:
        self._root, self._version = root, made_by or code_version()
        self._file = cache_folder(root) / folder / f"{name}.json"
        self._enabled = enabled
        self._before: dict[str, CacheEntry[V]] = self._load(form) if enabled and open_cache_folder(root) else {}
        self._after: dict[str, CacheEntry[V]] = {}

    def get(self, path: str, digest: str, make: Callable[[], tuple[V, tuple[Diagnostic, ...]]]) -> CacheEntry[V]:
        """Return the entry of *path* whose inputs have this *digest*: from the cache, or by *make*."""
        entry = self._before.get(path)
        if entry is None or entry.digest != digest:
            entry = CacheEntry(digest, *make())
        if not any(diagnostic.code == _NOT_KEPT for diagnostic in entry.diagnostics):
            self._after[path] = entry
        return entry

    def save(self) -> None:
        """Write the file if it would change; if that fails or memory is short, the next reading is only slower."""
        unchanged = self._after.keys() == self._before.keys() and all(
            entry is self._before.get(path) for path, entry in self._after.items()
        )
        if not self._enabled or unchanged:
            return
        data = bytearray()
        with contextlib.suppress(OSError, MemoryError):
            # Where memory is short, `encode` ends the process.
            msgspec.json.Encoder().encode_into({"version": self._version, "entries": self._after}, data)
            make_cache_folder(self._root)
            files.write_pieces(self._file, [data])

    def _load(self, form: type[CacheFile[V]]) -> dict[str, CacheEntry[V]]:
        try:
            loaded = msgspec.json.decode(files.read_own_file(self._file), type=form)
        except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
            return {}
        return loaded.entries if loaded.version == self._version else {}


@functools.cache
def code_version() -> str:
    """Return a digest, in hex, of the files of this package and the versions of the libraries that it requires."""
    digest = hashlib.sha256()
    for file in _files(resources.files("briefarchive")):
        digest.update(f"{file.name}\n".encode())
        digest.update(file.read_bytes())
    for name in _required_libraries(extras=False):
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    return digest.hexdigest()[:24]


@functools.cache
def extras_version() -> str:
    """Return the names and versions of the installed libraries of extras, such as those for PDFs and Parquet."""
    versions = []
    for name in _required_libraries(extras=True):
        with contextlib.suppress(metadata.PackageNotFoundError):
            versions.append(f"{name} {metadata.version(name)}")
    return ", ".join(versions)


def _required_libraries(*, extras: bool) -> Iterator[str]:
    """Yield the names of the libraries that the package requires, always or for its *extras*."""
    for requirement in sorted(metadata.requires("briefarchive") or ()):
        if ("extra ==" in requirement) is extras:
            # A requirement begins with a name (PEP 508).
            yield cast("re.Match[str]", re.match(r"[A-Za-z0-9._-]+", requirement))[0]


def _files(entry: Traversable) -> list[Traversable]:
    """Return every file of a folder except compiled modules."""
    if not entry.is_dir():
        return [] if entry.name.endswith(".pyc") else [entry]
    members = sorted(entry.iterdir(), key=lambda member: member.name)
    return [file for member in members if member.name != "__pycache__" for file in _files(member)]
