"""Write a sample archive, or a project of the same texts for one of the peers.

python -m tests.benchmarks.generate ours 1000 /tmp/sample --seed 1
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from .ours import write_ours
from .peers.table import PEERS
from .samples import SampleBrief, make_sample, without_citations

SEED = 20141017


def write_uncited(briefs: Sequence[SampleBrief], root: Path) -> None:
    """Write the sample in our own format, without citations and sources."""
    write_ours(without_citations(briefs), root)


WRITERS: Mapping[str, Callable[[Sequence[SampleBrief], Path], None]] = {
    "ours": write_ours,
    "uncited": write_uncited,
    **{name: peer.write for name, peer in PEERS.items()},
}


@click.command(help=__doc__)
@click.argument("form", type=click.Choice(list(WRITERS)))
@click.argument("size", type=click.IntRange(min=1))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same files.")
def main(form: str, size: int, folder: Path, seed: int) -> None:
    """Write SIZE briefs in one form into FOLDER, which must be empty or absent."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty")
    WRITERS[form](make_sample(size, seed=seed), folder)
    click.echo(f"{size} briefs written to {folder}")


if __name__ == "__main__":
    main()
