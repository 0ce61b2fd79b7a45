"""`briefs check`: what is wrong, where, and what to do."""

import os
import sys
from pathlib import Path

import click

from ..checking import check
from ..checking.report import as_json, print_text
from ..diagnostics import Diagnostic, Severity
from ..model import Archive
from ..reading.archive import read_archive
from .limits import bounded
from .options import limits_option, output, root_option, seen_from_here


@click.command("check", short_help="Report what is wrong, and where.")
@root_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For people, for machines, or as annotations of a pull request.",
)
@click.option("--untrusted", is_flag=True, help="Report also what in a change deserves a reviewer's eye.")
@click.option(
    "--base", metavar="REVISION", default="main", show_default=True, help="What the change is to, with --untrusted."
)
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
@limits_option
def command(
    *, root: Path, paths: tuple[Path, ...], form: str, untrusted: bool, base: str, quiet: bool, no_limits: bool
) -> None:
    """Report what is wrong in the archive, or in the files and folders PATHS of it.

    With --untrusted, notices tell what else a reviewer should look at in a change since REVISION: web sites that are
    new to the archive, shortened addresses, names that look like others, files outside archive/ and bib/, changed
    vocabularies, deleted files.

    Exit status: 0 if there is no error and no warning, 1 if there is, 2 for a wrong use of the command.
    """
    wanted = [_part(root, path) for path in paths]
    with bounded(root, unbounded=no_limits):
        reading = read_archive(root)
        found = [one for one in check(reading) if _is_in(one, root, wanted)]
        if untrusted:
            found += _reviewed(reading.archive, root, base)
    if quiet:
        found = [one for one in found if one.severity is not Severity.NOTICE]
    if form == "json":
        click.echo(as_json(found))
    elif form == "github":
        _annotate(found)
    elif found or not quiet:
        print_text(found, output(), root, lambda path: seen_from_here(root / path))
    sys.exit(any(one.severity is not Severity.NOTICE for one in found))


def _annotate(found: list[Diagnostic]) -> None:
    from ..checking.github import annotations, job_summary

    click.echo(annotations(found), nl=False)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(job_summary(found))


def _reviewed(archive: Archive, root: Path, base: str) -> list[Diagnostic]:
    from ..checking.review import review
    from ..reading.revision import NoRevisionError, changes_since

    try:
        return sorted(review(archive, changes_since(root, base)), key=lambda one: one.order)
    except NoRevisionError as error:
        raise click.UsageError(f"what has changed since {base} is not known: {error}") from error


def _part(root: Path, path: Path) -> str:
    """The absolute path of a part of the archive, or of a folder around it."""
    wanted = _absolute(path)
    top = _absolute(root)
    if _is_below(top, wanted) or any(_is_below(wanted, f"{top}{os.sep}{name}") for name in ("archive", "bib")):
        return wanted
    message = f'"{seen_from_here(path)}" is no part of the archive in "{seen_from_here(root)}"'
    raise click.BadParameter(message, param_hint="PATHS")


def _is_in(one: Diagnostic, root: Path, wanted: list[str]) -> bool:
    place = _absolute(root / one.span.path)
    return not wanted or any(_is_below(place, part) for part in wanted)


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 — a link is asked for by its own name


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
