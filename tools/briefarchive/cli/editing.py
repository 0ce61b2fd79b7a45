"""`briefs new`, `briefs rename` and `briefs withdraw`."""

import datetime
import functools
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..checking.loading import read_archive
from ..checking.titles import strip_final_mark
from ..curating.new import make_term_searches, plan_brief
from ..curating.renaming import Renaming, plan_rename
from ..curating.withdrawing import plan_withdrawal
from ..diagnostics import sanitize
from ..model import Brief, BriefId, Withdrawal
from ..reading.brief import ID
from ..reading.fields import ID as WORDS
from ..reading.nearest import TermSearch, UnknownTermError
from ..reading.vocabularies.reader import read_vocabulary
from ..storage.clock import today
from ..storage.limits import bounded
from .arguments import find_known_brief, parse_brief_id
from .console import lock_archive, name_root, print_line, relative_path
from .options import day, limits_option, root_option

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@click.command("new", short_help="Create a new brief.")
@root_option
@click.option("--title", help="The title, without a full stop.")
@click.option("--date", type=day, metavar="YYYY-MM-DD", help="The day of the event.")
@click.option("--country", "countries", multiple=True, metavar="NAME", help="A country that it is about.")
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="A topic that it is about.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="An author.")
@click.option("--compiler", "compilers", multiple=True, metavar="NAME", help="A compiler.")
@click.option("--editor", "editors", multiple=True, metavar="NAME", help="An editor.")
@click.option("--translator", "translators", multiple=True, metavar="NAME", help="A translator.")
@click.option("--summary", default="", help="One or two sentences of plain text.")
@click.option("--language", default="", metavar="TAG", help="The language of its text; by default that of the archive.")
@click.option("--slug", default="", metavar="WORDS", help="The words of its id; by default from the title.")
@limits_option
def new_command(
    root: Path,
    title: str | None,
    date: datetime.date | None,
    *,
    summary: str,
    language: str,
    slug: str,
    no_limits: bool,
    **names: tuple[str, ...],
) -> None:
    """Create the file of a new brief, a draft with its front matter filled in.

    Countries, topics and people may be given by code or id, or by any name in the vocabularies: RU, Russia and 俄罗斯
    are the same. To give several values, repeat the option.

    On a terminal, the command asks for missing values. Elsewhere, a title and a date are required.

    Exit status: 0 if the file was written, 1 if the brief exists or cannot be created, 2 if the command is used
    incorrectly.
    """
    with bounded(root, unbounded=no_limits):
        vocabulary, _ = read_vocabulary(root)
    searches = make_term_searches(vocabulary)
    ids_by_field = {field: _find_terms(searches[field], *texts) for field, texts in names.items()}
    if slug and not re.fullmatch(WORDS, slug):
        message = f'"{slug}" cannot be part of an id, which has small letters, digits and hyphens'
        raise click.UsageError(sanitize(message))
    if sys.stdin.isatty():
        title = title or _prompt("Title", str)
        date = date or _prompt("Date", day, default=today().isoformat())
        for name, label in (("countries", "Countries, with commas between"), ("topics", "Topics, with commas between")):
            find = functools.partial(_find_terms, searches[name])
            ids_by_field[name] = ids_by_field[name] or _prompt(label, find, default="")
    missing = [option for option, value in (("--title", title), ("--date", date)) if not value]
    if title is None or date is None or missing:
        raise click.UsageError(f"a new brief needs {' and '.join(missing)}")
    lists = {name: tuple(dict.fromkeys(ids)) for name, ids in ids_by_field.items()}
    title = strip_final_mark(title.strip())
    fields = {"title": title, "date": date, "summary": summary, "language": language, **lists}
    with lock_archive(root):
        with bounded(root, unbounded=no_limits):
            archive = read_archive(root).archive
        changes = plan_brief(root, archive, fields, slug)
        changes.write()
    (path,) = changes.after
    _print_new(root, path)


def _find_terms(search: TermSearch, *texts: str) -> list[str]:
    """Return the ids for names with commas or the like between them."""
    try:
        return [search.find(name) for text in texts for name in search.split(text)]
    except UnknownTermError as error:
        raise click.UsageError(sanitize(str(error))) from error


def _prompt(label: str, read: Callable[[str], Any], default: str | None = None) -> Any:
    return click.prompt(label, default=default, value_proc=read, show_default=bool(default), err=True)


