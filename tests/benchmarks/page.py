"""Write the guide's page of figures and its two charts, from the file of results in the repository.

python -m tests.benchmarks.page             # write them
python -m tests.benchmarks.page --check     # only say whether they fit
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import jinja2

from briefarchive.reading.files import write_text

from . import chart
from .goals import YARDSTICK, verdicts
from .measure import Usage
from .peers.table import PEERS
from .results import Results, load

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
FOLDER = HERE.parents[1] / "docs" / "explanation"
OURS = "ours: new"
NAMES: Mapping[str, str] = {OURS: "this archive", **{f"{name}: new": peer.name for name, peer in PEERS.items()}}
"""What is compared, as readers see it, by case."""
EDITED: Mapping[str, str] = {case.replace(": new", ": one edited"): name for case, name in NAMES.items()}
PARTS: Mapping[str, str] = {
    OURS: "everything",
    "ours: without search": "without the search",
    "ours: without exports": "without exports and feeds",
    "ours: without citations": "without citations and sources",
    "ours: search": "the search alone",
    "ours: nothing changed": "again, nothing changed",
    "ours: one edited": "again, one brief edited",
    "ours: one edited, without search": "again, one brief edited, without the search",
    "ours: restored": "again, in a fresh clone",
    "ours: jobs 1": "one process",
    "ours: jobs 2": "two processes",
    "read: cold": "reading only",
    "read: warm": "reading only, again",
}
"""Our own cases."""


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="Write nothing; fail if a file does not fit the results.")
def main(check: bool) -> None:
    """Write the page, or check it."""
    if not check:
        draw()
    elif old := [path.name for path, text in made(load(RESULTS)) if _text_of(path) != text]:
        click.echo(f"{', '.join(old)} do not fit the results; run: python -m tests.benchmarks.page", err=True)
        sys.exit(1)


def draw() -> None:
    """Write the page and its charts."""
    for path, text in made(load(RESULTS)):
        write_text(path, text)


def made(results: Results) -> Iterator[tuple[Path, str]]:
    """The page and its charts, with the place of each."""
    yield FOLDER / "performance.md", text_of_page(results)
    for name, kind, title, unit in (
        ("cpu", "cpu", "CPU time of a new build, by the number of briefs", "Seconds of CPU time"),
        ("memory", "peak", "Peak memory of a new build, by the number of briefs", "MB of memory"),
    ):
        lines = {
            shown: {size: getattr(usage, kind) for size in results.sizes() if (usage := results.median(case, size))}
            for case, shown in NAMES.items()
        }
        yield FOLDER / f"performance-{name}.svg", chart.drawn(title, unit, lines)


def text_of_page(results: Results) -> str:
    """The page, in Markdown."""
    places = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    template = places.from_string((HERE / "page.md.jinja").read_text(encoding="utf-8"))
    sizes = results.sizes()
    return template.render(
        results=results,
        minutes=round(results.limit / 60),
        verdicts=verdicts(results),
        sizes=sizes,
        tables=_tables(results),
        edited=_table(results, EDITED, "cpu"),
        parts=_part_rows(results),
        parts_size=_largest(results, OURS),
        faster={
            "cpu": list(_less(results, NAMES, "cpu")),
            "peak": list(_less(results, NAMES, "peak")),
            "edited": list(_less(results, EDITED, "cpu")),
        },
        peers=PEERS,
        runs=_runs(results),
        reasons=_reasons(results),
        yardstick=NAMES[YARDSTICK],
    )


def _tables(results: Results) -> Mapping[str, Sequence[Sequence[str]]]:
    """Rows of a table for each kind of figure: a name, and a cell for each size."""
    return {kind: _table(results, NAMES, kind) for kind in ("cpu", "wall", "peak")}


def _table(results: Results, names: Mapping[str, str], kind: str) -> Sequence[Sequence[str]]:
    return [
        (shown, *(_cell(results.median(case, size), kind) for size in results.sizes())) for case, shown in names.items()
    ]


def _cell(usage: Usage | None, kind: str) -> str:
    if usage is None:
        return "–"
    value = float(getattr(usage, kind))
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _part_rows(results: Results) -> Sequence[Sequence[str]]:
    """What our own cases cost at the largest size at which each was measured."""
    rows = []
    for case, shown in PARTS.items():
        if size := _largest(results, case):
            usage, pages = results.median(case, size), results.pages(case, size)
            cells = (_cell(usage, kind) for kind in ("cpu", "wall", "peak"))
            rows.append((shown, f"{size:,}", *cells, "–" if pages is None else f"{pages:,}"))
    return rows


def _largest(results: Results, case: str) -> int:
    """The largest size at which a case was measured; 0 if there is none."""
    return max((size for size in results.sizes() if results.median(case, size)), default=0)


def _less(results: Results, names: Mapping[str, str], kind: str) -> Iterator[tuple[int, str]]:
    """For each size, the peers that need less of a kind than we do, and how much of ours; *names* begins with us."""
    ours, *peers = names
    for size in results.sizes():
        own = _figure(results, ours, size, kind)
        if own is None:
            continue
        shares = {
            names[case]: figure / own
            for case in peers
            if (figure := _figure(results, case, size, kind)) is not None and figure < own
        }
        told = [f"{name} ({share:.0%})" for name, share in sorted(shares.items(), key=lambda item: item[1])]
        yield size, ", ".join(told).replace("%", " %") or "none"


def _figure(results: Results, case: str, size: int, kind: str) -> float | None:
    usage = results.median(case, size)
    return None if usage is None else float(getattr(usage, kind))


def _runs(results: Results) -> str:
    """How many runs the medians are of, by size."""
    counts = {
        size: max((len(one.runs) for one in results.figures if one.size == size), default=0) for size in results.sizes()
    }
    return ", ".join(f"{count} at {size:,}" for size, count in counts.items())


def _reasons(results: Results) -> Sequence[tuple[str, str]]:
    """What has no figures, and why."""
    names = {
        **{case: f"this archive, {shown}" for case, shown in PARTS.items()},
        **NAMES,
        **{case: f"{shown}, one brief edited" for case, shown in EDITED.items()},
    }
    return [
        (f"{names.get(figure.case, figure.case)}, {figure.size:,} briefs", figure.why)
        for figure in results.figures
        # What was to come after a build that failed has the same reason.
        if figure.why and not (figure.case in EDITED and results.why(_first(figure.case), figure.size))
    ]


def _first(case: str) -> str:
    """The case of a new build, by that of the second one."""
    return case.replace(": one edited", ": new")


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    main()
