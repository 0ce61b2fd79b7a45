"""`briefs new`: the file of a new brief, ready to be written."""

import datetime
import functools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from ..checking.archive import read_archive
from ..checking.titles import without_final_mark
from ..curating.new import NewBrief, TermFinder, plan_brief
from ..diagnostics import printable
from ..reading.fields import ID
from ..reading.vocabularies.reader import read_vocabulary
from ..reading.vocabularies.term_search import UnknownTermError
from ..storage.clock import today
from ..storage.limits import bounded
from .console import print_line, seen_from_here, writing
from .options import day, limits_option, root_option

V = TypeVar("V")


@click.command("new", short_help="Make the file of a new brief.")
@root_option
@click.option("--title", help="The headline, without a full stop.")
@click.option("--date", type=day, metavar="YYYY-MM-DD", help="The day of the event.")
@click.option("--country", "countries", multiple=True, metavar="NAME", help="A country that it is on.")
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="A topic that it is on.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Who writes it.")
@click.option("--compiler", "compilers", multiple=True, metavar="NAME", help="Who compiles it.")
@click.option("--editor", "editors", multiple=True, metavar="NAME", help="Who edits it.")
@click.option("--translator", "translators", multiple=True, metavar="NAME", help="Who translates it.")
@click.option("--summary", default="", help="One or two sentences of plain text.")
@click.option(
    "--language", default="", metavar="TAG", help="The language of its text; that of the archive if not given."
)
@click.option("--slug", default="", metavar="WORDS", help="The words of its id; by default the title's.")
@limits_option
def command(
    root: Path,
    title: str | None,
    date: datetime.date | None,
    *,
    summary: str,
    language: str,
    slug: str,
    no_limits: bool,
    **named: tuple[str, ...],
) -> None:
    """Make the file of a new brief, a draft with its front matter filled in.

    Countries, topics and people are found by code or id, and by every name that the vocabularies have for them:
    RU, Russia and 俄罗斯 are one. What can be given several times is given once for each.

    On a terminal you are asked for what is not given. Elsewhere a title and a date are needed.

    Exit status: 0 if the file is written, 1 if there is such a brief or it cannot be made, 2 for a wrong use of the
    command.
    """
    with bounded(root, unbounded=no_limits):
        vocabulary, _ = read_vocabulary(root)
    terms = TermFinder(vocabulary)
    given = {field: [_found(terms.find, field, one) for one in called] for field, called in named.items()}
    if slug and not re.fullmatch(ID, slug):
        raise click.UsageError(printable(f'"{slug}" cannot stand in an id: it has small letters, digits and hyphens'))
    if sys.stdin.isatty():
        title = title or _asked("Title", str)
        date = date or _asked("Date", day, default=today().isoformat())
        for name, label in (("countries", "Countries, with commas between"), ("topics", "Topics, with commas between")):
            given[name] = given[name] or _asked(label, functools.partial(_found, terms.find_several, name), default="")
    missing = [option for option, value in (("--title", title), ("--date", date)) if not value]
    if title is None or date is None or missing:
        raise click.UsageError(f"a new brief needs {' and '.join(missing)}")
    lists = {name: tuple(dict.fromkeys(ids)) for name, ids in given.items()}
    wanted = NewBrief(
        title=without_final_mark(title.strip()), date=date, summary=summary, language=language, words=slug, **lists
    )
    with writing(root):
        with bounded(root, unbounded=no_limits):
            archive = read_archive(root).archive
        changes = plan_brief(root, archive, wanted)
        changes.write()
    (path,) = changes.after
    _print_result(root, path, date.year)


def _found(find: Callable[[str, str], V], field: str, called: str) -> V:
    try:
        return find(field, called)
    except UnknownTermError as error:
        raise click.UsageError(printable(str(error))) from error


def _asked(label: str, read: Callable[[str], V], default: str | None = None) -> V:
    """An answer, asked for until it can be read."""
    answer: V = click.prompt(label, default=default, value_proc=read, show_default=bool(default), err=True)
    return answer


def _print_result(root: Path, path: str, year: int) -> None:
    bib = f"bib/{year}.bib"
    bib += "" if (root / bib).is_file() else ", which is not there yet: make it"
    here, at = seen_from_here(root / path), "" if root == Path() else f" --root {seen_from_here(root)}"
    for line in (
        f"wrote {here}",
        "Next:",
        f"  1. Write the text, and cite its sources: {{cite:p}}`key`, with a key of {bib}.",
        "     A new publisher or person has an entry in archive/vocabulary/publishers.yaml or people.yaml.",
        "  2. Check it, and look at it:",
        f"       briefs{at} check {here}",
        f"       briefs{at} preview {Path(path).stem} --open",
        f"  Before you commit: git add {here}",
    ):
        print_line(line)
