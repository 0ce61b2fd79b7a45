"""`briefs rename`: a brief gets another id, and all that names it names it anew."""

import re
from pathlib import Path

import click

from ..checking.archive import read_archive
from ..curating.renaming import Renaming, plan_rename
from ..diagnostics import printable
from ..model import Brief, BriefId
from ..reading.brief import ID
from ..reading.fields import ID as WORDS
from ..storage.limits import bounded
from .arguments import known_brief, parse_brief_id
from .console import print_line, seen_from_here, writing
from .options import limits_option, root_option

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
            brief = known_brief(reading.archive, parse_brief_id(root, old, "OLD"))
            renaming = plan_rename(root, reading, brief.id, _new_id(brief, new))
        if not dry_run:
            renaming.changes.write()
    _print_result(renaming, root, dry_run=dry_run)


def _new_id(brief: Brief, written: str) -> BriefId:
    if _DAY.match(written) is None and re.fullmatch(WORDS, written):
        written = f"{brief.date}-{written}"
    if not ID.fullmatch(written):
        hint = "an id is a date and words, in small letters, digits and hyphens: 2014-10-17-china-russia-agreements"
        raise click.UsageError(printable(f'"{written}" cannot be the id of a brief; {hint}'))
    if written == brief.id:
        raise click.UsageError(f'"{written}" is its id already')
    return BriefId(written)


def _print_result(renaming: Renaming, root: Path, *, dry_run: bool) -> None:
    would, moved = "would have " if dry_run else "", renaming.moved
    print_line(f"{would}moved {seen_from_here(root / moved.old_path)} to {seen_from_here(root / moved.new_path)}")
    for path in renaming.pictures:
        print_line(f"{would}put the picture {seen_from_here(root / path)} beside it")
    for path in renaming.others:
        print_line(f"{would}rewritten what names it in {seen_from_here(root / path)}")
    if renaming.has_redirect:
        print_line(f"the address of {moved.old} leads to {moved.new}")
    else:
        print_line(f'no address of "{moved.old}" leads on, since that is no sound id')
