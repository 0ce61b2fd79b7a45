"""Pieces of a site that are drawn by other processes: each knows the archive's files, and what is there already."""

import functools
import gc
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ..jobs.scheduler import Scheduler
from ..reading import files
from ..reading.archive import read_archive
from ..reading.made_files import read_sealed, write_sealed
from .crew import Drawn, OneProcess, draw_unit
from .ledger import Ledger
from .pieces import Pieces, Unit
from .press import press_for
from .staging import Staging, There

_PURPOSE = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a process must know to draw units.

    Attributes:
        root: The archive's folder.
        outdir: The site's, in which files wait to be put in their places.
        drafts: Whether drafts have pages.
        state: `Pieces.state` as whoever gives the order has found it.
    """

    root: str
    outdir: str
    drafts: bool
    state: str

    @property
    def enclosure(self) -> Path:
        """The file with what is too long for an order."""
        return Staging(Path(self.outdir)).folder / "order"


class _Enclosure(msgspec.Struct, frozen=True):
    there: There
    pdfs: frozenset[str]


class SeveralProcesses:
    """Those of a *scheduler*."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.size = scheduler.workers

    def draw(self, units: Sequence[Unit], pieces: Pieces, ledger: Ledger) -> Iterator[Drawn]:
        """As `Crew` says; what is soon done is done here.

        Raises:
            DiedError: A process ended before it had drawn a unit, twice.
        """
        if len(units) <= 1:
            return OneProcess().draw(units, pieces, ledger)
        root, outdir = str(pieces.root), str(ledger.outdir)
        order = Order(root=root, outdir=outdir, drafts=pieces.site.drafts, state=pieces.state)
        order.enclosure.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(order.enclosure, _Enclosure(ledger.there, frozenset(pieces.site.pdfs)), _PURPOSE)
        return self._scheduler.each(functools.partial(draw_apart, order), units)


def draw_apart(order: Order, unit: Unit) -> Drawn:
    """Draw a unit in a process of its own, which reads the archive when it gets its first one.

    Raises:
        ChangedError: The archive is another one than that of whoever gives the order.
        NoPressError: The configuration cannot be used.
    """
    return _studio(order).draw(unit)


@functools.lru_cache(maxsize=1)
def _studio(order: Order) -> "_Studio":
    return _Studio(order)


class _Studio:
    """All that draws; it lasts as long as the process."""

    def __init__(self, order: Order) -> None:
        gc.set_threshold(20_000, 20, 20)  # as for a build in one process
        self._staging = Staging(Path(order.outdir))
        self._told = io.StringIO()
        # Among what waits, so that it goes even if this process is killed.
        scratch = self._staging.folder / f"process-{os.getpid()}"
        self._opened = press_for(Path(order.root), scratch, drafts=order.drafts, warning=self._told)
        enclosure = read_sealed(order.enclosure, _PURPOSE, _Enclosure)
        if enclosure is None:
            raise files.ChangedError(str(order.enclosure))
        self._press = self._opened.__enter__()
        self._there = enclosure.there
        self._press.use(read_archive(Path(order.root)), pdfs=enclosure.pdfs)
        gc.freeze()  # nothing of the archive goes while it is drawn
        if self._press.pieces.state != order.state:
            raise files.ChangedError("archive")

    def draw(self, unit: Unit) -> Drawn:
        before, said = self._press.warnings, self._told.tell()
        record = draw_unit(unit, self._press.pieces, self._there, self._staging)
        return Drawn(record=record, told=self._told.getvalue()[said:], warnings=self._press.warnings - before)
