"""`briefs sources links`: are the pages still there at which sources were read?"""

import asyncio
import datetime
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec
from rich.table import Table

from ...checking.archive import read_archive
from ...checking.report import print_text
from ...curating.link_register import PATH, LinkRecord, LinkRegister, LinkState, read_register
from ...curating.links import ask_links, current, due
from ...curating.manners import Manners
from ...diagnostics import Diagnostic, printable
from ...model import Archive, Source
from ...storage.locking import LockError
from ..limits import bounded
from ..options import output, root_option, seen_from_here
from ..progress import bars
from ..writing import tell_wait

F = TypeVar("F", bound=Callable[..., Any])

_DAYS = 30
_SHOWN = (LinkState.GONE, LinkState.MOVED, LinkState.BLOCKED, LinkState.UNREACHABLE)


def _host_and_port(context: click.Context, _: click.Parameter, text: str | None) -> tuple[str, int] | None:
    if text is None:
        return None
    host, _colon, port = text.rpartition(":")
    if not host or not port.isdecimal():
        raise click.BadParameter(f'"{text}" is no HOST:PORT', context)
    return host, int(port)


def manners_options(pause: float) -> Callable[[F], F]:
    """Add the options that say how we behave towards other people's servers; the command gets them as keywords."""
    options = (
        click.option("--user-agent", metavar="TEXT", default=Manners().user_agent, help="What we say we are."),
        click.option(
            "--pause", type=click.FloatRange(0), default=pause, show_default=True, help="Seconds between two requests."
        ),
        click.option(
            "--timeout", type=click.FloatRange(0.1, 600), default=20.0, show_default=True, help="Seconds for an answer."
        ),
        click.option(
            "--retries",
            type=click.IntRange(0, 5),
            default=2,
            show_default=True,
            help="How often to ask again after a failure.",
        ),
        click.option("--proxy-to", metavar="HOST:PORT", callback=_host_and_port, hidden=True),  # for tests
    )

    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


@click.command("links", short_help="Ask whether the pages of the sources are still there.")
@root_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Ask again what is older than DATE.")
@click.option("--publisher", "publishers", multiple=True, metavar="ID", help="Of a publisher only.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or machines.")
@manners_options(pause=2.0)
def command(
    root: Path,
    *,
    since: datetime.datetime | None,
    publishers: tuple[str, ...],
    form: str,
    **manners: Any,
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
    sources = _chosen(archive, publishers)
    register = read_register(root)
    if isinstance(register, Diagnostic):
        print_text([register], output(), root, lambda path: seen_from_here(root / path))
        sys.exit(1)
    register.keep(current(archive.sources, archive.unread_sources, register.records))
    today = datetime.datetime.now(datetime.UTC).date()
    asked = due(sources, register.records, since.date() if since else today - datetime.timedelta(days=_DAYS))
    if asked:
        _ask(asked, register, Manners(**manners), today)
    records = [register.records[source.key] for source in sources if source.key in register.records]
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode([_told(one) for one in records])).decode())
    else:
        _print(records, archive, seen_from_here(root / PATH), len(asked))
    sys.exit(any(one.state is LinkState.GONE for one in records))


def _ask(
    sources: Sequence[Source],
    register: LinkRegister,
    manners: Manners,
    today: datetime.date,
) -> None:
    _save(register)  # so that a place that cannot be written to is told before anybody is asked
    with bars() as move:
        heard: Counter[str] = Counter()

        def hear(record: LinkRecord) -> None:
            register.add(record)
            heard["links"] += 1
            if move:
                move("links", heard["links"], len(sources))

        try:
            known = dict(register.records)
            asyncio.run(ask_links(sources, known, manners, hear, today=today))
        finally:  # Ctrl and C too
            _save(register)


def _save(register: LinkRegister) -> None:
    try:
        register.save(tell_wait)
    except LockError as error:
        raise click.ClickException(printable(str(error))) from error
    except OSError as error:
        raise click.ClickException(f"{PATH} cannot be written: {error.strerror}") from error


def _chosen(archive: Archive, publishers: Sequence[str]) -> list[Source]:
    for one in publishers:
        if one not in archive.vocabulary.publishers:
            raise click.BadParameter(f'there is no publisher "{one}"', param_hint="--publisher")
    chosen = (one for one in archive.sources.values() if not publishers or one.publisher in publishers)
    return sorted((source for source in chosen if source.url), key=lambda source: source.key)


def _told(record: LinkRecord) -> dict[str, object]:
    """A record with all its fields, whether they say something or not."""
    return msgspec.structs.asdict(record)


def _print(records: Sequence[LinkRecord], archive: Archive, path: str, asked: int) -> None:
    shown = sorted((one for one in records if one.state in _SHOWN), key=lambda one: (_SHOWN.index(one.state), one.key))
    table = Table("State", "Status", "Key", "What", box=None, pad_edge=False)
    for one in shown:
        copy = "; there is a copy" if archive.sources[one.key].archive_url else ""
        words = " ".join(
            filter(None, (one.reason.words if one.reason else "", f"→ {one.target}" if one.target else ""))
        )
        cells = (one.state, str(one.status or "–"), one.key, f"{words or one.url}{copy}")
        table.add_row(*map(printable, cells))
    if shown:
        output().print(table)
    counts = Counter(one.state for one in records)
    told = ", ".join(f"{counts[state]} {state}" for state in LinkState if counts[state])
    output().print(
        f"{len(records)} links, {asked} of them asked for now: {told}. Kept in {path}." if records else "No links."
    )
