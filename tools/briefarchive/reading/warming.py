"""Fill the cache with what an archive's files hold, by several processes: `read_files` then finds it there.

To read a file for the first time takes some hundred times as long as to find in the cache what it holds, and no file
needs another to be read.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic
from ..storage import files
from ..storage.cache import READING, open_cache_folder, shelf_name
from ..storage.executor import WorkerPool
from . import decoding
from .archive import ReadBrief, folders_of_briefs, read_folder, read_source_file
from .attached_files.attachments import is_attachment, read_attachments
from .brief import read_brief_or_fault

_ENOUGH = 300
"""Files that are worth it: to start a process takes about as long as to read these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The files of which one file of the cache tells.

    Attributes:
        root: The archive's folder.
        name: The folder of briefs, or the bibliography; empty for all files beside briefs.
        members: The files, by their root-relative paths.
        read: Reads a brief.
    """

    root: Path
    name: str
    members: tuple[tuple[str, Path], ...]
    read: ReadBrief

    def __str__(self) -> str:
        return ", ".join(path for path, _ in self.members)


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
    newer = {batch: count for batch in _batches(root.absolute(), read) if (count := _count_newer(batch))}
    if sum(newer.values()) >= _ENOUGH:
        batches = sorted(newer, key=lambda batch: -newer[batch])
        deque(pool.each(read_batch, batches), maxlen=0)


def read_batch(batch: Batch) -> None:
    """Read some files into the cache."""
    if not batch.name:
        read_attachments(batch.root)
    elif batch.name.endswith(".bib"):
        ((path, file),) = batch.members
        data = decoding.read(path, file, decoding.BIBLIOGRAPHY_LIMIT)
        if not isinstance(data, Diagnostic):
            read_source_file(batch.root, path, data)
    else:
        deque(read_folder(batch.root, batch.name, batch.members, batch.read), maxlen=0)


def _batches(root: Path, read: ReadBrief) -> Iterator[Batch]:
    attached = tuple(one for one in files.find(root, "archive", "") if is_attachment(one[1]))
    yield Batch(root=root, name="", members=attached, read=read)
    for path, file in files.find(root, "bib", ".bib"):
        yield Batch(root=root, name=path, members=((path, file),), read=read)
    for folder, members in folders_of_briefs(root).items():
        yield Batch(root=root, name=folder, members=tuple(members), read=read)


def _count_newer(batch: Batch) -> int:
    """How many files have changed since the cache was written."""
    folder = open_cache_folder(batch.root)
    shelf = (folder / READING / f"{shelf_name(batch.name) or 'attachments'}.json") if folder else None
    written = shelf.stat().st_mtime_ns if shelf and shelf.is_file() else 0
    return sum(file.lstat().st_ctime_ns > written for _, file in batch.members)
