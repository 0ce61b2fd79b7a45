"""A polite HTTP client with limits, which follows redirects and obeys robots.txt (RFC 9309).

Redirects are followed here rather than by httpx, so that each request is as polite as the first. A missing robots.txt
(4xx) forbids nothing. One that the server fails to deliver forbids everything, and that failure is the result for the
site's pages.
"""

import asyncio
import contextlib
import email.utils
import functools
import http.cookiejar
import re
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from urllib.robotparser import RobotFileParser

import httpx

from .. import __version__
from ..reading.addresses import is_allowed_address
from .transport import GuardedTransport, PrivateAddressError, UnresolvedError

NAME = "briefarchive"
"""The product token for robots.txt (RFC 9309, section 2.2.1)."""
BODY_LIMIT = 65_536
"""Maximum number of bytes read of a page."""

# Signs of a bot challenge that are on no other page. Cloudflare puts `/cdn-cgi/challenge-platform/` and
# DataDome its tag on ordinary pages too, including those for 404, so that these prove nothing.
_CHALLENGE = re.compile(
    rb"_cf_chl_opt|<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|DDoS-Guard)|"
    rb"Incapsula incident ID|captcha-delivery\.com/[ci]\.js|id=[\"']px-captcha|"
    rb"id=[\"']anubis_challenge|errors\.aliyun\.com|<title>\s*(?:Pardon Our Interruption|Human Verification)",
    re.IGNORECASE,
)
_MAX_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_MAX_ADDRESS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPolicy:
    """Politeness policy.

    Attributes:
        pause: Seconds between the end of one request to a host and the next; retries wait longer.
        timeout: Seconds for the head of a response, and again for the start of its body.
        retries: Maximum number of retries after a temporary failure.
        at_once: Maximum number of concurrent requests to all hosts.
        longest_wait: Seconds; a host whose `Retry-After` is longer gets no more requests in this run.
    """

    user_agent: str = f"{NAME}/{__version__}"
    pause: float = 2.0
    timeout: float = 20.0
    retries: int = 2
    at_once: int = 8
    longest_wait: float = 60.0


class Reason(StrEnum):
    """Why there is no page, if the status does not tell, with a description."""

    def __new__(cls, value: str, words: str) -> "Reason":
        """Create a reason with its value in the register and its description."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    words: str

    DNS = "dns", "the host has no address"
    PRIVATE = "private-address", "leads into a private network, where we do not go"
    FORBIDDEN = "forbidden-address", "leads to an address that is neither http nor https"
    INVALID = "invalid-address", "the address is malformed, or too long"
    CERTIFICATE = "certificate", "the certificate is not valid"
    TLS = "tls", "no secure connection can be made"
    TIMEOUT = "timeout", "no answer in time"
    CONNECTION = "connection", "the connection failed"
    PROTOCOL = "protocol", "the answer is not readable HTTP"
    SERVER = "server", "the server has an error"
    LOOP = "redirect-loop", "redirects in a circle"
    REDIRECTS = "too-many-redirects", "redirects too often"
    TEMPORARY = "temporary", "the redirect is a temporary one"
    ROBOTS = "robots", "robots.txt asks programs to stay away"
    WALL = "bot-wall", "a wall against programs; look with a browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The response to a request, or why there is none.

    Attributes:
        status: The HTTP status; 0 without a response.
        headers: Header values by lower-case name.
        redirect: The address to which it leads, if it is a redirect.
        target: The final address after redirects, with its fragment; empty without redirects.
        permanent: Whether all redirects were permanent (RFC 9110, section 15.4).
    """

    url: httpx.URL
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    reason: Reason | None = None
    redirect: httpx.URL | None = None
    target: str = ""
    permanent: bool = True

    @property
    def is_success(self) -> bool:
        """Whether it is a page or a redirect."""
        return 200 <= self.status < 400

    @property
    def is_challenge(self) -> bool:
        """Whether it is a bot challenge of Cloudflare, AWS WAF, Imperva, DataDome, PerimeterX or another."""
        if self.headers.get("cf-mitigated") == "challenge":
            return True
        return self.headers.get("x-amzn-waf-action") in ("challenge", "captcha") or bool(_CHALLENGE.search(self.body))

    @property
    def is_temporary(self) -> bool:
        """Whether the same request may succeed soon."""
        passing = (Reason.DNS, Reason.TIMEOUT, Reason.CONNECTION, Reason.PROTOCOL)
        return self.reason in passing or self.status in (408, 425, 429, 500, 502, 503, 504)


