"""Asking web sites, with patience and within bounds; redirects and robots.txt (RFC 9309).

Redirects are followed by hand, so that each step is asked for as politely as the first. A robots.txt that is not there
(4xx) forbids nothing. One that cannot be had, because its server fails or does not answer, forbids everything: then
that failure is what we know of the site's pages.
"""

import asyncio
import contextlib
import email.utils
import functools
import http.cookiejar
import re
import ssl
import zlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from urllib.robotparser import RobotFileParser

import httpx

from .. import __version__
from ..reading.addresses import allowed_address
from .transport import GuardedTransport, PrivateAddressError, UnresolvedError

NAME = "briefarchive"
"""The product token by which a robots.txt can address us (RFC 9309, section 2.2.1)."""
BODY_LIMIT = 65_536
"""Bytes of a page that are read at most."""

# What stands on pages that keep programs out, and on no others. Cloudflare puts `/cdn-cgi/challenge-platform/` and
# DataDome its tag on ordinary pages too, those for 404 among them, so that these prove nothing.
_CHALLENGE = re.compile(
    rb"_cf_chl_opt|<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|DDoS-Guard)|"
    rb"Incapsula incident ID|captcha-delivery\.com/[ci]\.js|id=[\"']px-captcha|"
    rb"id=[\"']anubis_challenge|errors\.aliyun\.com|<title>\s*(?:Pardon Our Interruption|Human Verification)",
    re.IGNORECASE,
)
_MOST = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPolicy:
    """How to behave.

    Attributes:
        pause: Seconds between the end of one request to a host and the next; what is tried again waits longer.
        timeout: Seconds for the head of an answer, and again for the beginning of its body.
        retries: How often a request that may succeed later is made again.
        at_once: Requests under way at the same time, to all hosts together.
        longest_wait: Seconds; who asks us by `Retry-After` to wait longer is left alone until another day.
    """

    user_agent: str = f"{NAME}/{__version__}"
    pause: float = 2.0
    timeout: float = 20.0
    retries: int = 2
    at_once: int = 8
    longest_wait: float = 60.0


class Reason(StrEnum):
    """Why there is no page, where its status does not say it; with the words for people."""

    def __new__(cls, value: str, words: str) -> "Reason":
        """Return a reason as it is written in the register, and as it is told."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    words: str

    DNS = "dns", "the host has no address"
    PRIVATE = "private-address", "leads into a private network, where we do not go"
    FORBIDDEN = "forbidden-address", "leads to an address that is neither http nor https"
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
    """The answer to one request.

    Attributes:
        status: The HTTP status; 0 where there was no answer.
        headers: By their names in lower case.
        following: Where it leads, if it is a redirect.
        target: The address that gave it, if redirects have led there, with its fragment.
        permanent: Whether each of them was permanent (RFC 9110, section 15.4).
    """

    url: httpx.URL
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    reason: Reason | None = None
    following: httpx.URL | None = None
    target: str = ""
    permanent: bool = True

    @property
    def is_success(self) -> bool:
        """Whether it is a page or a redirect."""
        return 200 <= self.status < 400

    @property
    def is_challenge(self) -> bool:
        """Whether it keeps programs out: Cloudflare, AWS WAF, Imperva, DataDome, PerimeterX or another."""
        if self.headers.get("cf-mitigated") == "challenge":
            return True
        return self.headers.get("x-amzn-waf-action") in ("challenge", "captcha") or bool(_CHALLENGE.search(self.body))

    @property
    def is_temporary(self) -> bool:
        """Whether the same request may succeed a little later."""
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
    """Why a request had no answer; what is wrong with TLS lies among the causes of the error."""
    found = (reason for cause in _causes(error) for kinds, reason in _REASONS if isinstance(cause, kinds))
    return next(found, Reason.CONNECTION)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


class WebClient:
    """Every request of a run goes through here: politely, to public addresses, without cookies."""

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
            # As it stands in the file: nothing that a server sends is unpacked without a bound.
            headers={"User-Agent": policy.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"},
            cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
            timeout=None,  # noqa: S113 — `asyncio.timeout` bounds the whole of an answer, not each of its parts
            trust_env=False,
        )

    async def aclose(self) -> None:
        """Close what is open."""
        await self._client.aclose()

    async def get(self, url: httpx.URL, *, limit: int = BODY_LIMIT, attempts: int | None = None) -> Answer:
        """Ask for a page, and again if it may come later; of its body, *limit* bytes are read at most."""
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
        if host in self._blocked_hosts:  # it has said “too many requests”: that holds for the rest of the run
            return replace(self._blocked_hosts[host], url=url)
        async with self._hosts[host]:
            await asyncio.sleep(self._free_at[host] - asyncio.get_running_loop().time())
            try:
                async with self._at_once:
                    return await self._exchange(url, limit)
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:  # one odd address stops no run
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
        return Answer(url=url, status=response.status_code, headers=headers, body=body, following=following)

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
        backoff = self.policy.pause * 2 ** (attempt + 1)
        self._leave_alone(host_name(answer.url), min(max(asked, backoff), self.policy.longest_wait))
        return True

    def _leave_alone(self, host: str, seconds: float) -> None:
        self._free_at[host] = max(self._free_at[host], asyncio.get_running_loop().time() + seconds)


def host_name(url: httpx.URL) -> str:
    """Return the host as it is asked for: `xn--…` stays, for not each such name can be read."""
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
