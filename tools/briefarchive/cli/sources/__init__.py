"""`briefs sources`: care of the bibliography."""

from pathlib import Path

import click

from ..commands import Commands
from ..options import FOLDER

_COMMANDS = {
    "format": "format_",
    "archive": "archive",
    "duplicates": "duplicates",
    "links": "links",
    "list": "list_",
    "merge": "merge",
}


@click.group("sources", cls=Commands, modules=_COMMANDS, package=__name__, short_help="Care for the bibliography.")
@click.option("--root", type=FOLDER, help="The folder with archive/ and bib/; by default where you stand.")
@click.pass_context
def command(context: click.Context, root: Path | None) -> None:
    """Care for the sources in bib/."""
    context.obj = root or context.obj
