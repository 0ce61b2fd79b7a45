"""Grows hostile inputs by doubling, and looks for what costs more than its size explains.

`nox -s fuzz -- --seconds 0 --growth 600` runs on all cores for that long. Of each seed (see `seeds`), an archive with
that one input is checked and, if the check finds no error, built with its PDF and its search; an export is imported.
What cost so much is made again by `python -m tests.security.blowups --only SEED --size N`, and kept in
`build/blowups/SEED`. The cost is processor time of a child process, less what the same command costs with nothing.
"""

import argparse
import gc
import importlib
import math
import os
import random
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn

from briefarchive.cli import main as briefs

from .corpus import BASE
from .seeds import BRIEF_LIMIT, SEEDS, Files, plain

FOLDER = Path("build/blowups")
MOST_SECONDS, MOST_MEGABYTES = 20.0, 1_000
TIMES_PLAIN = 10
STARTUP = 2.0
"""Seconds that a command costs with nothing; they are in no figure here."""
STEEP = 1.4
"""The exponent of n·log n is 1.1 at these sizes; what is above this grows by more than the collector of garbage."""
FLOORS = {"seconds": 1.0, "megabytes": 100.0}
_MEMORY, _PATIENCE = 4_000_000_000, 30
_COMMANDS = {
    "check": ("check", "--format", "github", "--jobs", "1"),
    "build": ("build", "--pdf", "--jobs", "1"),
    "import": ("import", "--jobs", "1"),
}
_NOTHING = {"a.txt": b"A port\n2 March 2015\n\nA ship came.\n"}
_SMALLEST = 16_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost, and how it ended: its exit status, or the negative number of a signal."""

    seconds: float
    megabytes: float
    status: int = 0
    told: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One step of a seed's growth, and what is wrong with it."""

    seed: str
    size: int
    costs: dict[str, Cost]
    exponent: float
    wrong: tuple[str, ...]


def exponent_of(sizes: Sequence[int], figures: Sequence[float], floor: float) -> float:
    """How steeply *figures* grow over the last two doublings: the lesser of both exponents; 0 if there is too little.

    A step that is made once, such as a library that is loaded, is in one of them only.
    """
    if len(sizes) < 3 or figures[-1] < floor:
        return 0.0
    heights = [math.log(max(figure, floor / 20)) for figure in figures]
    return min((heights[at] - heights[at - 1]) / math.log(sizes[at] / sizes[at - 1]) for at in (-1, -2))


def steep(sizes: Sequence[int], costs: Sequence[Cost]) -> float:
    """The exponent of time or memory, whichever is steeper."""
    kinds = FLOORS.items()
    return max(exponent_of(sizes, [getattr(cost, kind) for cost in costs], floor) for kind, floor in kinds)


def hunt(name: str, sizes: Sequence[int], measure: Callable[[str, int, str], Cost]) -> Iterator[Row]:
    """Grow one seed until something is wrong.

    Args:
        name: The seed.
        sizes: The sizes to try, each about twice the one before.
        measure: Gives the cost of a seed (or of `plain`, an ordinary brief) of that size under a command.
    """
    known: dict[str, list[Cost]] = {}
    for number, size in enumerate(sizes, 1):
        costs, wrong, exponent = {}, [], 0.0
        for command in ("import",) if SEEDS[name].export else ("check", "build"):
            if "::error" in (costs["check"].told if costs else ""):
                known.pop("build", None)
                break
            before = known.setdefault(command, [])
            before.append(costs.setdefault(command, measure(name, size, command)))
            span = sizes[number - len(before) : number]
            if steep(span, before) > STEEP:  # what else the machine does only adds: the least of two counts
                again = [measure(name, one, command) for one in span[-3:]]
                before[-3:] = [min(two, key=lambda cost: cost.seconds) for two in zip(before[-3:], again, strict=True)]
                costs[command] = before[-1]
            exponent = max(exponent, steep(span, before))
            wrong += [f"{command} grows too fast"] if steep(span, before) > STEEP else []
            wrong += faults(command, costs[command])
        if "build" in costs:
            ordinary = measure("plain", min(size, SEEDS[name].limit, BRIEF_LIMIT), "build")
            bound = TIMES_PLAIN * (costs["check"].seconds + ordinary.seconds) + STARTUP
            wrong += ["build costs far more than check"] if costs["build"].seconds > bound else []
        yield Row(name, size, costs, exponent, tuple(wrong))
        if wrong:
            return


