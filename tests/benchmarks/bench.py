"""Measure our builds, and those of what one would pick instead, on the same generated texts.

\b
python -m tests.benchmarks.bench                      # all that is compared: some hours
python -m tests.benchmarks.bench --continue           # go on where it was broken off
python -m tests.benchmarks.bench 300 --only ours --only hugo --runs 1

Each figure is kept as soon as it is there. 100,000 briefs are measured only where that size is
named, and want a longer --limit.
"""

import datetime
import platform
import shutil
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from briefarchive.reading.files import write_bytes

from . import page
from .cases import ASIDE, FORMS, GROUPS, Case, WrongPagesError, project, put_aside
from .generate import SEED
from .goals import verdicts
from .machine import this_machine
from .measure import LIMIT, CommandFailedError, TooSlowError
from .parts import has_jobs
from .peers.environments import PeerMissingError, versions_of
from .peers.table import PEERS
from .results import NOT_TRIED, TOO_SLOW, Results, Run, load, save

SIZES = (100, 300, 1000, 3000, 10_000)
OURS = ("sphinx", "docutils", "myst-parser", "pydata-sphinx-theme", "pagefind")


def runs_at(size: int) -> int:
    """How many runs the medians are of: what takes minutes is steady enough in one."""
    return 3 if size <= 1000 else 1


@click.command(help=__doc__)
@click.argument("sizes", type=click.IntRange(min=1), nargs=-1)
@click.option("--runs", type=click.IntRange(min=1), help="By default 3 up to 1,000 briefs, and 1 above.")
@click.option("--only", type=click.Choice(list(GROUPS)), multiple=True, help="Measure only this; can be repeated.")
@click.option("--continue", "go_on", is_flag=True, help="Keep the figures that are there, and measure what is missing.")
@click.option("--publish", is_flag=True, help="At the end, keep the figures in the repository and write their page.")
@click.option("--limit", default=LIMIT, show_default=True, help="Stop what takes more than so many seconds.")
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same texts.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("build/bench"), help="Where to work.")
def main(
    sizes: Sequence[int],
    *,
    runs: int | None,
    only: Sequence[str],
    go_on: bool,
    publish: bool,
    limit: float,
    seed: int,
    folder: Path,
) -> None:
    """Print tables of what was measured; the figures are in a file beside the working folder."""
    kept = folder.with_suffix(".json")
    results = (
        load(kept) if go_on and kept.is_file() else Results(date="", seed=seed, machine=this_machine(), versions={})
    )
    if (results.seed, results.machine) != (seed, this_machine()):
        raise click.UsageError(f"{kept} has figures of another machine or other texts; leave out --continue")
    results.forget_failures()
    results.limit = limit
    results.versions = _versions()
    for size in sorted(sizes or SIZES):
        _measure_size(results, size, runs or runs_at(size), only or list(GROUPS), folder, kept)
    shutil.rmtree(folder / ASIDE, ignore_errors=True)
    Console().print(_table(results), _goals(results), f"Written to {kept}")
    if publish:
        write_bytes(page.RESULTS, kept.read_bytes())
        page.draw()


def _measure_size(results: Results, size: int, runs: int, groups: Sequence[str], folder: Path, kept: Path) -> None:
    """All cases at one size; runs go in rounds, so that a busy minute on the machine touches all cases alike."""
    here = folder / str(size)
    put_aside(folder, here)
    for number in range(1, runs + 1):
        for group in groups:
            if size not in (GROUPS[group].sizes or (size,)):
                continue
            for name, run in _missing(results, group, size, number, here):
                _measure(results, name, run, size, kept)
    save(results, kept)
    put_aside(folder, here)


def _missing(results: Results, group: str, size: int, number: int, here: Path) -> Iterator[Case]:
    """The cases of a group that want a run in this round, unless the group is left out; that is noted then."""
    names = GROUPS[group].names
    figures = [results.figure(name, size) for name in names]
    if all(figure.why or len(figure.runs) >= number for figure in figures):
        return
    if why := _left_out(results, group, size):
        for figure in figures:
            figure.why = why
        return
    if not (here / FORMS[group]).is_dir():
        project(here, FORMS[group], size, results.seed)
    try:
        for name, run in GROUPS[group].cases(here, size, results.limit):
            yield name, run
            if results.why(name, size) and name == names[0]:
                break  # what comes after it stands on it
    except PeerMissingError as error:
        click.echo(f"{group}: {error}", err=True)
        figures[0].why = "could not be installed"
    for figure in figures:
        if not figure.runs and not figure.why:
            figure.why = figures[0].why


def _left_out(results: Results, group: str, size: int) -> str:
    """Why a group is not measured at a size; empty if it is."""
    first = GROUPS[group].names[0]
    if group == "jobs" and not has_jobs():
        return "briefs build has no option --jobs"
    if results.missed_below(first, size):
        return f"{NOT_TRIED}, since it did not get through fewer briefs"
    foreseen = results.foreseen(first, size)
    if foreseen is not None and foreseen > 1.5 * results.limit:
        return f"{NOT_TRIED}, since it would take about {foreseen / 60:.0f} minutes"
    return ""


def _measure(results: Results, name: str, run: Callable[[], Run], size: int, kept: Path) -> None:
    """One run of one case, and what it gave is kept: figures, or why there are none."""
    figure = results.figure(name, size)
    try:
        figure.runs.append(run())
        told = f"{figure.runs[-1].cpu:.2f} s CPU"
    except TooSlowError:
        figure.why = told = f"{TOO_SLOW} {results.limit / 60:.0f} minutes"
    except (CommandFailedError, WrongPagesError) as error:
        # What it printed has paths of this machine, which are nobody's business.
        figure.why, told = "failed", f"failed: {error}"
    click.echo(f"{size} briefs, {name}: {told}", err=True)
    results.date = datetime.datetime.now(datetime.UTC).date().isoformat()
    save(results, kept)


def _versions() -> dict[str, dict[str, str]]:
    """What is measured, and with what: ours, then each peer."""
    ours = {"Python": platform.python_version(), **{name: version(name) for name in OURS}}
    return {"ours": ours} | {name: dict(versions_of(peer)) for name, peer in PEERS.items()}


def _table(results: Results) -> Table:
    table = Table("briefs", "case", "CPU s", "wall s", "peak MB", "pages", title="Medians of whole processes")
    for figure in sorted(results.figures, key=lambda figure: (figure.case, figure.size)):
        usage, pages = figure.median, results.pages(figure.case, figure.size)
        numbers = (f"{usage.cpu:.2f}", f"{usage.wall:.2f}", f"{usage.peak:.0f}") if usage else (figure.why, "", "")
        table.add_row(f"{figure.size:,}", figure.case, *numbers, "" if pages is None else f"{pages:,}")
    return table


def _goals(results: Results) -> Table:
    table = Table("goal", "measured", "", title="Goals")
    for verdict in verdicts(results):
        table.add_row(verdict.goal.text, verdict.shown, verdict.word)
    return table


if __name__ == "__main__":
    main()
