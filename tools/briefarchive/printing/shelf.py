"""A folder of PDFs, in which only what has changed is made anew.

Beside the files stands a record of what each was made from, so that times of files play no part: a fresh clone
with a restored folder compiles nothing.
"""

import collections
import concurrent.futures
import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from ..diagnostics import Diagnostic
from ..storage import files
from ..storage.at_work import leave_signals

RECORD = ".briefs-pdf.json"
"""The file in which a folder keeps what its PDFs were made from."""

HEAVY = 500_000
"""What weighs more is compiled alone."""

Record = dict[str, tuple[str, str]]
"""By the address of a file: what it was made from, and what it is; digests in hex."""

Progress = Callable[[str, int, int], None]


class Job(Protocol):
    """A PDF that can be made, in any thread."""

    @property
    def weight(self) -> int:
        """How much is set."""

    def make(self) -> bytes | Diagnostic:
        """The PDF, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A file that is wanted.

    Attributes:
        address: Where it goes, below the folder.
        made_from: Digest of all that decides what is in it.
        prepare: Makes the job, in the thread of the caller; or tells what keeps it from being printed.
        item: What is to be printed, for a process that has to make the order anew.
    """

    address: str
    made_from: str
    prepare: Callable[[], Job | tuple[Diagnostic, ...]]
    item: object = None


Printed = bytes | tuple[Diagnostic, ...]
"""A PDF, or why there is none."""

Elsewhere = Callable[[Iterable[Order]], Iterator[Printed]]
"""Has other processes print what was ordered, and gives it in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was done.

    Attributes:
        made: Addresses of new files.
        kept: How many there are that had not changed.
        found: What went wrong.
        failed: How many files could not be made.
        present: Addresses of all that was wanted and is there.
    """

    made: tuple[str, ...]
    kept: int
    found: tuple[Diagnostic, ...]
    failed: int
    present: frozenset[str]


def deliver(
    orders: Iterable[Order],
    folder: Path,
    *,
    whole: bool,
    total: int = 0,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
) -> Delivery:
    """Bring a folder in line with what is wanted.

    Args:
        orders: The files; of those of one address, the first counts.
        folder: Where they go.
        whole: Whether these are all that there should be: others that were made here before are deleted.
        total: How many there are, for the bar.
        progress: Told of each file.
        elsewhere: Prints; without it, threads of this process do.
    """
    shelf = _Shelf(folder)
    move = (lambda done: progress("PDFs", done, total)) if progress else None
    try:
        if elsewhere:
            shelf.fill_from(elsewhere, orders, move)
        else:
            shelf.fill(orders, move)
    except BaseException:
        shelf.close(whole=False)  # what was made so far counts
        raise
    shelf.close(whole=whole)
    return Delivery(
        made=tuple(shelf.made),
        kept=shelf.kept,
        found=tuple(shelf.found),
        failed=shelf.failed,
        present=shelf.present,
    )


def addresses_in(folder: Path) -> Iterable[str]:
    """The addresses of PDFs that were made in a folder."""
    return _read(folder)


def _read(folder: Path) -> Record:
    try:
        return msgspec.json.decode((folder / RECORD).read_bytes(), type=Record)
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


_Running = collections.deque[tuple[Order, "concurrent.futures.Future[bytes | Diagnostic]"]]


class _Shelf:
    """The files of one delivery, and those of the last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = _read(folder)
        self._after: Record = {}
        self._asked: set[str] = set()
        self.made: list[str] = []
        self.kept = 0
        self.found: list[Diagnostic] = []

    @property
    def present(self) -> frozenset[str]:
        """What was wanted and is there."""
        return frozenset(self._asked & self._after.keys())

    @property
    def failed(self) -> int:
        """How many of what was wanted are not there."""
        return len(self._asked) - len(self.present)

    def fill(self, orders: Iterable[Order], move: Callable[[int], None] | None) -> None:
        """Make what is not there.

        The compiler works without Python's lock; jobs are prepared meanwhile, but never many more than are compiled.
        What wants much memory is compiled alone.
        """
        workers = os.cpu_count() or 1
        with concurrent.futures.ThreadPoolExecutor(workers, initializer=leave_signals) as pool:
            running: _Running = collections.deque()
            for number, order in enumerate(orders, 1):
                if order.address in self._asked:
                    continue
                self._asked.add(order.address)
                job = None if self._has(order) else self._prepared(order)
                while running and (len(running) > 2 * workers or (job and job.weight > HEAVY)):
                    self._put_next(running)
                if job:
                    running.append((order, pool.submit(job.make)))
                    if job.weight > HEAVY:
                        self._put_next(running)
                if move:
                    move(number)
            while running:
                self._put_next(running)

    def fill_from(self, elsewhere: Elsewhere, orders: Iterable[Order], move: Callable[[int], None] | None) -> None:
        """Have made what is not there."""
        first = {order.address: order for order in reversed(tuple(orders))}
        self._asked.update(first)
        wanted = [order for order in reversed(first.values()) if not self._has(order)]
        for number, (order, result) in enumerate(zip(wanted, elsewhere(wanted), strict=True), self.kept + 1):
            self._put(order, result)
            if move:
                move(number)

    def _has(self, order: Order) -> bool:
        """Whether the file is there, and would be made of the same."""
        known = self._before.get(order.address)
        if known is None or known != (order.made_from, files.digest_at(self._folder / order.address)):
            return False
        self._after[order.address] = known
        self.kept += 1
        return True

    def _prepared(self, order: Order) -> Job | None:
        """The job of an order; None if something keeps it from being printed."""
        job = order.prepare()
        if isinstance(job, tuple):
            self.found.extend(job)
            return None
        return job

    def _put_next(self, running: "_Running") -> None:
        order, future = running.popleft()
        result = future.result()
        self._put(order, (result,) if isinstance(result, Diagnostic) else result)

    def _put(self, order: Order, result: Printed) -> None:
        """Write what was made."""
        if isinstance(result, tuple):
            self.found.extend(result)
            return
        files.write_bytes(self._folder / order.address, result)
        self._after[order.address] = (order.made_from, files.digest(result))
        self.made.append(order.address)

    def close(self, *, whole: bool) -> None:
        """Delete what is not wanted any more, and keep the record for the next time."""
        for address in self._before.keys() - self._after.keys():
            file = self._folder / address
            # What is another file now is not ours: something else has been given the address.
            ours = files.digest_at(file) == self._before[address][1]
            if ours and whole:
                delete_within(self._folder, address)
            elif ours:
                self._after[address] = self._before[address]
        if self._after != self._before:
            files.write_bytes(self._folder / RECORD, msgspec.json.encode(self._after))


def delete_within(folder: Path, address: str) -> None:
    """Delete the file at an address in *folder*, and the folders that are empty then.

    A file may have become a folder meanwhile, or a folder a link: only what lies within is deleted.
    """
    file = folder / address
    if not file.resolve().is_relative_to(folder.resolve()):
        return
    file.unlink(missing_ok=True)
    for parent in file.parents:
        if parent == folder:
            break
        with contextlib.suppress(OSError):  # it is not empty
            parent.rmdir()
