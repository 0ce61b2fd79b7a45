"""`briefs check`: what is wrong, where, and what to do."""

import os
import sys
from pathlib import Path

import click

from ..checking import check
from ..checking.report import as_json, print_text
from ..diagnostics import Diagnostic, Severity
from ..reading.archive import read_archive
from .options import output, root_option, seen_from_here


@click.command("check")
@root_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or for machines."
)
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
def command(root: Path, paths: tuple[Path, ...], form: str, quiet: bool) -> None:
    """Report what is wrong in the archive, or in the files and folders PATHS of it.

    Exit status: 0 if there is no error and no warning, 1 if there is, 2 for a wrong use of the command.
    """
    found = [one for one in check(read_archive(root)) if _is_in(one, root, paths)]
    if quiet:
        found = [one for one in found if one.severity is not Severity.NOTICE]
    if form == "json":
        click.echo(as_json(found))
    elif found or not quiet:
        print_text(found, output(), root, lambda path: seen_from_here(root / path))
    sys.exit(any(one.severity is not Severity.NOTICE for one in found))


def _is_in(one: Diagnostic, root: Path, paths: tuple[Path, ...]) -> bool:
    if not paths:
        return True
    place = os.path.abspath(root / one.span.path)  # noqa: PTH100 — a link is asked for by its own name
    return any(place == wanted or place.startswith(wanted + os.sep) for wanted in map(os.path.abspath, paths))
