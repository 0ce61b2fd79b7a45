"""Who draws the pieces of a site."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..jobs.at_work import work_on
from ..reading.made_files import Record
from .ledger import Ledger
from .pieces import Pieces, Unit
from .staging import There


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a unit gave.

    Attributes:
        record: Its pieces; those that were there already are without a digest.
        told: What was said meanwhile in another process, for whoever builds.
        warnings: How many warnings that were.
    """

    record: Record
    told: str = ""
    warnings: int = 0


class Crew(Protocol):
    """Draws units."""

    @property
    def size(self) -> int:
        """How many processes it has."""

    def draw(self, units: Sequence[Unit], pieces: Pieces, ledger: Ledger) -> Generator[Drawn, None, None]:
        """Draw what of the units is not there yet, in their order.

        Args:
            units: What is wanted.
            pieces: As this process would draw it.
            ledger: What is there, and where the rest goes.
        """


class Place(Protocol):
    """Where drawn files go."""

    def write(self, address: str, data: bytes) -> str:
        """Take a file; its digest."""


class OneProcess:
    """This one."""

    size = 1

    def draw(self, units: Iterable[Unit], pieces: Pieces, ledger: Ledger) -> Generator[Drawn, None, None]:
        """As `Crew` says."""
        return (Drawn(record=draw_unit(unit, pieces, ledger.there, ledger.staging)) for unit in units)


def draw_unit(unit: Unit, pieces: Pieces, there: There, place: Place) -> Record:
    """Draw what of a unit is not there yet.

    Args:
        unit: What is wanted.
        pieces: Draws it.
        there: What need not be drawn.
        place: Where the others go.
    """
    record: Record = {}
    for piece in pieces.of(unit):
        if unit.kind != "briefs":  # their files are noted, which say more
            work_on(piece.address)
        done = there.has(piece.address, piece.made_from)
        record[piece.address] = (piece.made_from, "" if done else place.write(piece.address, piece.draw()))
    return record
