"""`briefs sources links` and `briefs sources archive`: check the pages of sources, and find archived copies."""

import datetime
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec
from rich.table import Table

from ..checking.loading import read_archive
from ..curating.archiving import CopyOutcome, CopyResult, archive_sources, find_uncopied_sources, write_copy
from ..curating.links import PATH, LinkRecord, LinkState, check_links, due_sources, read_register
from ..curating.web_client import RequestPolicy
from ..diagnostics import Diagnostic, sanitize
from ..facets.catalogue import Catalogue
from ..model import Archive, Source
from ..storage.limits import bounded
from ..storage.replacing import locked
from .arguments import find_known_sources
from .console import make_console, print_diagnostics, print_line, print_wait, progress_bars, relative_path
from .options import format_option, root_option

F = TypeVar("F", bound=Callable[..., Any])

_LOCK = ".briefs-links-lock"
_DAYS = 30
_LISTED = (LinkState.GONE, LinkState.MOVED, LinkState.BLOCKED, LinkState.UNREACHABLE)
_COPY_FAILED = (CopyOutcome.FAILED, CopyOutcome.UNWRITTEN)


_REQUEST_OPTIONS = (
    ("pause", click.FloatRange(0), "Seconds between requests to a host."),
    ("timeout", click.FloatRange(0.1, 600), "Seconds to wait for a response."),
    ("retries", click.IntRange(0, 5), "Number of retries after a failure."),
)


def _request_options(pause: float) -> Callable[[F], F]:
    """Add the options of both commands, which are arguments of `RequestPolicy`."""
    policy = RequestPolicy(pause=pause)

    def add(command: F) -> F:
        for name, kind, text in reversed(_REQUEST_OPTIONS):
            option = click.option(f"--{name}", type=kind, default=getattr(policy, name), show_default=True, help=text)
            command = option(command)
        option = click.option("--user-agent", metavar="TEXT", default=policy.user_agent, help="The User-Agent header.")
        return option(command)

    return add


@click.command("links", short_help="Check whether the pages of sources still exist.")
@root_option
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Check links last checked before DATE."
)
@click.option("--publisher", "publishers", multiple=True, metavar="ID", help="Check only sources of a publisher.")
@format_option
@_request_options(pause=2.0)
def links_command(
    root: Path, *, since: datetime.datetime | None, publishers: tuple[str, ...], form: str, **policy: Any
) -> None:
    """Request the address of every source in bib/, and keep the results in curation/links.jsonl.

    Addresses are requested if they have not been checked since DATE, by default in the last 30 days. An interrupted run
    can be continued. robots.txt is obeyed, and each host gets one request at a time.

    ok: the page exists. moved: it is at another address. gone: the server says so (404, 410). blocked: the server
    refuses programs; use a browser. unreachable: there was no response this time.

    Exit status: 0 if no page is gone, 1 if one is, 2 if the command is used incorrectly.
    """
    with bounded(root):
        archive = read_archive(root).archive
    sources = _select_sources(archive, publishers)
    with locked(root, "briefs sources links", print_wait, name=_LOCK):  # it may take hours, and others may write
        register = read_register(root, archive)
        if isinstance(register, Diagnostic):
            print_diagnostics([register], root)
            sys.exit(1)
        today = datetime.datetime.now(datetime.UTC).date()
        due = due_sources(sources, register.records, since.date() if since else today - datetime.timedelta(days=_DAYS))
        if due:
            with progress_bars() as progress:
                check_links(due, register, RequestPolicy(**policy), today=today, progress=progress)
    records = [register.records[source.key] for source in sources if source.key in register.records]
    if form == "json":
        rows = [msgspec.structs.asdict(record) for record in records]  # all fields, including defaults
        click.echo(msgspec.json.format(msgspec.json.encode(rows)).decode())
    else:
        _print_links(records, archive, relative_path(root / PATH), len(due))
    sys.exit(any(record.state is LinkState.GONE for record in records))


def _select_sources(archive: Archive, publishers: Sequence[str]) -> list[Source]:
    for publisher in publishers:
        if publisher not in archive.vocabulary.publishers:
            raise click.BadParameter(f'there is no publisher "{publisher}"', param_hint="--publisher")
    sources = (source for source in archive.sources.values() if not publishers or source.publisher in publishers)
    return sorted((source for source in sources if source.url), key=lambda source: source.key)


