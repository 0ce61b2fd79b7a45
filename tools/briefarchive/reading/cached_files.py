"""Reads files of an archive, or finds them in the cache by their bytes, in one process or several.

Reading a file for the first time takes some hundred times as long as finding it in the cache, and no file depends on
another.
"""

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from ..diagnostics import Diagnostic
from ..storage import cache
from ..storage.cache import Cache, CacheEntry, CacheFile
from ..storage.executor import WorkerPool
from ..storage.files import digest
from . import decoding
from .decoding import DEFAULT_PDF_BOUNDS, PdfBounds

V = TypeVar("V")
ReadFile = Callable[[str, bytes], tuple[V, tuple[Diagnostic, ...]]]
"""Reads the value and the faults of a file from its path and bytes; a function that can be pickled."""

_ENOUGH = 300
"""The number of files from which a process is worth it: starting one takes about as long as reading these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedFiles(Generic[V]):
    """A group of files whose entries are in one cache file.

    Attributes:
        paths: The files, relative to the root.
        nothing: The value of a file whose reader fails, so that the others are still read.
        limit: The most bytes that a file may have; None if *bounds* tell.
    """

    root: Path
    name: str
    form: type[CacheFile[V]]
    paths: tuple[str, ...]
    read: ReadFile[V]
    nothing: V
    limit: int | None = None
    bounds: PdfBounds = DEFAULT_PDF_BOUNDS

    @property
    def version(self) -> str:
        """What an entry depends on besides the bytes of its file: our code and the bounds."""
        return f"{cache.code_version()} {self.bounds.values}"

    def open_cache(self, *, enabled: bool = True) -> Cache[V]:
        """Open the cache file of the group."""
        return Cache(self.root, self.name, self.form, enabled=enabled, made_by=self.version)

    def entries(self, *, cached: bool) -> Iterator[tuple[str, CacheEntry[V]]]:
        """Yield each file's entry, without a digest if unreadable; if *cached*, the cache is used and filled."""
        reading_cache = self.open_cache(enabled=cached)
        for path in self.paths:
            data = decoding.read(path, self.root / path, self.limit or self.bounds.limit(path))
            if isinstance(data, Diagnostic):
                yield path, CacheEntry(digest="", value=self.nothing, diagnostics=(data,))
            else:
                read = functools.partial(decoding.read_safely, self.read, path, data, self.nothing)
                yield path, reading_cache.get(path, digest(data), read)
        reading_cache.save()


def fill_cache(groups: Iterable[CachedFiles[Any]], pool: WorkerPool | None) -> None:
    """Have the processes of a *pool* read the groups with files that the cache lacks, unless these files are few.

    Files are chosen by their times, which may be wrong. The caller later goes by the bytes, and reads what was missed.

    Raises:
        WorkError: A process ended during its work.
    """
    newer = [(group, number) for group in groups if (number := _count_newer(group))] if pool else []
    if pool and sum(number for _, number in newer) >= _ENOUGH:
        for _ in pool.each(read_group, [group for group, _ in newer]):
            pass


def read_group(group: CachedFiles[Any]) -> None:
    """Read the files of a group into the cache, which on a cluster may be that of another machine."""
    for _ in group.entries(cached=True):
        pass


def _count_newer(group: CachedFiles[Any]) -> int:
    """Count the files that are newer than the cache file."""
    cache_time = _written(group)
    return sum((group.root / path).lstat().st_ctime_ns > cache_time for path in group.paths)


def _written(group: CachedFiles[Any]) -> int:
    """Return when the cache file was written, in nanoseconds; 0 if there is none of this version."""
    folder = cache.open_cache_folder(group.root)
    if folder is None:
        return 0
    try:
        with (folder / cache.READING / f"{group.name}.json").open("rb") as file:
            is_ours = msgspec.json.encode(group.version) in file.read(200)
            return os.fstat(file.fileno()).st_mtime_ns if is_ours else 0
    except OSError:
        return 0
