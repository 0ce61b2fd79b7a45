"""Are the pages still there at which sources were read?

Each address is asked for once, however many sources have it. Nothing is guessed: a page that says “not found” with
status 200 is a page, and one that is refused to us is not gone.
"""

import asyncio
import contextlib
import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import httpx

from ..model import CiteKey, Source
from .link_register import LinkRecord, LinkRegister, LinkState
from .robots import Robots, Visit, follow
from .transport import Resolve, resolve
from .web_client import Answer, Reason, RequestPolicy, WebClient, host_name

Records = Mapping[CiteKey, LinkRecord]


def check_links(
    sources: Sequence[Source],
    register: LinkRegister,
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


def due_sources(sources: Iterable[Source], records: Records, since: datetime.date) -> tuple[Source, ...]:
    """The sources whose address was not yet asked for, or not since that day."""
    known = {(record.key, record.url) for record in records.values() if record.date >= since}
    return tuple(source for source in sources if source.url and (source.key, source.url) not in known)


async def ask_links(
    sources: Sequence[Source],
    policy: RequestPolicy,
    on_record: Callable[[LinkRecord], None],
    *,
    today: datetime.date,
    resolver: Resolve = resolve,
) -> None:
    """Ask for the address of every source; *on_record* gets each record as soon as it is known."""
    hosts: defaultdict[str, defaultdict[str, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for source in sources:
        hosts[_host(source.url)][source.url].append(source)
    async with contextlib.aclosing(WebClient(policy, resolver=resolver)) as web, asyncio.TaskGroup() as tasks:
        robots = Robots(web)

        async def ask(url: httpx.URL) -> Answer:
            return await robots.refusal(url) or await web.ask(url)

        async def visit(addresses: Mapping[str, Sequence[Source]]) -> None:
            for address, sharing in addresses.items():
                try:
                    found = await follow(httpx.URL(address), ask)
                except httpx.InvalidURL:
                    found = Visit(answer=Answer(url=httpx.URL(), reason=Reason.FORBIDDEN))
                for source in sharing:
                    on_record(_record(source, found, today))

        for addresses in hosts.values():
            tasks.create_task(visit(addresses))


def _record(source: Source, visit: Visit, today: datetime.date) -> LinkRecord:
    state, reason = _judge(visit.answer)
    if state is LinkState.OK and visit.target:
        state, reason = LinkState.MOVED, None if visit.permanent else Reason.TEMPORARY
    return LinkRecord(
        key=source.key,
        url=source.url,
        date=today,
        state=state,
        status=visit.answer.status,
        reason=reason,
        target=visit.target,
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
