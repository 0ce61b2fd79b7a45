"""Measure what builds of generated archives cost, beside bare Sphinx on the same texts.

python -m tests.benchmarks.bench 1000 10000
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from ..costs import Cost, run
from .ours import write, write_ours
from .samples import PUBLISHERS, SampleBrief, make_sample

_CONF = 'project = "Sample archive"\nextensions = ["myst_parser"]\nexclude_patterns = ["out"]\nhtml_theme = "basic"\n'
_BRIEF = re.compile(r"\{brief\}`([^`]+)`")
_CITATION = re.compile(r"\{cite:[pt]\}`([^`]+)`")

_SEED = 20141017


@click.command(help=__doc__)
@click.argument("sizes", type=click.IntRange(min=1), nargs=-1)
@click.option("--jobs", default=1, show_default=True, help="How many processes build.")
@click.option("--seed", default=_SEED, show_default=True, help="The same seed gives the same texts.")
def main(sizes: Sequence[int], *, jobs: int, seed: int) -> None:
    """Print a table for each of SIZES, by default 1,000 briefs."""
    for size in sizes or (1_000,):
        with tempfile.TemporaryDirectory(prefix="briefs-bench-") as folder:
            _print(size, list(_measured(size, Path(folder), jobs=jobs, seed=seed)), Path(folder) / "ours/build/html")


def _measured(size: int, folder: Path, *, jobs: int, seed: int) -> Iterator[tuple[str, Cost]]:
    briefs = make_sample(size, seed=seed)
    ours, bare = folder / "ours", folder / "bare"
    write_ours(briefs, ours)
    write_bare(briefs, bare)
    build = (sys.executable, "-m", "briefarchive.cli", "--root", str(ours), "build", "--jobs", str(jobs))
    yield (
        "bare Sphinx and MyST, `basic`",
        measure(sys.executable, "-m", "sphinx", "-q", str(bare), str(bare / "out")),
    )
    yield "new", measure(*build)
    text = ours / briefs[size // 2].path
    text.write_text(text.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    yield "one text edited", measure(*build)
    yield "nothing changed", measure(*build)
    # Not deleted: ext4 takes long to make files where so many have just gone.
    (ours / "build").rename(folder / "former")
    yield "new, with all read before", measure(*build)


def measure(*command: str) -> Cost:
    """Run *command* to its end; if it fails, its time means nothing, and what it said last is raised."""
    cost = run(*command, variables={"PYTHONDONTWRITEBYTECODE": ""})  # what is installed is compiled only once
    if cost.status:
        raise click.ClickException(f"{' '.join(command)}\n{cost.told[-2_000:]}")
    return cost


def _print(size: int, rows: Sequence[tuple[str, Cost]], site: Path) -> None:
    yardstick = rows[0][1].seconds
    table = Table("Build", "CPU (s)", "÷ bare", "wall (s)", "peak (MB)", title=f"{size:,} briefs")
    for name, cost in rows:
        relative = cost.seconds / yardstick
        table.add_row(name, f"{cost.seconds:.2f}", f"{relative:.2f}", f"{cost.wall:.2f}", f"{cost.megabytes:.0f}")
    files = [file.stat().st_size for file in site.rglob("*") if file.is_file()]
    Console().print(table, f"The site has {len(files):,} files and {sum(files) / 1e6:.0f} MB.")


def write_bare(briefs: Sequence[SampleBrief], root: Path) -> None:
    """Write the project, in a tree of years. Links between briefs stay links; words stand for citations."""
    titles = {brief.id: brief.title for brief in briefs}
    sources = {source.key: source for brief in briefs for source in brief.cited}

    def link(role: re.Match[str]) -> str:
        return f"[{titles[role[1]]}](../{role[1][:4]}/{role[1]}.md)"

    def words(role: re.Match[str]) -> str:
        source = sources[role[1]]
        return f"({PUBLISHERS[source.publisher]}, {source.issued.year if source.issued else 'no date'})"

    years: dict[int, list[str]] = {}
    for brief in briefs:
        text = _BRIEF.sub(link, _CITATION.sub(words, brief.text))
        write(root / brief.path, f"# {brief.title}\n\n{text}")
        years.setdefault(brief.date.year, []).append(brief.id)
    write(root / "conf.py", _CONF)
    write(root / "index.md", _tree("Sample archive", [f"archive/{year}/index" for year in sorted(years)]))
    for year, ids in years.items():
        write(root / f"archive/{year}/index.md", _tree(str(year), ids))


def _tree(title: str, pages: Sequence[str]) -> str:
    return f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n" + "\n".join(pages) + "\n```\n"


if __name__ == "__main__":
    main()
