"""Measure building and reading on sample archives: medians of several runs, and ratios with their limits.

python -m tests.benchmarks.bench 1000 2000 --runs 5 --only ours
"""

import dataclasses
import json
import platform
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from . import cases
from .generate import SEED
from .measure import CommandFailedError, Usage, median

SIZES = (250, 500, 1000, 2000)
DISTRIBUTIONS = ("sphinx", "myst-parser", "docutils", "pydata-sphinx-theme")
Figures = Mapping[tuple[int, str], Usage]


@click.command(help=__doc__)
@click.argument("sizes", type=click.IntRange(min=1), nargs=-1)
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True, help="Medians are of so many runs.")
@click.option("--only", type=click.Choice(list(cases.GROUPS)), multiple=True, help="Measure only these cases.")
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same archives.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("build/bench"), help="Where to work.")
def main(sizes: Sequence[int], runs: int, only: Sequence[str], seed: int, folder: Path) -> None:
    """Print a table, write it as JSON beside the working folder, and fail if a limit is exceeded."""
    sizes = sizes or SIZES
    for size in sizes:
        cases.prepare(folder / str(size), size, seed)
    try:
        measured = _measured(sizes, runs, only or list(cases.GROUPS), folder)
    except CommandFailedError as error:
        raise click.ClickException(str(error)) from error
    figures = {place: median(usages) for place, usages in measured.items()}
    verdicts = list(_verdicts(figures))
    report = folder.with_suffix(".json")
    report.write_text(_report(measured, figures, verdicts, seed), encoding="utf-8")
    console = Console()
    console.print(_table(figures), _verdict_table(verdicts) if verdicts else "", f"Written to {report}")
    if not all(verdict.met for verdict in verdicts):
        sys.exit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A figure that must stay below a limit."""

    name: str
    value: float
    limit: float

    @property
    def met(self) -> bool:
        """Whether it does."""
        return self.value <= self.limit


def _measured(
    sizes: Sequence[int], runs: int, groups: Sequence[str], folder: Path
) -> Mapping[tuple[int, str], Sequence[Usage]]:
    """All runs of each case; the runs go in rounds, so that a busy minute on the machine touches all cases alike."""
    measured: dict[tuple[int, str], list[Usage]] = defaultdict(list)
    for run in range(1, runs + 1):
        for size in sizes:
            for group in groups:
                for case, usage in cases.GROUPS[group](folder / str(size)):
                    measured[size, case].append(usage)
                    click.echo(f"run {run}, {size} briefs, {case}: {usage.cpu:.2f} s CPU", err=True)
    return measured


def _verdicts(figures: Figures) -> Iterator[Verdict]:
    """What the archive promises, as far as it was measured."""
    cpu = {place: usage.cpu for place, usage in figures.items()}
    ratios = (
        ("1,000 briefs, new: ours / plain", (1000, "ours: new"), (1000, "plain: new"), 1.5),
        ("2,000 briefs, new: with citations / without", (2000, "ours: new"), (2000, "without citations: new"), 1.4),
        ("new: 2,000 briefs / 1,000 briefs", (2000, "ours: new"), (1000, "ours: new"), 2.2),
    )
    seconds = (
        ("1,000 briefs, one edited: seconds", (1000, "ours: one edited"), 5.0),
        ("1,000 briefs, read again: seconds", (1000, "read: warm"), 1.0),
    )
    for name, above, below, limit in ratios:
        if above in cpu and below in cpu:
            yield Verdict(name=name, value=cpu[above] / cpu[below], limit=limit)
    for name, place, limit in seconds:
        if place in cpu:
            yield Verdict(name=name, value=cpu[place], limit=limit)


def _table(figures: Figures) -> Table:
    table = Table("briefs", "case", "CPU s", "wall s", "peak MiB", "CPU ms a brief", title="Medians of whole processes")
    for (size, case), usage in sorted(figures.items(), key=lambda item: (item[0][1], item[0][0])):
        numbers = (f"{usage.cpu:.2f}", f"{usage.wall:.2f}", f"{usage.peak:.0f}", f"{1000 * usage.cpu / size:.1f}")
        table.add_row(f"{size:,}", case, *numbers)
    return table


def _verdict_table(verdicts: Sequence[Verdict]) -> Table:
    table = Table("CPU time", "measured", "limit", "", title="Limits")
    for verdict in verdicts:
        outcome = "met" if verdict.met else "exceeded"
        table.add_row(verdict.name, f"{verdict.value:.2f}", f"{verdict.limit:.1f}", outcome)
    return table


def _report(
    measured: Mapping[tuple[int, str], Sequence[Usage]], figures: Figures, verdicts: Sequence[Verdict], seed: int
) -> str:
    rows = [
        {"size": size, "case": case, "median": dataclasses.asdict(usage), "runs": [*map(dataclasses.asdict, runs)]}
        for ((size, case), usage), runs in zip(figures.items(), measured.values(), strict=True)
    ]
    software = {"python": platform.python_version(), **{name: version(name) for name in DISTRIBUTIONS}}
    limits = [{**dataclasses.asdict(verdict), "met": verdict.met} for verdict in verdicts]
    return json.dumps({"seed": seed, "software": software, "figures": rows, "limits": limits}, indent=2)


if __name__ == "__main__":
    main()
