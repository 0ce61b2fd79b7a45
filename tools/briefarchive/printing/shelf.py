"""A folder of PDFs, in which only what has changed is made anew.

Beside the files stands a sealed record of what each was made from, so that times of files play no part: a fresh clone
with a restored folder compiles nothing.
"""

import collections
import concurrent.futures
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ..diagnostics import Diagnostic
from ..reading import files
from ..reading.seal import sealed, unsealed
from .edition import Job

_PURPOSE = "pdf"
_RECORD = ".briefarchive-pdf.sealed"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A file that is wanted.

    Attributes:
        address: Where it goes, below the folder.
        made_from: Digest of all that decides what is in it.
        prepare: Makes the job, in the thread of the caller; or tells what keeps it from being printed.
    """

    address: str
    made_from: str
    prepare: Callable[[], Job | tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was done: addresses of new files, how many there are that had not changed, and what went wrong."""

    made: tuple[str, ...]
    kept: int
    found: tuple[Diagnostic, ...]


def deliver(
    orders: Iterable[Order], folder: Path, *, whole: bool, total: int = 0, progress: Progress | None = None
) -> Delivery:
    """Bring a folder in line with what is wanted.

    Args:
        orders: The files.
        folder: Where they go.
        whole: Whether these are all that there should be: others that were made here before are deleted.
        total: How many there are, for the bar.
        progress: Told of each file.
    """
    shelf = _Shelf(folder)
    # The compiler works without Python's lock; jobs are prepared meanwhile, but never many more than are compiled.
    workers = os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        running: collections.deque[tuple[Order, concurrent.futures.Future[bytes | Diagnostic]]] = collections.deque()
        for number, order in enumerate(orders, 1):
            if progress:
                progress("PDFs", number, total)
            if not shelf.has(order) and (job := shelf.prepared(order)):
                running.append((order, pool.submit(job.make)))
            if len(running) > 2 * workers:
                first, future = running.popleft()
                shelf.put(first, future.result())
        for order, future in running:
            shelf.put(order, future.result())
    shelf.close(whole=whole)
    return Delivery(made=tuple(shelf.made), kept=shelf.kept, found=tuple(shelf.found))


class _Shelf:
    """The files of one delivery, and those of the last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = _load(folder / _RECORD)
        self._after: dict[str, tuple[str, str]] = {}
        self.made: list[str] = []
        self.kept = 0
        self.found: list[Diagnostic] = []

    def has(self, order: Order) -> bool:
        """Whether the file is there, and would be made of the same."""
        known = self._before.get(order.address)
        if known is None or known != (order.made_from, _written(self._folder / order.address)):
            return False
        self._after[order.address] = known
        self.kept += 1
        return True

    def prepared(self, order: Order) -> Job | None:
        """The job of an order; None if something keeps it from being printed."""
        job = order.prepare()
        if isinstance(job, Job):
            return job
        self.found.extend(job)
        return None

    def put(self, order: Order, result: bytes | Diagnostic) -> None:
        """Write what was made."""
        if isinstance(result, Diagnostic):
            self.found.append(result)
            return
        files.write_bytes(self._folder / order.address, result)
        self._after[order.address] = (order.made_from, files.digest(result))
        self.made.append(order.address)

    def close(self, *, whole: bool) -> None:
        """Delete what is not wanted any more, and keep the record for the next time."""
        gone = self._before.keys() - self._after.keys()
        if whole:
            for address in gone:
                _delete(self._folder, address)
        else:
            self._after |= {one: self._before[one] for one in gone if (self._folder / one).is_file()}
        if self._after != self._before:
            files.write_bytes(self._folder / _RECORD, sealed(msgspec.json.encode(self._after), _PURPOSE))


def _written(file: Path) -> str:
    try:
        return files.digest(file.read_bytes())
    except OSError:
        return ""


def _delete(folder: Path, address: str) -> None:
    file = folder / address
    # A folder may have become a link meanwhile: only what lies within is deleted.
    if file.resolve().is_relative_to(folder.resolve()):
        file.unlink(missing_ok=True)


def _load(file: Path) -> dict[str, tuple[str, str]]:
    try:
        return msgspec.json.decode(unsealed(file.read_bytes(), _PURPOSE) or b"", type=dict[str, tuple[str, str]])
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}
