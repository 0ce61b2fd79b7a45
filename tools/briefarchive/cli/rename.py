"""`briefs rename`: a brief gets another id, and all that names it names it anew."""

import re
import sys
from pathlib import Path

import click

from ..checking.archive import read_archive
from ..curating.renaming import CannotRenameError, Renaming, plan_rename, write_rename
from ..diagnostics import printable
from ..model import Brief, BriefId
from ..reading.brief import ID
from ..reading.schema import ID as WORDS
from .brief_ids import brief_id_of, known_brief
from .limits import bounded
from .options import limits_option, output, root_option, seen_from_here
from .writing import writing

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@click.command("rename", short_help="Give a brief another id, and keep its address and all references.")
@root_option
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
@limits_option
def command(root: Path, old: str, new: str, *, dry_run: bool, no_limits: bool) -> None:
    """Give the brief OLD, an id or a file, the id NEW: a whole id, or only its words, to which the brief's date is put.

    Its file moves, its old address leads to the new one, and every brief that names it names it anew: in roles, in
    links to its file, in “replaces” and in “translation_of”. The day in NEW is the brief's date; correct that first if
    it is wrong.

    Exit status: 0 if all is renamed, 1 if it cannot be as things stand, 2 for a wrong use of the command.
    """
    with writing(root, dry_run=dry_run):
        with bounded(root, unbounded=no_limits):
            reading = read_archive(root)
            brief = reading.archive.briefs[known_brief(reading.archive, brief_id_of(root, old, "OLD"))]
            wanted = _new_id(brief, new)
            try:
                renaming = plan_rename(root, reading, brief.id, wanted)
            except CannotRenameError as error:
                raise click.ClickException(printable(str(error))) from error
        if not dry_run:
            write_rename(root, renaming)
    _tell(renaming, root, dry_run=dry_run)
    sys.exit(0)


def _new_id(brief: Brief, written: str) -> BriefId:
    if _DAY.match(written) is None and re.fullmatch(WORDS, written):
        written = f"{brief.date}-{written}"
    if not ID.fullmatch(written):
        hint = "an id is a date and words, in small letters, digits and hyphens: 2014-10-17-china-russia-agreements"
        raise click.UsageError(printable(f'"{written}" cannot be the id of a brief; {hint}'))
    if written == brief.id:
        raise click.UsageError(f'"{written}" is its id already')
    return BriefId(written)


def _tell(renaming: Renaming, root: Path, *, dry_run: bool) -> None:
    would = "would have " if dry_run else ""
    moved, console = renaming.moved, output()

    def seen(path: str) -> str:
        return seen_from_here(root / path)

    console.print(printable(f"{would}moved {seen(moved.old_path)} to {seen(moved.new_path)}"))
    for path in renaming.pictures:
        console.print(printable(f"{would}put the picture {seen(path)} beside it"))
    for path in [path for path in renaming.briefs if path != moved.new_path]:
        console.print(printable(f"{would}rewritten what names it in {seen(path)}"))
    if renaming.leads_on:
        console.print(printable(f"the address of {moved.old} leads to {moved.new}"))
    else:
        console.print(printable(f'no address of "{moved.old}" leads on, since that is no sound id'))
