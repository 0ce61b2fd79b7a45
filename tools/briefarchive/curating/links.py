"""Are the pages still there at which sources were read?

Each address is asked for once, however many sources have it. Nothing is guessed: a page that says “not found” with
status 200 is a page, and one that is refused to us is not gone.

What was found, and when, is kept in `curation/links.jsonl`, one line a source in the order of the keys, so that a run
changes the lines of what it has asked for and no others; two runs at once lose nothing of what the other has found. It
lies outside `archive/` and `bib/`: it says what a machine saw, not what an author wrote, and can be deleted; then
everything is asked for again.
"""

import asyncio
import contextlib
import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import httpx
import msgspec

from ..diagnostics import CommandError, Diagnostic, Span
from ..model import Archive, CiteKey, Source
from ..reading import decoding
from ..reading.rules import SymbolicLink
from ..storage import files
from ..storage.locking import LockError, locked
from .web_client import Answer, Reason, RequestPolicy, Robots, WebClient, follow, host_name

PATH = "curation/links.jsonl"
_EVERY = 20


class LinkState(StrEnum):
    """What became of a page. *gone* is what its server says, never what we guess."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"


class LinkRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line.

    Attributes:
        url: The address that was asked for; once the source has another, this line counts no more.
        status: The HTTP status of the last answer; 0 if there was none.
        reason: What the status does not say.
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
    progress: Callable[[str, int, int], None] | None,
    on_wait: Callable[[str], None],
) -> None:
    """Ask for the address of every source, and keep what is found, even if the run is broken off.

    Raises:
        CommandError: The register cannot be written.
    """
    register.save(on_wait)  # so that a place that cannot be written to is told before anybody is asked
    numbers = itertools.count(1)

    def on_record(record: LinkRecord) -> None:
        register.add(record)
        if progress:
            progress("links", next(numbers), len(sources))

    try:
        asyncio.run(ask_links(sources, policy, on_record, today=today))
    finally:  # Ctrl and C too
        register.save(on_wait)


def due_sources(
    sources: Iterable[Source], records: Mapping[CiteKey, LinkRecord], since: datetime.date
) -> tuple[Source, ...]:
    """Return the sources whose address was not yet asked for, or not since that day."""
    known = {(record.key, record.url) for record in records.values() if record.date >= since}
    return tuple(source for source in sources if source.url and (source.key, source.url) not in known)


async def ask_links(
    sources: Sequence[Source],
    policy: RequestPolicy,
    on_record: Callable[[LinkRecord], None],
    *,
    today: datetime.date,
) -> None:
    """Ask for the address of every source; *on_record* gets each record as soon as it is known."""
    hosts: defaultdict[str, defaultdict[str, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for source in sources:
        hosts[_host(source.url)][source.url].append(source)
    async with contextlib.aclosing(WebClient(policy)) as web, asyncio.TaskGroup() as tasks:
        robots = Robots(web)

        async def ask(url: httpx.URL) -> Answer:
            return await robots.refusal(url) or await web.get(url, limit=0)

        async def visit(addresses: Mapping[str, Sequence[Source]]) -> None:
            for address, sharing in addresses.items():
                try:
                    answer = await follow(httpx.URL(address), ask)
                except httpx.InvalidURL:
                    answer = Answer(url=httpx.URL(), reason=Reason.FORBIDDEN)
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
    """What an answer means for the page."""
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
        case status if status >= 400:  # a refusal of any kind; LinkedIn says 999, Douban 418
            return LinkState.BLOCKED, None
        case status if 200 <= status < 300:
            return LinkState.OK, None
        case _:
            return LinkState.UNREACHABLE, Reason.PROTOCOL


def _host(address: str) -> str:
    try:
        return host_name(httpx.URL(address))
    except httpx.InvalidURL:
        return ""


class LinkRegister:
    """The lines of an archive's register by key; those that are added are written every so often."""

    def __init__(self, root: Path, archive: Archive, records: Iterable[LinkRecord] = ()) -> None:
        self._root, self._archive = root, archive
        self._unsaved: list[LinkRecord] = []
        self.records = self._current((*records,))

    def add(self, record: LinkRecord) -> None:
        """Take in a line; after some, the file is written, so that a run that is broken off keeps what it has.

        While another command writes into the archive, that waits for the next lines: servers are not to wait for it.
        """
        self.records[record.key] = record
        self._unsaved.append(record)
        if len(self._unsaved) % _EVERY == 0:
            with contextlib.suppress(LockError):
                self.save(waits=False)

    def save(self, on_wait: Callable[[str], None] = lambda _: None, *, waits: bool = True) -> None:
        """Write what this run has found into the file as it is now.

        Raises:
            LockError: The archive cannot be locked, and nothing was written.
            CommandError: The file cannot be written.
        """
        with locked(self._root, "briefs sources links", on_wait, waits=waits):
            if isinstance(now := read_register(self._root, self._archive), LinkRegister):
                self.records = self._current((*now.records.values(), *self._unsaved))
            lines = (msgspec.json.encode(self.records[key]) for key in sorted(self.records))
            try:
                files.write_bytes(self._root / PATH, b"".join(line + b"\n" for line in lines))
            except OSError as error:
                raise CommandError(f"{PATH} cannot be written: {error.strerror}") from error
        self._unsaved.clear()

    def _current(self, records: Iterable[LinkRecord]) -> dict[CiteKey, LinkRecord]:
        """Those that still say something, of two for a key the younger."""
        by_date = sorted(records, key=lambda one: one.date)
        return {one.key: one for one in by_date if self._is_current(one)}

    def _is_current(self, record: LinkRecord) -> bool:
        """Whether it is of a source with that address, or of one that may stand where something cannot be read."""
        source = self._archive.sources.get(record.key)
        return source.url == record.url if source else bool(self._archive.unread_bibliographies)


def read_register(root: Path, archive: Archive) -> LinkRegister | Diagnostic:
    """The register of the archive in *root*; a line that cannot be read, as after a merge, counts as not there."""
    file = root / PATH
    if file.parent.is_symlink():
        return SymbolicLink.at(Span(path=PATH), f'"{Path(PATH).parent}" is a symbolic link')
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
