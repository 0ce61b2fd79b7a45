"""The figures that were measured, kept in a file after each run: so a measurement that was broken off can go on."""

import math
import statistics
from collections.abc import Iterator
from pathlib import Path

import msgspec

from briefarchive.reading.files import write_bytes

from .measure import LIMIT, Usage

TOO_SLOW = "did not finish within"
NOT_TRIED = "not tried"
FINAL = (TOO_SLOW, NOT_TRIED)
"""Reasons for which a case has no figures, that another try would not change."""


class Run(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One run: seconds, MB, and how many briefs' pages it wrote (None where it is not to write any)."""

    cpu: float
    wall: float
    peak: float
    pages: int | None = None


class Figure(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The runs of a case at a size; *why* says why there are none."""

    case: str
    size: int
    runs: list[Run] = []
    why: str = ""

    @property
    def median(self) -> Usage | None:
        """The median of each figure by itself."""
        if self.why or not self.runs:
            return None
        return Usage(
            cpu=statistics.median(run.cpu for run in self.runs),
            wall=statistics.median(run.wall for run in self.runs),
            peak=statistics.median(run.peak for run in self.runs),
        )


class Machine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was measured on; memory in GiB."""

    processor: str
    cores: int
    memory: int
    system: str


class Results(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """All figures, and what they were measured with.

    Attributes:
        date: The day of the last run.
        limit: Seconds after which a run is stopped.
        note: What else there is to say of the measurements.
    """

    date: str
    seed: int
    machine: Machine
    versions: dict[str, dict[str, str]]
    limit: float = LIMIT
    note: str = ""
    figures: list[Figure] = []

    def figure(self, case: str, size: int) -> Figure:
        """The figure of a case at a size, which is made if there is none."""
        found = next(self._of(case, size), None)
        if found is None:
            found = Figure(case=case, size=size)
            self.figures.append(found)
        return found

    def median(self, case: str, size: int) -> Usage | None:
        """The medians of a case at a size; None if it was not measured, or not to its end."""
        return next((figure.median for figure in self._of(case, size)), None)

    def why(self, case: str, size: int) -> str:
        """Why there are none; empty where it is not known."""
        return next((figure.why for figure in self._of(case, size)), "")

    def pages(self, case: str, size: int) -> int | None:
        """The most pages that a run of a case wrote."""
        runs = [run for figure in self._of(case, size) if not figure.why for run in figure.runs]
        return max((run.pages for run in runs if run.pages is not None), default=None)

    def sizes(self) -> list[int]:
        """All sizes that were asked for."""
        return sorted({figure.size for figure in self.figures})

    def foreseen(self, case: str, size: int) -> float | None:
        """Seconds that a case may take at a size, by what smaller ones took; None if nothing is known of it."""
        known = [(one, usage.wall) for one in self.sizes() if one < size and (usage := self.median(case, one))]
        if not known:
            return None
        slope = 1.0
        if len(known) > 1:
            (small, before), (large, after) = known[-2:]
            slope = max(slope, math.log(after / before) / math.log(large / small))
        return float(known[-1][1] * (size / known[-1][0]) ** slope)

    def missed_below(self, case: str, size: int) -> bool:
        """Whether a case failed or was too slow at a smaller size."""
        return any(figure.case == case and figure.size < size and figure.why for figure in self.figures)

    def forget_failures(self) -> None:
        """Let what failed be tried again: only what would take too long stays as it is."""
        for figure in self.figures:
            if not figure.why.startswith(FINAL):
                figure.why = ""

    def _of(self, case: str, size: int) -> Iterator[Figure]:
        return (figure for figure in self.figures if (figure.case, figure.size) == (case, size))


def load(path: Path) -> Results:
    """The results of a file."""
    return msgspec.json.decode(path.read_bytes(), type=Results)


def save(results: Results, path: Path) -> None:
    """Write the results into a file, in the order of sizes."""
    results.figures.sort(key=lambda figure: figure.size)
    write_bytes(path, msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n")
