"""Fill the cache with what an archive's files hold, by several processes: `read_files` then finds it there.

To read a file for the first time takes some hundred times as long as to find in the cache what it holds, and no file
needs another to be read.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from ..diagnostics import Diagnostic
from ..storage import files
from ..storage.cache import READING, Cache, CacheEntry, Shelf, code_version, is_kept, open_cache_folder, shelf_name
from ..storage.executor import WorkerPool
from . import decoding
from .archive import BriefShelf, ReadBrief, SourceShelf, folders_of_briefs, read_folder, read_source_file
from .attached_files.attachments import ATTACHMENTS, is_attachment, open_attachments, read_attachment
from .brief import read_brief_or_fault
from .configuration import read_pdf_bounds

_ENOUGH = 300
"""Files that are worth it: to start a process takes about as long as to read these."""
_IN_A_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files that are read in one go, of which one file of the cache is to tell.

    Attributes:
        root: The archive's folder.
        name: The folder of briefs, or the bibliography; empty for files beside briefs.
        members: The files, by their root-relative paths.
        read: Reads a brief.
    """

    root: Path
    name: str
    members: tuple[tuple[str, Path], ...]
    read: ReadBrief

    def __str__(self) -> str:
        return ", ".join(path for path, _ in self.members)

    @property
    def shelf(self) -> tuple[str, Any]:
        """The name of the file of the cache, and the type of what is in it."""
        if not self.name:
            return ATTACHMENTS, Shelf[int]
        return shelf_name(self.name), SourceShelf if self.name.endswith(".bib") else BriefShelf


def fill_cache(root: Path, pool: WorkerPool | None, read: ReadBrief = read_brief_or_fault) -> None:
    """Have the processes of a *pool* read what the cache does not know; a few files are left to `read_files`.

    Times may lie. Then `read_files`, which goes by the bytes, reads alone what others could have helped with.

    Args:
        root: The archive's folder.
        pool: Whose processes read; without one, nothing is done.
        read: Reads a brief.

    Raises:
        WorkError: A process ended in the middle of its work.
    """
    if pool is None:
        return
    batches = list(_batches(root.absolute(), read))
    if sum(len(batch.members) for batch in batches) < _ENOUGH:
        return
    made: dict[tuple[str, Any], dict[str, msgspec.Raw]] = defaultdict(dict)
    for batch, entries in zip(batches, pool.each(read_batch, batches), strict=True):
        made[batch.shelf].update(msgspec.json.decode(entries, type=dict[str, msgspec.Raw]))
    for (name, shelf), entries_of_shelf in made.items():
        if entries_of_shelf:
            opened = open_attachments(root, read_pdf_bounds(root)) if name == ATTACHMENTS else Cache(root, name, shelf)
            opened.add(entries_of_shelf)


def read_batch(batch: Batch) -> bytes:
    """What the files of a batch hold: entries of the cache by path, in JSON."""
    return msgspec.json.encode({path: entry for path, entry in _entries(batch) if is_kept(entry)})


def _entries(batch: Batch) -> Iterator[tuple[str, CacheEntry[Any]]]:
    if batch.shelf[1] is BriefShelf:
        read = read_folder(batch.root, batch.name, batch.members, batch.read, cache=False)
        yield from ((path, entry) for path, entry in read if isinstance(entry, CacheEntry))
        return
    bounds = decoding.USUAL if batch.name else read_pdf_bounds(batch.root)
    for path, file in batch.members:
        limit = decoding.BIBLIOGRAPHY_LIMIT if batch.name else bounds.limit(path)
        data = decoding.read(path, file, limit)
        if isinstance(data, Diagnostic):
            continue
        if batch.name:
            yield path, read_source_file(batch.root, path, data, cache=False)
        else:
            yield path, CacheEntry(files.digest(data), *read_attachment(path, data, bounds))


def _batches(root: Path, read: ReadBrief) -> Iterator[Batch]:
    """The files that the cache does not know, by their times."""
    parts = {"": [one for one in files.find(root, "archive", "") if is_attachment(one[1])]}
    parts |= {path: [(path, file)] for path, file in files.find(root, "bib", ".bib")}
    for name, members in (parts | dict(folders_of_briefs(root))).items():
        whole = Batch(root=root, name=name, members=(), read=read)
        written = _written(root, whole.shelf[0])
        newer = tuple(one for one in members if one[1].lstat().st_ctime_ns > written)
        for at in range(0, len(newer), _IN_A_BATCH):
            yield replace(whole, members=newer[at : at + _IN_A_BATCH])


def _written(root: Path, name: str) -> int:
    """When a file of the cache was written, in nanoseconds; 0 if another version of the program has done so."""
    folder = open_cache_folder(root)
    if folder is None:
        return 0
    try:
        with (folder / READING / f"{name}.json").open("rb") as opened:
            is_ours = code_version().encode() in opened.read(200)
            return os.fstat(opened.fileno()).st_mtime_ns if is_ours else 0
    except OSError:
        return 0
