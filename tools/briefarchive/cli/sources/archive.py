"""`briefs sources archive`: archived copies for sources that have none."""

import asyncio
import difflib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ...checking.archive import read_archive
from ...curating.archiving import Finding, Outcome, cited_on, find_copies, without_copy, write_copies
from ...curating.link_register import LinkState, read_register
from ...curating.manners import Manners
from ...diagnostics import Diagnostic, printable
from ...facets.catalogue import Catalogue
from ...model import Archive, Source
from ...storage.locking import LockError
from ..limits import bounded
from ..options import output, root_option
from ..progress import bars
from ..writing import tell_wait
from .links import manners_options

_EVERY = 20
_FAILED = (Outcome.FAILED, Outcome.UNWRITTEN)


@click.command("archive", short_help="Find archived copies of the sources.")
@root_option
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@click.option("--save", is_flag=True, help="Have the Wayback Machine make a copy where it has none.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written; write nothing, and have no copy made.")
@click.option(
    "--within",
    metavar="DAYS",
    type=click.IntRange(0),
    default=30,
    show_default=True,
    help="Tell of copies further off.",
)
@manners_options(pause=4.0)
def command(root: Path, keys: tuple[str, ...], *, save: bool, dry_run: bool, within: int, **manners: Any) -> None:
    """Look in the Wayback Machine for copies of all sources that have none, or of those with the keys KEY.

    The copy nearest to the day on which the source was cited goes into the entry, as archiveurl and archivedate; the
    rest of the file stays as it is. That day is urldate, else date, else that of the first brief that cites the source.
    Compare a copy that is more than DAYS days off with what the brief says before you keep it.

    Exit status: 0 if all is well, 1 if the Wayback Machine could not be asked or an entry could not be written, 2 for a
    wrong use of the command.
    """
    with bounded(root):
        catalogue = Catalogue(read_archive(root).archive)
    sources = _chosen(catalogue.archive, keys)
    gone = _gone(root)
    findings: list[Finding] = []
    pending: list[Finding] = []

    def keep() -> str:
        """Write what is pending; where the archive cannot be locked, it stays so, and the reason is returned."""
        try:
            findings.extend(write_copies(root, pending, tell_wait) if pending else ())
        except LockError as error:
            return str(error)
        pending.clear()
        return ""

    with bars() as move:
        heard: Counter[str] = Counter()

        def hear(finding: Finding) -> None:
            findings.append(finding)
            heard["copies"] += 1
            if move:
                move("copies", heard["copies"], len(sources))
            if finding.capture and not dry_run:
                pending.append(finding)
                if len(pending) % _EVERY == 0:
                    keep()

        cited = {source.key: cited_on(source, catalogue) for source in sources}
        may_save = save and not dry_run
        try:
            asyncio.run(
                find_copies(cited, sources, Manners(**manners), hear, save=lambda one: may_save and one.key not in gone)
            )
        finally:  # Ctrl and C too
            if reason := keep():
                click.echo(printable(f"Error: {reason}"), err=True)
    findings.extend(replace(one, outcome=Outcome.UNWRITTEN) for one in pending)
    _print(findings, within, dry_run=dry_run)
    sys.exit(any(one.outcome in _FAILED for one in findings))


def _chosen(archive: Archive, keys: Sequence[str]) -> list[Source]:
    for key in keys:
        if key not in archive.sources:
            near = difflib.get_close_matches(key, archive.sources, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise click.BadParameter(f'there is no source "{key}"{hint}', param_hint="KEY")
    chosen = without_copy(source for source in archive.sources.values() if not keys or source.key in keys)
    return sorted(chosen, key=lambda source: source.key)


def _gone(root: Path) -> frozenset[str]:
    """The sources whose page is known to be gone: a copy of what stands there now would be one of an error page."""
    register = read_register(root)
    records = {} if isinstance(register, Diagnostic) else register.records
    return frozenset(key for key, record in records.items() if record.state is LinkState.GONE)


def _print(findings: Sequence[Finding], within: int, *, dry_run: bool) -> None:
    for one in findings:
        output().print(printable(f"{one.source.key}: {_words(one, within)}"))
    copies = sum(one.outcome in (Outcome.FOUND, Outcome.SAVED) for one in findings)
    copies -= sum(one.outcome is Outcome.UNWRITTEN for one in findings)
    asked = sum(one.outcome is not Outcome.UNWRITTEN for one in findings)
    written = "would be written" if dry_run else "written"
    output().print(f"{asked} sources without a copy; {copies} copies {written}.")


def _words(one: Finding, within: int) -> str:
    match one.outcome:
        case Outcome.NONE:
            return "no copy"
        case Outcome.ASKED:
            return "a copy is being made; run this again later"
        case Outcome.FAILED:
            answer = one.answer
            why = answer.reason.words if answer and answer.reason else f"status {answer.status if answer else 0}"
            return f"the Wayback Machine could not be asked: {why}"
        case Outcome.UNWRITTEN:
            path = one.source.span.path
            return (
                f'the entry in "{path}" could not be changed; run this again, or add archiveurl and archivedate by hand'
            )
    if one.capture is None:
        return ""
    if one.distance is None:
        return f"{one.capture.url} (the day of citation is not known)"
    far = f" ({one.distance} days from the citation)" if one.distance > within else ""
    return f"{one.capture.url}{far}"