def _print_new(root: Path, path: str) -> None:
    shown_path, briefs = relative_path(root / path), shlex.join(["briefs", *name_root(root)])
    for line in (
        f"wrote {shown_path}",
        "Next:",
        "  1. Write the text, and cite its sources: {cite:p}`key`, with the key of an entry in bib/.",
        "     A new source has its entry in the file of its own year; make that file if it is not there yet.",
        "     A new publisher or person has an entry in archive/vocabulary/publishers.yaml or people.yaml.",
        "  2. Check it, and look at it:",
        f"       {briefs} check {shown_path}",
        f"       {briefs} preview {Path(path).stem} --open",
        f"  Before you commit: git add {shown_path}",
    ):
        print_line(line)


@click.command("rename", short_help="Change the id of a brief, redirecting its address and updating references.")
@root_option
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Show what would change, without writing it.")
@limits_option
def rename_command(root: Path, old: str, new: str, *, dry_run: bool, no_limits: bool) -> None:
    """Change the id of the brief OLD, an id or a file, to NEW: a whole id, or only words, to which the date is added.

    The file is moved, the old address redirects to the new one, and all references to the brief are updated: roles,
    links to its file, “replaces” and “translation_of”. The date in NEW must be the brief's; if that is wrong, correct
    it first.

    Exit status: 0 if the brief was renamed, 1 if it cannot be renamed, 2 if the command is used incorrectly.
    """
    with lock_archive(root, dry_run=dry_run):
        with bounded(root, unbounded=no_limits):
            reading = read_archive(root)
            brief = find_known_brief(reading.archive, parse_brief_id(root, old, "OLD"))
            renaming = plan_rename(root, reading, brief.id, _new_id(brief, new))
        if not dry_run:
            renaming.changes.write()
    _print_renaming(renaming, root, dry_run=dry_run)


def _new_id(brief: Brief, new_name: str) -> BriefId:
    if _DAY.match(new_name) is None and re.fullmatch(WORDS, new_name):
        new_name = f"{brief.date}-{new_name}"
    if not ID.fullmatch(new_name):
        hint = "an id is a date and words, in small letters, digits and hyphens: 2014-10-17-china-russia-agreements"
        raise click.UsageError(sanitize(f'"{new_name}" cannot be the id of a brief; {hint}'))
    if new_name == brief.id:
        raise click.UsageError(f'"{new_name}" is its id already')
    return BriefId(new_name)


def _print_renaming(renaming: Renaming, root: Path, *, dry_run: bool) -> None:
    would, move = "would have " if dry_run else "", renaming.move
    print_line(f"{would}moved {relative_path(root / move.old_path)} to {relative_path(root / move.new_path)}")
    for path in renaming.pictures:
        print_line(f"{would}put the picture {relative_path(root / path)} beside it")
    for path in renaming.other_files:
        print_line(f"{would}rewritten what names it in {relative_path(root / path)}")
    if renaming.has_redirect:
        print_line(f"the address of {move.old} leads to {move.new}; those of its PDF and references do not")
    else:
        print_line(f'no address of "{move.old}" leads on, since that is not a valid id')


@click.command("withdraw", short_help="Withdraw a brief.")
@root_option
@click.argument("withdrawn", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="The reason, in a sentence for readers.")
@click.option("--replaced-by", metavar="ID", help="The brief that replaces it.")
@click.option("--date", type=day, metavar="YYYY-MM-DD", help="The day of the withdrawal; by default today in UTC.")
@limits_option
def withdraw_command(
    root: Path, withdrawn: str, reason: str, replaced_by: str | None, date: datetime.date | None, *, no_limits: bool
) -> None:
    """Withdraw the brief ID, an id or a file. Its page keeps the text and says when and why it was withdrawn.

    With --replaced-by, the page names the replacement, and the replacement says what it replaces.

    Exit status: 0 if the brief was withdrawn, 1 if it cannot be or is already, 2 if the command is used incorrectly.
    """
    with lock_archive(root):
        with bounded(root, unbounded=no_limits):
            archive = read_archive(root).archive
            brief = find_known_brief(archive, parse_brief_id(root, withdrawn)).id
            successor = (
                find_known_brief(archive, parse_brief_id(root, replaced_by, "--replaced-by")).id
                if replaced_by
                else None
            )
            withdrawal = Withdrawal(date=date or today(), reason=reason)
            changes = plan_withdrawal(root, archive, brief, withdrawal, successor)
        changes.write()
    for path in changes.after:
        print_line(f"wrote {relative_path(root / path)}")
