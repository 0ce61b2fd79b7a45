"""`briefs sources`: care of the bibliography."""

from pathlib import Path

import click

from .. import Commands
from ..options import FOLDER

_NAMES = ("archive", "duplicates", "format", "links", "list", "merge")


@click.group("sources", cls=Commands, names=_NAMES, package=__name__, short_help="Care for the bibliography.")
@click.option("--root", type=FOLDER, help="The folder with archive/ and bib/; by default where you stand.")
@click.pass_context
def command(context: click.Context, root: Path | None) -> None:
    """Care for the sources in bib/."""
    context.obj = root or context.obj
