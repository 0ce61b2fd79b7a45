"""What the files of an archive hold: found in the cache by their bytes or read, by one process or by several.

To read a file for the first time takes some hundred times as long as to find in the cache what it holds, and no file
needs another to be read.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from ..diagnostics import Diagnostic
from ..storage import cache
from ..storage.cache import Cache, CacheEntry, Shelf
from ..storage.executor import WorkerPool
from . import decoding
from .decoding import DEFAULT_PDF_BOUNDS, PdfBounds

V = TypeVar("V")
ReadFile = Callable[[str, bytes], tuple[V, tuple[Diagnostic, ...]]]
"""What a file holds, and what is wrong with it, from its path and its bytes: a function that can be pickled."""

_ENOUGH = 300
"""Files that are worth it: to start a process takes about as long as to read these."""
_IN_A_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedFiles(Generic[V]):
    """Files of which one file of the cache tells.

    Attributes:
        members: The files by their root-relative paths.
        nothing: What one holds whose reader fails: one file never stops the others from being read.
        limit: The most bytes that one may have; None where *bounds* say it.
    """

    root: Path
    name: str
    shelf: type[Shelf[V]]
    members: tuple[tuple[str, Path], ...]
    read: ReadFile[V]
    nothing: V
    limit: int | None = None
    bounds: PdfBounds = DEFAULT_PDF_BOUNDS

    def __str__(self) -> str:
        return ", ".join(path for path, _ in self.members)

    @property
    def version(self) -> str:
        """What decides beside its bytes what is made of a file."""
        return f"{cache.code_version()} {self.bounds.values}"

    def open_cache(self, *, enabled: bool = True) -> Cache[V]:
        """What the cache knows of them."""
        return Cache(self.root, self.name, self.shelf, enabled=enabled, made_by=self.version)

    def entries(self, *, cached: bool) -> Iterator[tuple[str, CacheEntry[V]]]:
        """What each file holds, without a digest if it cannot be read; if *cached*, the cache is used and filled."""
        known = self.open_cache(enabled=cached)
        for path, file in self.members:
            data = decoding.read(path, file, self.limit or self.bounds.limit(path))
            if isinstance(data, Diagnostic):
                yield path, CacheEntry(digest="", value=self.nothing, found=(data,))
            else:
                yield path, known.get(path, data, self._read_or_fault)
        known.save()

    def _read_or_fault(self, path: str, data: bytes) -> tuple[V, tuple[Diagnostic, ...]]:
        return decoding.read_safely(self.read, path, data, self.nothing)


def fill_cache(groups: Iterable[CachedFiles[Any]], pool: WorkerPool | None) -> None:
    """Have the processes of a *pool* read what the cache does not know; a few files are left to who reads the archive.

    Times may lie. Then who reads the archive, and goes by the bytes, reads alone what others could have helped with.

    Raises:
        WorkError: A process ended in the middle of its work.
    """
    batches = [batch for group in groups for batch in _batches(group)] if pool else []
    if pool is None or sum(len(batch.members) for batch in batches) < _ENOUGH:
        return
    made: dict[str, dict[str, msgspec.Raw]] = defaultdict(dict)
    for batch, entries in zip(batches, pool.each(read_batch, batches), strict=True):
        made[batch.name].update(msgspec.json.decode(entries, type=dict[str, msgspec.Raw]))
    for batch in {batch.name: batch for batch in batches if made[batch.name]}.values():
        batch.open_cache().add(made[batch.name])


def read_batch(batch: CachedFiles[Any]) -> bytes:
    """What the files of a batch hold: entries of the cache by path, in JSON."""
    entries = batch.entries(cached=False)
    return msgspec.json.encode({path: entry for path, entry in entries if entry.digest and cache.is_kept(entry)})


def _batches(group: CachedFiles[V]) -> Iterator[CachedFiles[V]]:
    """The files that the cache does not know, by their times."""
    written = _written(group)
    newer = tuple(one for one in group.members if one[1].lstat().st_ctime_ns > written)
    for at in range(0, len(newer), _IN_A_BATCH):
        yield replace(group, members=newer[at : at + _IN_A_BATCH])


def _written(group: CachedFiles[V]) -> int:
    """When the file of the cache was written, in nanoseconds; 0 if something of another version has done so."""
    folder = cache.open_cache_folder(group.root)
    if folder is None:
        return 0
    try:
        with (folder / cache.READING / f"{group.name}.json").open("rb") as opened:
            is_ours = msgspec.json.encode(group.version) in opened.read(200)
            return os.fstat(opened.fileno()).st_mtime_ns if is_ours else 0
    except OSError:
        return 0
