"""A column of a shelf."""

from dataclasses import dataclass

from .squares import OFF, Run, count_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A brief, a quarter or a year on the shelf.

    Attributes:
        year: That of the event.
        runs: Its sources, from below; those that the picture does not speak of are `OFF`.
        address: Where it leads; empty if nowhere.
        label: What it is, in words.
    """

    year: int
    runs: tuple[Run, ...]
    address: str = ""
    label: str = ""

    @property
    def total(self) -> int:
        """How many sources it has."""
        return count_sources(self.runs)

    @property
    def is_lit(self) -> bool:
        """Whether the picture speaks of any of them."""
        return any(run.teller != OFF for run in self.runs)
