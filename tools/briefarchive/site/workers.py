"""Pieces of a site that are drawn by other processes: each knows the archive, and what is there already.

A fork of the process that builds has inherited both; any other reads the archive's files.
"""

import contextlib
import functools
import io
import os
import socket
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sphinx.application import Sphinx
from sphinx.util import logging

from ..jobs.kept import handed_down, kept
from ..jobs.scheduler import Scheduler
from ..reading import files
from ..reading.archive import read_archive
from ..reading.made_files import read_sealed, write_sealed
from .crew import Drawn, Place, draw_unit
from .ledger import Ledger
from .pieces import Pieces, Unit
from .press import NoPressError, press_for
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


class Enclosure(msgspec.Struct, frozen=True):
    """What is too long for an order.

    Attributes:
        there: What need not be drawn.
        pdfs: As `Site.pdfs`.
        told: As `Pieces.told`.
        base_url: As `Site.base_url`.
    """

    there: There
    pdfs: frozenset[str]
    told: str
    base_url: str

    @classmethod
    def of(cls, pieces: Pieces, there: There) -> "Enclosure":
        """What workers must know of *pieces*, of which some are there."""
        site = pieces.site
        return cls(there=there, pdfs=frozenset(site.pdfs), told=pieces.told, base_url=site.base_url)


class SeveralProcesses:
    """Those of a *scheduler*, for the build of an *app*."""

    def __init__(self, scheduler: Scheduler, app: Sphinx) -> None:
        self._app = app
        self._scheduler = scheduler
        self.size = scheduler.workers

    def draw(self, units: Sequence[Unit], pieces: Pieces, ledger: Ledger) -> Generator[Drawn, None, None]:
        """As `Crew` says.

        Raises:
            DiedError: A process ended before it had drawn a unit, twice.
        """
        root, outdir = str(pieces.root), str(ledger.outdir)
        order = Order(root=root, outdir=outdir, drafts=pieces.site.drafts, state=pieces.state)
        order.enclosure.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(order.enclosure, Enclosure.of(pieces, ledger.there), _PURPOSE)
        with handed_down(order, functools.partial(_in_fork, self._app, pieces, ledger)):
            yield from self._scheduler.each(functools.partial(draw_apart, order), units)


def draw_apart(order: Order, unit: Unit) -> Drawn:
    """Draw a unit in a process of its own, which reads the archive when it gets its first one.

    Raises:
        ChangedError: The archive is another one than that of whoever gives the order.
        NoPressError: The configuration cannot be used.
    """
    return kept(order, functools.partial(_opened, order)).draw(unit)


@contextlib.contextmanager
def _in_fork(app: Sphinx, pieces: Pieces, ledger: Ledger) -> Iterator["Studio"]:
    """What a fork of the process that gives the order has inherited from it."""
    told = io.StringIO()
    logging.setup(app, io.StringIO(), told)
    yield Studio(app, pieces, told, ledger.there, ledger.staging)


@contextlib.contextmanager
def _opened(order: Order) -> Iterator["Studio"]:
    staging = Staging(Path(order.outdir))
    enclosure = read_sealed(order.enclosure, _PURPOSE, Enclosure)
    if enclosure is None:
        raise files.ChangedError(str(order.enclosure))
    # Among what waits, so that it goes even if this process is killed.
    scratch = staging.folder / f"process-{os.getpid()}"
    with studio(Path(order.root), scratch, staging, enclosure, drafts=order.drafts, state=order.state) as opened:
        yield opened


@contextlib.contextmanager
def studio(
    root: Path, scratch: Path, place: Place, enclosure: Enclosure, *, drafts: bool, state: str
) -> Iterator["Studio"]:
    """All that draws units of the archive at *root*.

    Args:
        root: The archive's folder.
        scratch: A folder for what Sphinx writes beside.
        place: Where drawn files go.
        enclosure: What else is to be known.
        drafts: Whether drafts have pages.
        state: `Pieces.state` as whoever wants the units has found it.

    Raises:
        ChangedError: The archive is another one than that of whoever wants the units.
        NoPressError: The configuration cannot be used.
    """
    told = io.StringIO()
    with press_for(root, scratch, drafts=drafts, base_url=enclosure.base_url, warning=told) as press:
        press.use(read_archive(root), pdfs=enclosure.pdfs)
        if press.pieces.told != enclosure.told:
            raise files.ChangedError("archive", socket.gethostname())
        if press.pieces.state != state:
            message = "docs/conf.py says something else each time it is run, or on another machine"
            raise NoPressError(f"{message}; mend it, or build with --jobs 1")
        yield Studio(press.app, press.pieces, told, enclosure.there, place)


class Studio:
    """Draws units, and keeps apart what is said meanwhile."""

    def __init__(self, app: Sphinx, pieces: Pieces, told: io.StringIO, there: There, place: Place) -> None:
        self._app = app
        self._pieces = pieces
        self._told = told
        self._there = there
        self._place = place

    def draw(self, unit: Unit) -> Drawn:
        """What was drawn, and what was said meanwhile."""
        before, said = self._app._warncount, self._told.tell()  # noqa: SLF001 — Sphinx counts under no other name
        record = draw_unit(unit, self._pieces, self._there, self._place)
        warnings = self._app._warncount - before  # noqa: SLF001
        return Drawn(record=record, told=self._told.getvalue()[said:], warnings=warnings)
