"""Asking web sites, with patience and within bounds."""

import asyncio
import contextlib
import email.utils
import http.cookiejar
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx

from .answers import Answer, reason_of
from .manners import Manners, Turns
from .transport import GuardedTransport, Resolve, resolve

BODY_LIMIT = 65_536
"""Bytes of a page that are read at most."""


class Web:
    """Every request of a run goes through here: politely, to public addresses, without cookies."""

    def __init__(self, manners: Manners, *, resolver: Resolve = resolve) -> None:
        self.manners = manners
        self.turns = Turns(manners)
        self._weary: dict[str, Answer] = {}
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(instead=manners.proxy_to, resolver=resolver),
            # As it stands in the file: nothing that a server sends is unpacked without a bound.
            headers={"User-Agent": manners.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"},
            cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
            timeout=None,  # noqa: S113 — `asyncio.timeout` bounds the whole of an answer, not each of its parts
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def ask(self, url: httpx.URL, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask whether a page is there: by HEAD; by GET where that is refused, since many a server knows no HEAD.

        A page counts as missing only after GET has said so too.
        """
        answer = await self._once("HEAD", url, headers or {}, 0)
        if answer.fine or (answer.may_pass and not self._waited(answer, 0)):
            return answer
        if answer.reason and not answer.may_pass:
            return answer
        # An attempt that failed by chance counts as one; a refusal of HEAD does not.
        return await self.get(url, headers, attempts=self.manners.retries + (not answer.may_pass))

    async def get(
        self,
        url: httpx.URL,
        headers: Mapping[str, str] | None = None,
        *,
        limit: int = BODY_LIMIT,
        attempts: int | None = None,
    ) -> Answer:
        """Ask for a page, and again if it may come later; *limit* bytes of its body are read at most."""
        attempts = self.manners.retries + 1 if attempts is None else attempts
        for attempt in range(1, attempts):
            answer = await self._once("GET", url, headers or {}, limit)
            if not answer.may_pass or not self._waited(answer, attempt):
                return answer
        answer = await self._once("GET", url, headers or {}, limit)
        if answer.status == 429:
            self._weary[host_of(url)] = answer
        return answer

    async def _once(self, method: str, url: httpx.URL, headers: Mapping[str, str], limit: int) -> Answer:
        host = host_of(url)
        if host in self._weary:  # it has said “too many requests”: that holds for the rest of the run
            return replace(self._weary[host], method=method, url=url)
        try:
            async with self.turns.turn(host):
                async with asyncio.timeout(self.manners.timeout):
                    request = self._client.build_request(method, url, headers=dict(headers))
                    response = await self._client.send(request, stream=True, follow_redirects=False)
                try:
                    body = await self._beginning(response, limit) if limit else b""
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:  # one odd address stops no run
            return Answer(method=method, url=url, reason=reason_of(error))
        return Answer(method=method, url=url, status=response.status_code, headers=dict(response.headers), body=body)

    async def _beginning(self, response: httpx.Response, limit: int) -> bytes:
        """The first bytes of a body; of one that breaks off or drips, what has come in time."""
        data = bytearray()
        with contextlib.suppress(httpx.HTTPError, TimeoutError):
            async with asyncio.timeout(self.manners.timeout):
                async for part in response.aiter_raw():
                    data += part
                    if len(data) >= limit:
                        break
        if response.headers.get("content-encoding", "identity").lower() in ("gzip", "x-gzip", "deflate"):
            with contextlib.suppress(zlib.error):
                return zlib.decompressobj(wbits=47).decompress(bytes(data[:limit]), limit)
        return bytes(data[:limit])

    def _waited(self, answer: Answer, attempt: int) -> bool:
        """Have the host left alone before the next attempt; False if it wants that for longer than we can wait."""
        asked = _retry_after(answer.headers.get("retry-after", ""))
        if asked > self.manners.longest_wait:
            self._weary[host_of(answer.url)] = answer
            return False
        backoff = self.manners.pause * 2 ** (attempt + 1) if self.manners.pause else 0.0
        self.turns.rest(host_of(answer.url), min(max(asked, backoff), self.manners.longest_wait))
        return True


def host_of(url: httpx.URL) -> str:
    """The host as it is asked for: `xn--…` stays, for not each such name can be read."""
    return url.raw_host.decode("ascii")


def _retry_after(text: str) -> float:
    """The seconds in a header `Retry-After`, given as such or as a date (RFC 9110, section 10.2.3); 0 if none."""
    if text.strip().isdecimal():
        return float(text[:9])
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