_REASONS = (
    (PrivateAddressError, Reason.PRIVATE),
    (UnresolvedError, Reason.DNS),
    ((TimeoutError, httpx.TimeoutException), Reason.TIMEOUT),
    ((httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError), Reason.FORBIDDEN),
    ((httpx.ProtocolError, httpx.DecodingError), Reason.PROTOCOL),
    (ssl.SSLCertVerificationError, Reason.CERTIFICATE),
    (ssl.SSLError, Reason.TLS),
)


def classify_error(error: Exception) -> Reason:
    """Return why a request failed; TLS errors are among the causes of the exception."""
    reasons = (reason for cause in _causes(error) for kinds, reason in _REASONS if isinstance(cause, kinds))
    return next(reasons, Reason.CONNECTION)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


class WebClient:
    """Client for all requests of a run: polite, to public addresses only, without cookies."""

    def __init__(self, policy: RequestPolicy) -> None:
        self.policy = policy
        self.pauses: defaultdict[str, float] = defaultdict(lambda: policy.pause)
        """Seconds between the end of one request to a host and the next."""
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: defaultdict[str, float] = defaultdict(float)
        self._at_once = asyncio.Semaphore(policy.at_once)
        self._blocked_hosts: dict[str, Answer] = {}
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(),
            # Uncompressed, so that no response is decompressed without a limit.
            headers={"User-Agent": policy.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"},
            cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
            timeout=None,  # noqa: S113 — `asyncio.timeout` limits the whole response instead of each part
            trust_env=False,
        )

    async def aclose(self) -> None:
        """Close what is open."""
        await self._client.aclose()

    async def get(self, url: httpx.URL, *, limit: int = BODY_LIMIT, attempts: int | None = None) -> Answer:
        """Request a page, retrying after temporary failures, and read at most *limit* bytes of its body."""
        attempts = self.policy.retries + 1 if attempts is None else attempts
        for attempt in range(attempts - 1):
            answer = await self._send(url, limit)
            if not answer.is_temporary or not self._schedule_retry(answer, attempt):
                return answer
        answer = await self._send(url, limit)
        if answer.status == 429:
            self._blocked_hosts[host_name(url)] = answer
        return answer

    async def _send(self, url: httpx.URL, limit: int) -> Answer:
        host = host_name(url)
        if host in self._blocked_hosts:  # after “too many requests” it gets no more in this run
            return replace(self._blocked_hosts[host], url=url)
        async with self._hosts[host]:
            await asyncio.sleep(self._free_at[host] - asyncio.get_running_loop().time())
            try:
                async with self._at_once:
                    return await self._exchange(url, limit)
            # A bad address must not stop the run.
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
                return Answer(url=url, reason=classify_error(error))
            finally:
                self._leave_alone(host, self.pauses[host])

    async def _exchange(self, url: httpx.URL, limit: int) -> Answer:
        async with asyncio.timeout(self.policy.timeout):
            request = self._client.build_request("GET", url)
            response = await self._client.send(request, stream=True, follow_redirects=False)
        limit = BODY_LIMIT if response.is_error else limit
        try:
            body = await self._read_body(response, limit) if limit else b""
        finally:
            await response.aclose()
        following = response.next_request.url if response.next_request else None
        headers = dict(response.headers)
        return Answer(url=url, status=response.status_code, headers=headers, body=body, redirect=following)

    async def _read_body(self, response: httpx.Response, limit: int) -> bytes:
        """Read the first bytes of a body, or what arrived before it broke off or timed out."""
        data = bytearray()
        with contextlib.suppress(httpx.HTTPError, TimeoutError):
            async with asyncio.timeout(self.policy.timeout):
                async for part in response.aiter_raw():
                    data += part
                    if len(data) >= limit:
                        break
        return bytes(data[:limit])

    def _schedule_retry(self, answer: Answer, attempt: int) -> bool:
        """Postpone the next request to the host; return False if it demands too long a wait."""
        requested_wait = _retry_after(answer.headers.get("retry-after", ""))
        if requested_wait > self.policy.longest_wait:
            self._blocked_hosts[host_name(answer.url)] = answer
            return False
        backoff = self.policy.pause * 2 ** (attempt + 1)
        self._leave_alone(host_name(answer.url), min(max(requested_wait, backoff), self.policy.longest_wait))
        return True

    def _leave_alone(self, host: str, seconds: float) -> None:
        self._free_at[host] = max(self._free_at[host], asyncio.get_running_loop().time() + seconds)


