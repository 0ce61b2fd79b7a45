"""Are the pages still there at which sources were read?

Each address is asked for once, however many sources have it. Nothing is guessed: a page that says “not found” with
status 200 is a page, and one that is refused to us is not gone.
"""

import asyncio
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import httpx
import msgspec

from ..model import CiteKey, Source
from .answers import Answer, Reason
from .bot_walls import is_wall
from .link_register import LinkRecord, LinkState, sound_date, sound_etag
from .manners import Manners
from .redirects import Journey, follow
from .robots import Robots
from .transport import Resolve, resolve
from .web import Web, host_of

Records = Mapping[CiteKey, LinkRecord]
Hear = Callable[[LinkRecord], None]

_A_ROUND = 50
"""Links after which a round ends with a host: what it has found is kept when all of it is done."""


def due(sources: Iterable[Source], records: Records, since: datetime.date) -> tuple[Source, ...]:
    """The sources whose address was not yet asked for, or not since that day."""
    known = {(record.key, record.url) for record in records.values() if record.date >= since}
    return tuple(source for source in sources if source.url and (source.key, source.url) not in known)


def current(sources: Mapping[CiteKey, Source], unread: Iterable[CiteKey], records: Records) -> list[LinkRecord]:
    """The records that still say something: of a source that is there with that address, or that cannot be read."""
    kept = set(unread)
    addresses = {source.key: source.url for source in sources.values()}
    return [one for one in records.values() if one.key in kept or addresses.get(one.key) == one.url]


async def ask_links(
    sources: Sequence[Source],
    records: Records,
    manners: Manners,
    hear: Hear,
    *,
    today: datetime.date,
    resolver: Resolve = resolve,
) -> None:
    """Ask for the address of every source; *hear* gets each record as soon as it is known."""
    hosts: defaultdict[str, defaultdict[str, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for source in sources:
        hosts[_host(source.url)][source.url].append(source)
    async with Web(manners, resolver=resolver) as web:
        robots = Robots(web)

        async def visit(addresses: Mapping[str, Sequence[Source]]) -> None:
            for address, sharing in addresses.items():
                before = next((records[one.key] for one in sharing if one.key in records), None)
                validators = before.validators if before and before.url == address else lambda _: {}
                journey = await follow(web, robots, address, validators)
                for source in sharing:
                    hear(record_of(source, journey, before, today))

        async with asyncio.TaskGroup() as tasks:
            for addresses in hosts.values():
                tasks.create_task(visit(addresses))


def record_of(source: Source, journey: Journey, before: LinkRecord | None, today: datetime.date) -> LinkRecord:
    """What a journey tells of a source; *before* is what was known."""
    answer = journey.answer
    state, reason = judge(answer)
    if state is LinkState.OK and journey.target:
        state, reason = LinkState.MOVED, None if journey.permanent else Reason.TEMPORARY
    record = LinkRecord(
        key=source.key,
        url=source.url,
        date=today,
        state=state,
        status=answer.status,
        reason=reason,
        target=journey.target,
    )
    if state not in (LinkState.OK, LinkState.MOVED):
        return record
    etag, modified = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
    if answer.status == 304 and before is not None:  # what it stands for is the page that we know
        status, etag, modified = before.status, etag or before.etag, modified or before.modified
        record = msgspec.structs.replace(record, status=status)
    return msgspec.structs.replace(record, etag=sound_etag(etag), modified=sound_date(modified))


def judge(answer: Answer) -> tuple[LinkState, Reason | None]:
    """What an answer means for the page."""
    if answer.reason:
        return (LinkState.BLOCKED if answer.reason is Reason.ROBOTS else LinkState.UNREACHABLE), answer.reason
    if is_wall(answer):
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
        case status if 200 <= status < 300 or status == 304:
            return LinkState.OK, None
        case _:
            return LinkState.UNREACHABLE, Reason.PROTOCOL


def _host(address: str) -> str:
    try:
        return host_of(httpx.URL(address))
    except httpx.InvalidURL:
        return ""