def _print_links(records: Sequence[LinkRecord], archive: Archive, path: str, count: int) -> None:
    listed_records = sorted(
        (record for record in records if record.state in _LISTED),
        key=lambda record: (_LISTED.index(record.state), record.key),
    )
    table = Table("State", "Status", "Key", "What", box=None, pad_edge=False)
    for record in listed_records:
        copy = "; there is a copy" if archive.sources[record.key].archive_url else ""
        words = " ".join(filter(None, (record.reason and record.reason.words, record.target and f"→ {record.target}")))
        row = (record.state, str(record.status or "–"), record.key, f"{words or record.url}{copy}")
        table.add_row(*map(sanitize, row))
    if listed_records:
        make_console().print(table)
    counts = Counter(record.state for record in records)
    summary = ", ".join(f"{counts[state]} {state}" for state in LinkState if counts[state])
    links = f"{len(records)} link{'' if len(records) == 1 else 's'}, {count} of them asked for now"
    print_line(f"{links}: {summary}. Kept in {path}." if records else "No links.")


@click.command("archive", short_help="Find archived copies of sources.")
@root_option
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@click.option("--save", is_flag=True, help="Ask the Wayback Machine for a copy if it has none.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing and request no copies.")
@click.option(
    "--within",
    metavar="DAYS",
    type=click.IntRange(0),
    default=30,
    show_default=True,
    help="Point out copies further from the day of citation.",
)
@_request_options(pause=4.0)
def archive_command(
    root: Path, keys: tuple[str, ...], *, save: bool, dry_run: bool, within: int, **policy: Any
) -> None:
    """Search the Wayback Machine for copies of sources that have none: all of them, or those with the keys KEY.

    The copy nearest to the day of citation is added to the entry, as archiveurl and archivedate; the rest of the file
    is unchanged. The day of citation is urldate, else date, else the date of the first brief that cites the source. If
    a copy is more than DAYS days off, compare it with what the brief says before you keep it.

    Exit status: 0 on success, 1 if the Wayback Machine could not be reached or an entry could not be written, 2 if the
    command is used incorrectly.
    """
    with bounded(root):
        catalogue = Catalogue(read_archive(root).archive)
    archive = catalogue.archive
    known_keys = find_known_sources(archive, keys or archive.sources)
    sources = find_uncopied_sources(archive.sources[key] for key in known_keys)
    with progress_bars() as progress:
        results = archive_sources(
            root,
            catalogue,
            sorted(sources, key=lambda source: source.key),
            RequestPolicy(**policy),
            save=save and not dry_run,
            write=None if dry_run else lambda result: write_copy(root, result, print_wait),
            progress=progress,
        )
    for result in results:
        for line in _describe_copy(result, within):
            print_line(f"{result.source.key}: {line}")
    copies = sum(result.outcome is CopyOutcome.FOUND for result in results)
    verb = "would be written" if dry_run else "written"
    print_line(f"Sources without a copy: {len(results)}; copies {verb}: {copies}.")
    sys.exit(any(result.outcome in _COPY_FAILED for result in results))


def _describe_copy(result: CopyResult, within: int) -> Iterator[str]:
    if result.capture and result.distance is None:
        yield f"{result.capture.url} (the day of citation is not known)"
    elif result.capture:
        far = f" ({result.distance} days from the citation)" if result.distance and result.distance > within else ""
        yield f"{result.capture.url}{far}"
    match result.outcome:
        case CopyOutcome.NONE:
            yield "no copy"
        case CopyOutcome.ASKED:
            yield "a copy is being made; run this again later"
        case CopyOutcome.FAILED:
            answer = result.answer
            reason = answer.reason.words if answer and answer.reason else f"status {answer.status if answer else 0}"
            yield f"the Wayback Machine could not be asked: {reason}"
        case CopyOutcome.UNWRITTEN:
            hint = "run this again, or add archiveurl and archivedate by hand"
            yield f'the entry in "{result.source.span.path}" could not be changed; {hint}'