def host_name(url: httpx.URL) -> str:
    """Return the host in ASCII: `xn--…` stays, since not every such name can be decoded."""
    return url.raw_host.decode("ascii")


def _retry_after(text: str) -> float:
    """Return the seconds in a `Retry-After` header, a number or a date (RFC 9110, section 10.2.3); 0 if absent."""
    if text.strip().isdecimal():
        return float(text[:9])
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


async def follow(url: httpx.URL, ask: Callable[[httpx.URL], Awaitable[Answer]]) -> Answer:
    """Request *url* with *ask*, follow redirects, and return the last answer."""
    visited: set[httpx.URL] = set()
    permanent = True
    while True:
        answer = replace(await ask(url), target=str(url) if visited else "", permanent=permanent)
        visited.add(url.copy_with(fragment=None))
        if answer.status not in _REDIRECTS:
            return answer
        reason = _refusal(answer.redirect, visited)
        if reason or answer.redirect is None:
            return replace(answer, reason=reason)
        permanent = permanent and answer.status in _PERMANENT
        url = answer.redirect


def _refusal(url: httpx.URL | None, visited: Set[httpx.URL]) -> Reason | None:
    """Return why a redirect to *url* must not be followed, if so."""
    if url is None:
        return Reason.PROTOCOL
    if url.scheme not in ("http", "https") or len(str(url)) > _MAX_ADDRESS or not is_allowed_address(str(url)):
        return Reason.FORBIDDEN
    if url.copy_with(fragment=None) in visited:
        return Reason.LOOP
    return Reason.REDIRECTS if len(visited) > _MAX_REDIRECTS else None


_ROBOTS_LIMIT = 512_000
"""Bytes; RFC 9309, section 2.5, requires at least 500 KiB."""
_MAX_PAUSE = 30.0


class Robots:
    """The robots.txt rules of each site, read once per run."""

    def __init__(self, web: WebClient) -> None:
        self._web = web
        self._names = {NAME, web.policy.user_agent}
        self._rules: dict[httpx.URL, asyncio.Task[RobotFileParser | Answer | None]] = {}

    async def refusal(self, url: httpx.URL) -> Answer | None:
        """Return the answer that forbids requesting *url*, if any."""
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
        """Read the rules of a site; return None if it has none, or the answer that prevents reading them."""
        answer = await follow(file, functools.partial(self._web.get, limit=_ROBOTS_LIMIT))
        if answer.reason or answer.status >= 500 or answer.status == 429:
            return answer
        if not 200 <= answer.status < 300:
            return None
        parser = RobotFileParser()
        parser.parse(answer.body.decode("utf-8-sig", "replace").splitlines())
        if delay := parser.crawl_delay(NAME):
            self._web.pauses[host_name(file)] = max(self._web.policy.pause, min(float(delay), _MAX_PAUSE))
        return parser
