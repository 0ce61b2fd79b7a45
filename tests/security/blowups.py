"""Grows hostile inputs up to the largest that is read, and looks for what costs too much or ends badly.

`nox -s fuzz -- --seconds 0 --growth 600` runs on all cores for that long. Of each seed (see `seeds`), an archive with
that one input is checked and, if the check finds no error, built with its PDF and its search; an export is imported.
What cost so much is made again by `python -m tests.security.blowups --only SEED --size N`, and kept in
`build/blowups/SEED`. The cost is processor time and memory of the command.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..costs import Cost, run
from .corpus import BASE
from .seeds import SEEDS

FOLDER = Path("build/blowups")
MOST_SECONDS, MOST_MEGABYTES = 22.0, 1_000
_COMMANDS = {
    "check": ("check", "--format", "github", "--jobs", "1"),
    "build": ("build", "--pdf", "--jobs", "1"),
    "import": ("import", "--jobs", "1"),
}
# The command line within bounds of its own, beyond which it ends by a signal or without memory.
_BOUNDED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (30, 35))
from briefarchive.cli import main
main(prog_name="briefs")
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One step of a seed's growth, and what is wrong with it."""

    seed: str
    size: int
    costs: dict[str, Cost]
    wrong: tuple[str, ...]


def hunt(name: str, size: int, measure: Callable[[str, int, str], Cost]) -> Iterator[Row]:
    """Grow one seed to *size*, and no further than until something is wrong; *measure* gives the cost of a command."""
    for step in (size >> 4, size >> 2, size):
        costs = {}
        for command in ("import",) if SEEDS[name].export else ("check", "build"):
            if "::error" not in "".join(cost.told for cost in costs.values()):
                costs[command] = measure(name, step, command)
        row = Row(name, step, costs, tuple(fault for command, cost in costs.items() for fault in faults(command, cost)))
        yield row
        if row.wrong:
            return


def faults(command: str, cost: Cost) -> Iterator[str]:
    """What is wrong with one run of a command."""
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
    """The cost of a command in a new archive with the files of a seed."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BASE, folder)
    for place, data in SEEDS[name].make(size).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(data)
    export = SEEDS[name].export
    arguments = ["--root", str(folder), *_COMMANDS[command], *([str(folder / export)] if export else [])]
    variables = {"GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return run(sys.executable, "-c", _BOUNDED, *arguments, variables=variables)


def hunted(name: str, size: int, end: float) -> list[Row]:
    """The rows of one seed; none if the time is over."""
    rows = list(hunt(name, (size or SEEDS[name].limit) - 1_000, measure)) if time.monotonic() < end else []
    if not any(row.wrong for row in rows) and not size:
        shutil.rmtree(FOLDER / name, ignore_errors=True)
    return rows


def shown(row: Row) -> str:
    """A line of the table."""
    figures = ", ".join(f"{command} {cost.seconds:.1f} s" for command, cost in row.costs.items())
    megabytes = max(cost.megabytes for cost in row.costs.values())
    verdict = f"{'; '.join(row.wrong)} (--only {row.seed} --size {row.size + 1_000})" if row.wrong else "good"
    return f"{row.seed:22} | {row.size:11,} | {figures:30} | {megabytes:5.0f} MB | {verdict}"


def main() -> int:
    """Hunt for some time; 1 if there is a finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--only", action="append", choices=SEEDS, help="one seed; may be repeated")
    parser.add_argument("--size", type=int, default=0, help="the largest size")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    # Each day in another order: what the time does not suffice for today has its turn tomorrow.
    names = options.only or random.Random(date.today().toordinal()).sample([*SEEDS], len(SEEDS))
    end = time.monotonic() + options.seconds
    findings = reached = 0
    with ThreadPoolExecutor(options.jobs) as pool:
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
