"""Redirects, followed by hand so that each step is asked for as politely as the first, and robots.txt (RFC 9309).

A file that is not there (4xx) forbids nothing. One that cannot be had, because its server fails or does not answer,
forbids everything: then that failure is what we know of the site's pages.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from urllib.robotparser import RobotFileParser

import httpx

from ..reading.addresses import allowed_address
from .web_client import NAME, Answer, Reason, WebClient, host_name

_MOST = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of asking for an address and following its redirects.

    Attributes:
        target: The address that gave it, if it is another than that asked for, with its fragment; else empty.
        permanent: Whether every redirect on the way was permanent (RFC 9110, section 15.4).
    """

    answer: Answer
    target: str = ""
    permanent: bool = True


async def follow(url: httpx.URL, ask: Callable[[httpx.URL], Awaitable[Answer]]) -> Visit:
    """Ask for *url* with *ask*, and go where its redirects lead."""
    seen: list[httpx.URL] = []
    permanent = True
    while True:
        asked = url.copy_with(fragment=None)
        if asked in seen or len(seen) > _MOST:
            return Visit(answer=Answer(url=asked, reason=Reason.LOOP if asked in seen else Reason.REDIRECTS))
        target = str(url) if seen else ""
        seen.append(asked)
        answer = await ask(asked)
        if answer.status not in _REDIRECTS or answer.url != asked:
            return Visit(answer=answer, target=target, permanent=permanent)
        following = _following(url, answer)
        if following is None:
            reason = Reason.FORBIDDEN if answer.headers.get("location") else Reason.PROTOCOL
            return Visit(answer=replace(answer, reason=reason), target=target, permanent=permanent)
        permanent = permanent and answer.status in _PERMANENT
        url = following


def _following(url: httpx.URL, answer: Answer) -> httpx.URL | None:
    """Where a redirect leads; None where a link may not lead. The fragment is passed on (RFC 9110, section 10.2.2)."""
    location = answer.headers.get("location", "")
    try:
        following = url.join(location) if location else None
    except httpx.InvalidURL:
        return None
    if following is None or len(str(following)) > _LONGEST:
        return None
    if following.scheme not in ("http", "https") or not allowed_address(str(following)):
        return None
    return following if following.fragment or not url.fragment else following.copy_with(fragment=url.fragment)


_LIMIT = 512_000
"""Bytes; RFC 9309, section 2.5, demands that at least 500 KiB are read."""
_NOT_THERE = (Reason.LOOP, Reason.REDIRECTS)
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    parser: RobotFileParser | None = None
    failure: Answer | None = None


class Robots:
    """The rules of every site of a run, each read once."""

    def __init__(self, web: WebClient) -> None:
        self._web = web
        self._names = {NAME, web.policy.user_agent}
        self._rules: dict[httpx.URL, asyncio.Task[_Rules]] = {}

    async def refusal(self, url: httpx.URL) -> Answer | None:
        """What keeps us from asking for *url*; None if nothing does."""
        file = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        if file not in self._rules:
            self._rules[file] = asyncio.create_task(self._read(file))
        rules = await self._rules[file]
        if rules.failure:
            return rules.failure
        if rules.parser and not all(rules.parser.can_fetch(name, str(url)) for name in self._names):
            return Answer(url=url, reason=Reason.ROBOTS)
        return None

    async def _read(self, file: httpx.URL) -> _Rules:
        answer = (await follow(file, functools.partial(self._web.get, limit=_LIMIT))).answer
        if answer.reason in _NOT_THERE or 300 <= answer.status < 400:  # redirects that lead nowhere
            return _Rules()
        if answer.reason or answer.status >= 500 or answer.status == 429:
            return _Rules(failure=answer)
        if not 200 <= answer.status < 300:
            return _Rules()
        parser = RobotFileParser()
        parser.parse(answer.body.decode("utf-8-sig", "replace").splitlines())
        if delay := parser.crawl_delay(NAME):
            self._web.pauses[host_name(file)] = max(self._web.policy.pause, min(float(delay), _LONGEST_PAUSE))
        return _Rules(parser=parser)