def faults(command: str, cost: Cost) -> Iterator[str]:
    """What is wrong with one run of a command, whatever came before."""
    if cost.status < 0:
        yield f"{command} ended by {signal.Signals(-cost.status).name}"
    if cost.status > 0 and command == "build":
        yield f"build refuses what check accepts: {cost.told.strip().splitlines()[-1][:200]}"
    if "Traceback (most recent call last)" in cost.told:
        yield f"{command} ends with a traceback"
    if cost.seconds > MOST_SECONDS:
        yield f"{command} takes more than {MOST_SECONDS:.0f} s"
    if cost.megabytes > MOST_MEGABYTES:
        yield f"{command} takes more than {MOST_MEGABYTES:,} MB"


def measure(name: str, size: int, command: str) -> Cost:
    """What a command costs in a process of its own, less what it costs with nothing."""
    if name == "plain":
        return _plain(size)
    cost = _run(name, SEEDS[name].make(size), command, SEEDS[name].export)
    return replace(cost, seconds=max(0.0, cost.seconds - _nothing(command).seconds))


@cache
def _plain(size: int) -> Cost:
    cost = _run(f"plain-{os.getpid()}", plain(size), "build")
    return replace(cost, seconds=max(0.0, cost.seconds - _nothing("build").seconds))


@cache
def _nothing(command: str) -> Cost:
    return _run(f"nothing-{os.getpid()}", _NOTHING, command, *_NOTHING)


def _run(name: str, files: Files, command: str, export: str = "") -> Cost:
    """The cost of a command in a new archive with these files."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BASE, folder)
    for place, data in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(data)
    told = folder / "told.txt"
    arguments = [*_COMMANDS[command], *([str(folder / export)] if command == "import" else [])]
    sys.stdout.flush()
    if not (child := os.fork()):
        _become(folder, told, arguments)
    _, status, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime
    with told.open(encoding="utf-8", errors="replace") as stream:
        return Cost(seconds, used.ru_maxrss / 1000, os.waitstatus_to_exitcode(status), stream.read(1_000_000))


def _become(folder: Path, told: Path, arguments: Sequence[str]) -> NoReturn:
    """Run the command line in this process, within bounds, and end."""
    status = 1
    try:
        with told.open("wb") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        os.environ["GITHUB_STEP_SUMMARY"] = str(folder / "summary.md")
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE + 5))
        signal.alarm(10 * _PATIENCE)
        briefs(["--root", str(folder), *arguments], prog_name="briefs")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 — whatever happens is told
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def warm() -> None:
    """Load what commands load, so that no child pays for it; threads, which no fork keeps, are not begun."""
    for module in ("checking", "printing.press", "search.index", "build.run"):
        importlib.import_module(f"briefarchive.{module}")
    importlib.import_module("briefimport.importer")
    gc.freeze()


def hunted(name: str, size: int, end: float) -> list[Row]:
    """The rows of one seed; none if the time is over."""
    limit = (size or SEEDS[name].limit) - 1_000
    sizes = [limit >> at for at in (range(2, -1, -1) if size else range(20, -1, -1)) if size or limit >> at > _SMALLEST]
    rows = []
    for row in hunt(name, sizes, measure) if time.monotonic() < end else ():
        rows.append(row)
        if time.monotonic() > end:
            break
    if not any(row.wrong for row in rows) and not size:
        shutil.rmtree(FOLDER / name, ignore_errors=True)
    return rows


def shown(row: Row) -> str:
    """A line of the table."""
    figures = [f"{command} {cost.seconds:6.1f} s" for command, cost in row.costs.items()]
    megabytes = max(cost.megabytes for cost in row.costs.values())
    made = "; ".join(row.wrong) + f" (--only {row.seed} --size {row.size})" if row.wrong else "good"
    refused = "refused, " if len(row.costs) < 2 and "check" in row.costs else ""
    cells = (f"{row.seed:22}", f"{row.size:11,}", f"{', '.join(figures):30}", f"{megabytes:5.0f} MB")
    return " | ".join((*cells, f"n^{row.exponent:.1f}", refused + made))


def main() -> int:
    """Hunt for some time; 1 if there is a finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--only", action="append", choices=SEEDS, help="one seed; may be repeated")
    parser.add_argument("--size", type=int, default=0, help="the largest of three sizes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    # Each day in another order: what the time does not suffice for today has its turn tomorrow.
    names = options.only or random.Random(date.today().toordinal()).sample([*SEEDS], len(SEEDS))
    end = time.monotonic() + options.seconds
    findings = reached = 0
    with ProcessPoolExecutor(options.jobs, get_context("spawn"), initializer=warm) as pool:
        for done in as_completed([pool.submit(hunted, name, options.size, end) for name in names]):
            rows = done.result()
            reached += bool(rows)
            findings += any(row.wrong for row in rows)
            for row in rows if options.size else rows[-1:]:
                print(shown(row), flush=True)
    print(f"{reached} of {len(names)} seeds, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
