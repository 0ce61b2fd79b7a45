"""`briefs sources archive`: archived copies for sources that have none."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ...checking.archive import read_archive
from ...curating.archiving import CopyOutcome, CopyResult, archive_sources, sources_without_copy, write_copy
from ...curating.web_client import RequestPolicy
from ...diagnostics import printable
from ...facets.catalogue import Catalogue
from ...storage.limits import bounded
from ..arguments import known_sources
from ..console import bars, print_line, print_wait
from ..options import root_option
from .request_options import request_options

_FAILED = (CopyOutcome.FAILED, CopyOutcome.UNWRITTEN)


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
@request_options(pause=4.0)
def command(root: Path, keys: tuple[str, ...], *, save: bool, dry_run: bool, within: int, **policy: Any) -> None:
    """Look in the Wayback Machine for copies of all sources that have none, or of those with the keys KEY.

    The copy nearest to the day on which the source was cited goes into the entry, as archiveurl and archivedate; the
    rest of the file stays as it is. That day is urldate, else date, else that of the first brief that cites the source.
    Compare a copy that is more than DAYS days off with what the brief says before you keep it.

    Exit status: 0 if all is well, 1 if the Wayback Machine could not be asked or an entry could not be written, 2 for a
    wrong use of the command.
    """
    with bounded(root):
        catalogue = Catalogue(read_archive(root).archive)
    archive = catalogue.archive
    sources = sources_without_copy(archive.sources[key] for key in known_sources(archive, keys or archive.sources))
    with bars() as progress:
        results = archive_sources(
            root,
            catalogue,
            sorted(sources, key=lambda source: source.key),
            RequestPolicy(**policy),
            save=save and not dry_run,
            write=None if dry_run else lambda result: write_copy(root, result, print_wait),
            progress=progress,
        )
    for reason in dict.fromkeys(one.reason for one in results if one.reason):
        click.echo(printable(f"Error: {reason}"), err=True)
    for one in results:
        for line in _lines(one, within):
            print_line(f"{one.source.key}: {line}")
    copies = sum(one.outcome is CopyOutcome.FOUND for one in results)
    written = "would be written" if dry_run else "written"
    print_line(f"{len(results)} sources without a copy; {copies} copies {written}.")
    sys.exit(any(one.outcome in _FAILED for one in results))


def _lines(one: CopyResult, within: int) -> Iterator[str]:
    if one.capture and one.distance is None:
        yield f"{one.capture.url} (the day of citation is not known)"
    elif one.capture:
        far = f" ({one.distance} days from the citation)" if one.distance and one.distance > within else ""
        yield f"{one.capture.url}{far}"
    match one.outcome:
        case CopyOutcome.NONE:
            yield "no copy"
        case CopyOutcome.ASKED:
            yield "a copy is being made; run this again later"
        case CopyOutcome.FAILED:
            answer = one.answer
            why = answer.reason.words if answer and answer.reason else f"status {answer.status if answer else 0}"
            yield f"the Wayback Machine could not be asked: {why}"
        case CopyOutcome.UNWRITTEN:
            hint = "run this again, or add archiveurl and archivedate by hand"
            yield f'the entry in "{one.source.span.path}" could not be changed; {hint}'
