"""Write a sample archive, or the same texts as a bare Sphinx project.

python -m tests.benchmarks.generate ours 1000 /tmp/sample --seed 1
"""

from pathlib import Path

import click

from .ours import write_ours
from .plain import write_plain
from .samples import make_sample

WRITERS = {"ours": write_ours, "plain": write_plain}
SEED = 20141017


@click.command(help=__doc__)
@click.argument("form", type=click.Choice(list(WRITERS)))
@click.argument("size", type=click.IntRange(min=1))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same files.")
def main(form: str, size: int, folder: Path, seed: int) -> None:
    """Write SIZE briefs in one of two forms into FOLDER, which must be empty or absent."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty")
    WRITERS[form](make_sample(size, seed=seed), folder)
    click.echo(f"{size} briefs written to {folder}")


if __name__ == "__main__":
    main()
