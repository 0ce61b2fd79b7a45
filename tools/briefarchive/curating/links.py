"""Checking whether the pages of sources still exist.

Each address is requested once, however many sources have it. Nothing is guessed: a page that says “not found” with
status 200 is a page, and a refused request does not mean that the page is gone.

The results are kept in `curation/links.jsonl`, with one line for each source, sorted by key, so that a run changes only
the lines of sources it checked. The file is outside `archive/` and `bib/` because a program wrote it, not an author. It
can be deleted; then everything is checked again.
"""

import asyncio
import contextlib
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import httpx
import msgspec

from ..diagnostics import Diagnostic, Span
from ..model import Archive, CiteKey, Source
from ..reading import decoding
from ..reading.rules import SymbolicLink
from ..storage import files
from .web_client import Answer, Reason, RequestPolicy, Robots, WebClient, follow, host_name

PATH = "curation/links.jsonl"
_SAVE_INTERVAL = 20


class LinkState(StrEnum):
    """State of a page. *gone* is never a guess: the server says so."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"


class LinkRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of the register.

    Attributes:
        url: The requested address; the line is obsolete once the source has another.
        status: The HTTP status of the last response; 0 if there was none.
        reason: What the status does not tell.
        target: The address at the end of the redirects.
    """

    key: CiteKey
    url: str
    date: datetime.date
    state: LinkState
    status: int = 0
    reason: Reason | None = None
    target: str = ""


def check_links(
    sources: Sequence[Source],
    register: "LinkRegister",
    policy: RequestPolicy,
    *,
    today: datetime.date,
    progress: Callable[[str, int, int], None],
) -> None:
    """Request the address of every source, and save the results even if interrupted."""
    register.save()  # so that an unwritable file is reported before any request

    def on_record(record: LinkRecord) -> None:
        register.add(record)
        progress("links", register.added, len(sources))

    try:
        asyncio.run(ask_links(sources, policy, on_record, today=today))
    finally:  # Ctrl and C too
        register.save()


def due_sources(
    sources: Iterable[Source], records: Mapping[CiteKey, LinkRecord], since: datetime.date
) -> tuple[Source, ...]:
    """Return the sources whose current address has not been checked since a day."""
    checked_links = {(record.key, record.url) for record in records.values() if record.date >= since}
    return tuple(source for source in sources if source.url and (source.key, source.url) not in checked_links)


async def ask_links(
    sources: Sequence[Source], policy: RequestPolicy, on_record: Callable[[LinkRecord], None], *, today: datetime.date
) -> None:
    """Request the address of every source, passing each record to *on_record* at once."""
    hosts: defaultdict[str, defaultdict[httpx.URL, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for source in sources:
        try:
            url = httpx.URL(str(httpx.URL(source.url)))  # in its final form, it may be too long
        except httpx.InvalidURL:
            on_record(_record(source, Answer(url=httpx.URL(), reason=Reason.INVALID), today))
        else:
            hosts[host_name(url)][url].append(source)
    async with contextlib.aclosing(WebClient(policy)) as web, asyncio.TaskGroup() as tasks:
        robots = Robots(web)

        async def ask(url: httpx.URL) -> Answer:
            return await robots.refusal(url) or await web.get(url, limit=0)

        async def visit(addresses: Mapping[httpx.URL, Sequence[Source]]) -> None:
            for address, sharing in addresses.items():
                answer = await follow(address, ask)
                for source in sharing:
                    on_record(_record(source, answer, today))

        for addresses in hosts.values():
            tasks.create_task(visit(addresses))


def _record(source: Source, answer: Answer, today: datetime.date) -> LinkRecord:
    state, reason = _judge(answer)
    if state is LinkState.OK and answer.target:
        state, reason = LinkState.MOVED, None if answer.permanent else Reason.TEMPORARY
    return LinkRecord(
        key=source.key,
        url=source.url,
        date=today,
        state=state,
        status=answer.status,
        reason=reason,
        target=answer.target,
    )


def _judge(answer: Answer) -> tuple[LinkState, Reason | None]:
    """Derive the state of a page from a response."""
    if answer.reason:
        return (LinkState.BLOCKED if answer.reason is Reason.ROBOTS else LinkState.UNREACHABLE), answer.reason
    if answer.is_challenge:
        return LinkState.BLOCKED, Reason.WALL
    match answer.status:
        case 404 | 410:
            return LinkState.GONE, None
        case 408 | 425:
            return LinkState.UNREACHABLE, Reason.TIMEOUT
        case status if 500 <= status < 600:
            return LinkState.UNREACHABLE, Reason.SERVER
        case status if status >= 400:  # any refusal; LinkedIn returns 999, Douban 418
            return LinkState.BLOCKED, None
        case status if 200 <= status < 300:
            return LinkState.OK, None
        case _:
            return LinkState.UNREACHABLE, Reason.PROTOCOL


class LinkRegister:
    """The register of an archive by key: the latest record of each source that still has, or may have, its address."""

    def __init__(self, root: Path, archive: Archive, records: Iterable[LinkRecord] = ()) -> None:
        self._root = root
        self.added = 0
        """The number of lines added."""
        # A source in a part of bib/ that cannot be read may still have the address.
        sources, may_be_unread = archive.sources, bool(archive.unread_bibliographies)
        self.records = {
            record.key: record
            for record in sorted(records, key=lambda record: record.date)
            if (sources[record.key].url == record.url if record.key in sources else may_be_unread)
        }

    def add(self, record: LinkRecord) -> None:
        """Add a line, saving the file at intervals so that an interrupted run keeps its results."""
        self.records[record.key] = record
        self.added += 1
        if self.added % _SAVE_INTERVAL == 0:
            self.save()

    def save(self) -> None:
        """Write the file."""
        lines = (msgspec.json.encode(self.records[key]) for key in sorted(self.records))
        files.write_bytes(self._root / PATH, b"".join(line + b"\n" for line in lines))


def read_register(root: Path, archive: Archive) -> LinkRegister | Diagnostic:
    """Read the register of an archive, skipping unreadable lines, such as merge conflicts."""
    file = root / PATH
    if file.parent.is_symlink():
        return SymbolicLink.flag(Span(path=PATH), f'"{Path(PATH).parent}" is a symbolic link')
    if not file.exists() and not file.is_symlink():
        return LinkRegister(root, archive)
    data = decoding.read(PATH, file)
    return data if isinstance(data, Diagnostic) else LinkRegister(root, archive, _records(data))


def _records(data: bytes) -> Iterator[LinkRecord]:
    decoder = msgspec.json.Decoder(LinkRecord)
    for line in data.splitlines():
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
