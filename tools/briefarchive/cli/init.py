"""`briefs init`: a new archive that builds."""

import sys
from pathlib import Path

import click

from .console import output, seen_from_here


@click.command("init", short_help="Make a new archive.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init_command(folder: Path) -> None:
    """Make a new archive in FOLDER, which must be new or empty."""
    from ..curating.new import create_archive

    here = seen_from_here(folder)
    if not create_archive(folder):
        click.echo(f"{here} is not empty; nothing was written.", err=True)
        sys.exit(1)
    console = output()
    console.print(f"There is a new archive in {here}. Next:\n  briefs --root {here} import FOLDER   (old exports)")
    console.print(f"  briefs --root {here} build           (the site, in {here}/build/html)")
