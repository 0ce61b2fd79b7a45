"""Asking web sites, with patience and within bounds."""

import asyncio
import contextlib
import email.utils
import http.cookiejar
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx

from .answers import Answer, classify_error
from .request_policy import RateLimiter, RequestPolicy
from .transport import GuardedTransport, Resolve, resolve

BODY_LIMIT = 65_536
"""Bytes of a page that are read at most."""


class WebClient:
    """Every request of a run goes through here: politely, to public addresses, without cookies."""

    def __init__(self, policy: RequestPolicy, *, resolver: Resolve = resolve) -> None:
        self.policy = policy
        self.limiter = RateLimiter(policy)
        self._blocked_hosts: dict[str, Answer] = {}
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(instead=policy.proxy_to, resolver=resolver),
            # As it stands in the file: nothing that a server sends is unpacked without a bound.
            headers={"User-Agent": policy.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"},
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

    async def ask(self, url: httpx.URL) -> Answer:
        """Ask whether a page is there: by HEAD; by GET where that is refused, since many a server knows no HEAD.

        A page counts as missing only after GET has said so too.
        """
        answer = await self._send("HEAD", url, 0)
        if answer.is_success or (answer.is_temporary and not self._schedule_retry(answer, 0)):
            return answer
        if answer.reason and not answer.is_temporary:
            return answer
        # An attempt that failed by chance counts as one; a refusal of HEAD does not.
        return await self.get(url, attempts=self.policy.retries + (not answer.is_temporary))

    async def get(self, url: httpx.URL, *, limit: int = BODY_LIMIT, attempts: int | None = None) -> Answer:
        """Ask for a page, and again if it may come later; *limit* bytes of its body are read at most."""
        attempts = self.policy.retries + 1 if attempts is None else attempts
        for attempt in range(1, attempts):
            answer = await self._send("GET", url, limit)
            if not answer.is_temporary or not self._schedule_retry(answer, attempt):
                return answer
        answer = await self._send("GET", url, limit)
        if answer.status == 429:
            self._blocked_hosts[host_name(url)] = answer
        return answer

    async def _send(self, method: str, url: httpx.URL, limit: int) -> Answer:
        host = host_name(url)
        if host in self._blocked_hosts:  # it has said “too many requests”: that holds for the rest of the run
            return replace(self._blocked_hosts[host], method=method, url=url)
        try:
            async with self.limiter.slot(host):
                async with asyncio.timeout(self.policy.timeout):
                    request = self._client.build_request(method, url)
                    response = await self._client.send(request, stream=True, follow_redirects=False)
                try:
                    body = await self._read_body(response, limit) if limit else b""
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:  # one odd address stops no run
            return Answer(method=method, url=url, reason=classify_error(error))
        return Answer(method=method, url=url, status=response.status_code, headers=dict(response.headers), body=body)

    async def _read_body(self, response: httpx.Response, limit: int) -> bytes:
        """The first bytes of a body; of one that breaks off or drips, what has come in time."""
        data = bytearray()
        with contextlib.suppress(httpx.HTTPError, TimeoutError):
            async with asyncio.timeout(self.policy.timeout):
                async for part in response.aiter_raw():
                    data += part
                    if len(data) >= limit:
                        break
        if response.headers.get("content-encoding", "identity").lower() in ("gzip", "x-gzip", "deflate"):
            with contextlib.suppress(zlib.error):
                return zlib.decompressobj(wbits=47).decompress(bytes(data[:limit]), limit)
        return bytes(data[:limit])

    def _schedule_retry(self, answer: Answer, attempt: int) -> bool:
        """Have the host left alone before the next attempt; False if it wants that for longer than we can wait."""
        asked = _retry_after(answer.headers.get("retry-after", ""))
        if asked > self.policy.longest_wait:
            self._blocked_hosts[host_name(answer.url)] = answer
            return False
        backoff = self.policy.pause * 2 ** (attempt + 1) if self.policy.pause else 0.0
        self.limiter.delay(host_name(answer.url), min(max(asked, backoff), self.policy.longest_wait))
        return True


def host_name(url: httpx.URL) -> str:
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
