"""Redirects, followed by hand so that each step is asked for as politely as the first, and robots.txt (RFC 9309).

A file that is not there (4xx) forbids nothing. One that cannot be had, because its server fails or does not answer,
forbids everything: then that failure is what we know of the site's pages.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Set
from dataclasses import replace
from urllib.robotparser import RobotFileParser

import httpx

from ..reading.addresses import allowed_address
from .web_client import NAME, Answer, Reason, WebClient, host_name

_MOST = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LONGEST = 2_000


async def follow(url: httpx.URL, ask: Callable[[httpx.URL], Awaitable[Answer]]) -> Answer:
    """Ask for *url* with *ask*, and go where its redirects lead: the last answer, and how it was come to."""
    seen: set[httpx.URL] = set()
    permanent = True
    while True:
        answer = replace(await ask(url), target=str(url) if seen else "", permanent=permanent)
        seen.add(url.copy_with(fragment=None))
        if answer.status not in _REDIRECTS:
            return answer
        reason = _refusal(answer.following, seen)
        if reason or answer.following is None:
            return replace(answer, reason=reason)
        permanent = permanent and answer.status in _PERMANENT
        url = answer.following


def _refusal(url: httpx.URL | None, seen: Set[httpx.URL]) -> Reason | None:
    """Why a redirect to *url* is not followed; None if it is."""
    if url is None:
        return Reason.PROTOCOL
    if url.scheme not in ("http", "https") or len(str(url)) > _LONGEST or not allowed_address(str(url)):
        return Reason.FORBIDDEN
    if url.copy_with(fragment=None) in seen:
        return Reason.LOOP
    return Reason.REDIRECTS if len(seen) > _MOST else None


_LIMIT = 512_000
"""Bytes; RFC 9309, section 2.5, demands that at least 500 KiB are read."""
_NOT_THERE = (Reason.LOOP, Reason.REDIRECTS)
_LONGEST_PAUSE = 30.0


class Robots:
    """The rules of every site of a run, each read once."""

    def __init__(self, web: WebClient) -> None:
        self._web = web
        self._names = {NAME, web.policy.user_agent}
        self._rules: dict[httpx.URL, asyncio.Task[RobotFileParser | Answer | None]] = {}

    async def refusal(self, url: httpx.URL) -> Answer | None:
        """What keeps us from asking for *url*; None if nothing does."""
        file = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        if file not in self._rules:
            self._rules[file] = asyncio.create_task(self._read(file))
        rules = await self._rules[file]
        if isinstance(rules, RobotFileParser):
            page = str(url.copy_with(fragment=None))
            may = all(rules.can_fetch(name, page) for name in self._names)
            return None if may else Answer(url=url, reason=Reason.ROBOTS)
        return rules

    async def _read(self, file: httpx.URL) -> RobotFileParser | Answer | None:
        """The rules of a site; none if there are none, and the answer that keeps us from knowing."""
        answer = await follow(file, functools.partial(self._web.get, limit=_LIMIT))
        if answer.reason in _NOT_THERE or 300 <= answer.status < 400:  # redirects that lead nowhere
            return None
        if answer.reason or answer.status >= 500 or answer.status == 429:
            return answer
        if not 200 <= answer.status < 300:
            return None
        parser = RobotFileParser()
        parser.parse(answer.body.decode("utf-8-sig", "replace").splitlines())
        if delay := parser.crawl_delay(NAME):
            self._web.pauses[host_name(file)] = max(self._web.policy.pause, min(float(delay), _LONGEST_PAUSE))
        return parser
