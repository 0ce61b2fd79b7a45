"""What an archive's files hold, read by several processes into the cache: `read_files` then finds it there.

To read a file for the first time takes some hundred times as long as to find in the cache what it holds, and no file
needs another to be read.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from ..diagnostics import Diagnostic
from ..storage import files
from ..storage.cache import READING, Cache, CacheEntry, open_cache_folder, shelf_name
from ..storage.executor import WorkerPool
from . import decoding
from .archive import read_bib
from .attached_files.attachments import is_attachment, read_attachment
from .brief import read_brief_or_fault
from .shelves import AttachmentShelf, BriefShelf, ReadBrief, SourceShelf, cache_key
from .vocabularies.reader import FOLDER as VOCABULARY

_ENOUGH = 300
"""Files that are worth it: to start a process takes about as long as to read these."""
_PORTION = 200_000
"""Bytes of files that are read in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be read.

    Attributes:
        kind: `archive` for a brief, `bib` for a bibliography, `attached` for a file beside a brief.
        path: Its root-relative path.
        digest: The key by which the cache keeps what it holds.
    """

    kind: str
    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Files that are read in one go.

    Attributes:
        root: The archive's folder.
        members: The files.
        read: Reads a brief.
    """

    root: str
    members: tuple[File, ...]
    read: ReadBrief = read_brief_or_fault

    def __str__(self) -> str:
        return ", ".join(one.path for one in self.members)


class _Kind(msgspec.Struct, frozen=True):
    folder: str
    suffix: str
    limit: Callable[[str], int]
    shelf: Any
    read: Callable[[str, bytes], tuple[Any, tuple[Diagnostic, ...]]]


_KINDS = {
    "attached": _Kind("archive", "", decoding.attachment_limit, AttachmentShelf, read_attachment),
    "bib": _Kind("bib", ".bib", lambda _: decoding.BIBLIOGRAPHY_LIMIT, SourceShelf, read_bib),
    "archive": _Kind("archive", ".md", lambda _: decoding.BRIEF_LIMIT, BriefShelf, read_brief_or_fault),
}


def fill_cache(root: Path, pool: WorkerPool | None, read: ReadBrief = read_brief_or_fault) -> None:
    """Have the processes of a *pool* read what the cache does not know; a few files are left to `read_files`.

    Args:
        root: The archive's folder.
        pool: Whose processes read; without one, nothing is done.
        read: Reads a brief.

    Raises:
        WorkError: A process ended in the middle of its work.
    """
    if pool is None or _is_read(root):
        return
    shelves = _Shelves(root, read)
    unread = list(shelves.unread())
    if len(unread) < _ENOUGH:
        return
    portions = list(_portions(root, read, unread))
    for portion, entries in zip(portions, pool.each(read_portion, portions), strict=True):
        for member, entry in zip(portion.members, entries, strict=True):
            if entry:
                shelves.put(member, entry)
    shelves.save()


def _is_read(root: Path) -> bool:
    """Whether few files can be new to the cache, by their times: to look at the bytes of all takes as long as to read.

    Times may lie. Then `read_files`, which goes by the bytes, reads alone what others could have helped with.
    """
    folder = open_cache_folder(root)
    shelves = {file.name: file.stat() for file in (folder / READING).glob("*.json")} if folder else {}
    if not shelves or not _is_ours(root, min(shelves, key=lambda name: shelves[name].st_size)):
        return False
    newer = 0
    for name in ("bib", "archive"):
        for path, file in files.find(root, _KINDS[name].folder, _KINDS[name].suffix):
            shelf = shelves.get(f"{shelf_name(path if name == 'bib' else str(PurePosixPath(path).parent))}.json")
            newer += shelf is None or file.lstat().st_ctime_ns > shelf.st_mtime_ns
    return newer < _ENOUGH


def _is_ours(root: Path, name: str) -> bool:
    """Whether a file of the cache was written by this version of the program."""
    kind = {"bib": "bib", "attachments": "attached"}.get(name.partition("--")[0].removesuffix(".json"), "archive")
    return Cache(root, name.removesuffix(".json"), _KINDS[kind].shelf).is_known


def read_portion(portion: Portion) -> tuple[bytes, ...]:
    """For each file the entry of the cache, in JSON; nothing for one that is not there with this digest."""
    return tuple(_entry(portion, one) for one in portion.members)


def _entry(portion: Portion, file: File) -> bytes:
    kind = _KINDS[file.kind]
    data = decoding.read(file.path, Path(portion.root) / file.path, kind.limit(file.path))
    if isinstance(data, Diagnostic) or _key(file.kind, data, portion.read) != file.digest:
        return b""
    read = portion.read if file.kind == "archive" else kind.read
    value, found = read(file.path, data)
    return msgspec.json.encode(CacheEntry(file.digest, value, found))


def _key(kind: str, data: bytes, read: ReadBrief) -> str:
    return cache_key(data, read) if kind == "archive" else files.digest(data)


class _Shelves:
    """The files of the cache."""

    def __init__(self, root: Path, read: ReadBrief) -> None:
        self._root = root
        self._read = read
        self._opened: dict[str, Cache[Any]] = {}

    def unread(self) -> Iterator[tuple[File, int]]:
        """The files that the cache does not know, and how long they are."""
        for name, kind in _KINDS.items():
            for path, file in files.find(self._root, kind.folder, kind.suffix):
                if (name == "attached" and not is_attachment(file)) or _is_vocabulary(path):
                    continue
                data = decoding.read(path, file, kind.limit(path))
                if isinstance(data, Diagnostic):
                    continue
                digest = _key(name, data, self._read)
                if not self._of(name, path).knows(path, digest):
                    yield File(kind=name, path=path, digest=digest), len(data)

    def put(self, file: File, entry: bytes) -> None:
        self._of(file.kind, file.path).put(file.path, msgspec.Raw(entry))

    def save(self) -> None:
        for shelf in self._opened.values():
            shelf.save()

    def _of(self, kind: str, path: str) -> Cache[Any]:
        name = shelf_name(path) if kind == "bib" else shelf_name(str(PurePosixPath(path).parent))
        name = "attachments" if kind == "attached" else name
        if name not in self._opened:
            self._opened[name] = Cache(self._root, name, _KINDS[kind].shelf)
        return self._opened[name]


def _portions(root: Path, read: ReadBrief, unread: Iterable[tuple[File, int]]) -> Iterator[Portion]:
    make = functools.partial(Portion, root=str(root.absolute()), read=read)
    members: list[File] = []
    size = 0
    for file, length in unread:
        if members and size + length > _PORTION:
            yield make(members=tuple(members))
            members, size = [], 0
        members.append(file)
        size += length
    if members:
        yield make(members=tuple(members))


def _is_vocabulary(path: str) -> bool:
    return path.startswith(f"{VOCABULARY}/")
