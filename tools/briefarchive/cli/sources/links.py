"""`briefs sources links`: are the pages still there at which sources were read?"""

import datetime
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.table import Table

from ...checking.archive import read_archive
from ...curating.links import PATH, LinkRecord, LinkState, check_links, due_sources, read_register
from ...curating.web_client import RequestPolicy
from ...diagnostics import Diagnostic, printable
from ...model import Archive, Source
from ...storage.limits import bounded
from ..console import bars, output, print_diagnostics, print_line, seen_from_here
from ..options import format_option, root_option
from .request_options import request_options

_DAYS = 30
_SHOWN = (LinkState.GONE, LinkState.MOVED, LinkState.BLOCKED, LinkState.UNREACHABLE)


@click.command("links", short_help="Ask whether the pages of the sources are still there.")
@root_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Ask again what is older than DATE.")
@click.option("--publisher", "publishers", multiple=True, metavar="ID", help="Of a publisher only.")
@format_option
@request_options(pause=2.0)
def command(
    root: Path,
    *,
    since: datetime.datetime | None,
    publishers: tuple[str, ...],
    form: str,
    **policy: Any,
) -> None:
    """Ask for the address of every source in bib/, and keep what was found in curation/links.jsonl.

    Asked are those that were not asked yet, or not since DATE; without it, not in the last 30 days. A run that was
    broken off goes on where it was. robots.txt is obeyed, and a host gets one request at a time.

    ok: the page is there. moved: it is at another address. gone: its server says so (404, 410). blocked: programs are
    refused; look with a browser. unreachable: no answer, for now.

    Exit status: 0 if no page is gone, 1 if one is, 2 for a wrong use of the command.
    """
    with bounded(root):
        archive = read_archive(root).archive
    sources = _select_sources(archive, publishers)
    register = read_register(root, archive)
    if isinstance(register, Diagnostic):
        print_diagnostics([register], root)
        sys.exit(1)
    today = datetime.datetime.now(datetime.UTC).date()
    asked = due_sources(sources, register.records, since.date() if since else today - datetime.timedelta(days=_DAYS))
    if asked:
        with bars() as progress:
            check_links(asked, register, RequestPolicy(**policy), today=today, progress=progress)
    records = [register.records[source.key] for source in sources if source.key in register.records]
    if form == "json":
        rows = [msgspec.structs.asdict(one) for one in records]  # all fields, whether they say something or not
        click.echo(msgspec.json.format(msgspec.json.encode(rows)).decode())
    else:
        _print(records, archive, seen_from_here(root / PATH), len(asked))
    sys.exit(any(one.state is LinkState.GONE for one in records))


def _select_sources(archive: Archive, publishers: Sequence[str]) -> list[Source]:
    for one in publishers:
        if one not in archive.vocabulary.publishers:
            raise click.BadParameter(f'there is no publisher "{one}"', param_hint="--publisher")
    chosen = (one for one in archive.sources.values() if not publishers or one.publisher in publishers)
    return sorted((source for source in chosen if source.url), key=lambda source: source.key)


def _print(records: Sequence[LinkRecord], archive: Archive, path: str, asked: int) -> None:
    shown = sorted((one for one in records if one.state in _SHOWN), key=lambda one: (_SHOWN.index(one.state), one.key))
    table = Table("State", "Status", "Key", "What", box=None, pad_edge=False)
    for one in shown:
        copy = "; there is a copy" if archive.sources[one.key].archive_url else ""
        words = " ".join(filter(None, (one.reason and one.reason.words, one.target and f"→ {one.target}")))
        table.add_row(*map(printable, (one.state, str(one.status or "–"), one.key, f"{words or one.url}{copy}")))
    if shown:
        output().print(table)
    counts = Counter(one.state for one in records)
    summary = ", ".join(f"{counts[state]} {state}" for state in LinkState if counts[state])
    print_line(
        f"{len(records)} links, {asked} of them asked for now: {summary}. Kept in {path}." if records else "No links."
    )
