"""Write a sample archive.

python -m tests.benchmarks.generate 1000 /tmp/sample --seed 1
"""

from pathlib import Path

import click

from .ours import write_ours
from .samples import make_sample

SEED = 20141017


@click.command(help=__doc__)
@click.argument("size", type=click.IntRange(min=1))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same files.")
def main(size: int, folder: Path, seed: int) -> None:
    """Write SIZE briefs into FOLDER, which must be empty or absent."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty")
    write_ours(make_sample(size, seed=seed), folder)
    click.echo(f"{size} briefs written to {folder}")


if __name__ == "__main__":
    main()
