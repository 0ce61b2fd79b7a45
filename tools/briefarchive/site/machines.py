"""Pieces of a site that are drawn on other machines, whether these see the archive's files or get them sent."""

import contextlib
import functools
import tempfile
import time
import uuid
import zlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ..jobs.cluster import Cluster, ClusterError
from ..jobs.kept import kept
from ..reading import files
from ..reading.made_files import Record
from ..reading.parcels import TooLargeError, pack, unpack
from .crew import Drawn
from .ledger import Ledger
from .pieces import Pieces, Unit
from .staging import Staging
from .workers import Enclosure, Studio, studio

_LATE = 60.0
"""Seconds after which a file that another machine has written is seen on this one, or never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a worker must know of a build.

    Attributes:
        build: A word that no other build has: a worker lives longer than one.
        outdir: The site's folder, if the workers see it; else empty.
        drafts: Whether drafts have pages.
        state: `Pieces.state` as this machine has found it.
    """

    build: str
    outdir: str
    drafts: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a worker has drawn, with the files themselves, compressed, where this machine does not see its folder."""

    drawn: Drawn
    files: dict[str, bytes]


class SeveralMachines:
    """The workers of a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.size = max(cluster.workers, 1)

    def draw(self, units: Sequence[Unit], pieces: Pieces, ledger: Ledger) -> Generator[Drawn, None, None]:
        """As `Crew` says.

        Raises:
            ClusterError: The cluster cannot do it.
            DiedError: Workers ended before they had drawn a unit.
        """
        staging = ledger.staging
        shared = self._cluster.sees(staging.folder)
        errand = Errand(
            build=uuid.uuid4().hex,
            outdir=str(ledger.outdir.absolute()) if shared else "",
            drafts=pieces.site.drafts,
            state=pieces.state,
        )
        given = _packed(pieces, ledger, shared=shared)
        for one in self._cluster.each_given(functools.partial(draw_there, errand), units, given):
            for address, data in one.files.items():
                staging.write(address, zlib.decompress(data))
            if shared:
                _wait_for(staging, one.drawn.record)
            yield one.drawn


def draw_there(errand: Errand, unit: Unit, given: bytes) -> Delivered:
    """Draw a unit in a worker, which reads the archive when it gets the first one of a build.

    Raises:
        ChangedError: The archive is another one here.
        NoPressError: The configuration cannot be used.
    """
    return kept(errand, functools.partial(_opened, errand, given)).draw(unit)


def _packed(pieces: Pieces, ledger: Ledger, *, shared: bool) -> bytes:
    enclosure = Enclosure.of(pieces, ledger.there)
    try:
        return pack(pieces.root, shared=shared, more=msgspec.msgpack.encode(enclosure))
    except TooLargeError as error:
        raise ClusterError(str(error)) from error


@contextlib.contextmanager
def _opened(errand: Errand, given: bytes) -> Iterator["_Workshop"]:
    with contextlib.ExitStack() as stack:
        root, more = stack.enter_context(unpack(given))
        enclosure = msgspec.msgpack.decode(more, type=Enclosure)
        # No two builds have the same: Sphinx remembers digests of static files as long as a process lives.
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefarchive-")))
        place = Staging(Path(errand.outdir)) if errand.outdir else _Basket()
        drafts, state = errand.drafts, errand.state
        opened = stack.enter_context(studio(root, scratch, place, enclosure, drafts=drafts, state=state))
        yield _Workshop(opened, place)


class _Basket:
    """A place for files that are to be sent."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, address: str, data: bytes) -> str:
        """As `Place` says; pages become a tenth of what they were, which is held by both sides for a while."""
        self.files[address] = zlib.compress(data, 1)
        return files.digest(data)


class _Workshop:
    """Draws units, and hands over the files that are not in their place."""

    def __init__(self, opened: Studio, place: Staging | _Basket) -> None:
        self._studio = opened
        self._place = place

    def draw(self, unit: Unit) -> Delivered:
        drawn = self._studio.draw(unit)
        if isinstance(self._place, Staging):
            return Delivered(drawn=drawn, files={})
        delivered = Delivered(drawn=drawn, files=self._place.files)
        self._place.files = {}
        return delivered


def _wait_for(staging: Staging, record: Record) -> None:
    """See that the files of a record are there: on a file system of the network, that can take a while."""
    end = time.monotonic() + _LATE
    for address in (address for address, (_, written) in record.items() if written):
        while not staging.has(address):
            if time.monotonic() > end:
                message = f'a worker has written "{address}" into {staging.folder}, and it is not seen here'
                raise ClusterError(f"{message}; mount the folder so that new files are seen, or do not share it")
            time.sleep(0.2)
