"""robots.txt, obeyed as RFC 9309 asks.

A file that is not there (4xx) forbids nothing. One that cannot be had, because its server fails or does not answer,
forbids everything: then that failure is what we know of the site's pages.
"""

import asyncio
import functools
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

import httpx

from .answers import Answer, Reason
from .redirects import follow
from .request_policy import NAME
from .web_client import WebClient, host_name

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
            self._web.limiter.set_pause(host_name(file), min(float(delay), _LONGEST_PAUSE))
        return _Rules(parser=parser)
