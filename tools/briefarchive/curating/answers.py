"""What a web site answered, or why it did not."""

import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import httpx

from .transport import PrivateAddressError, UnresolvedError

# What stands on pages that keep programs out, and on no others. Cloudflare puts `/cdn-cgi/challenge-platform/` and
# DataDome its tag on ordinary pages too, those for 404 among them, so that these prove nothing.
_CHALLENGE = re.compile(
    rb"_cf_chl_opt|<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|DDoS-Guard)|"
    rb"Incapsula incident ID|captcha-delivery\.com/[ci]\.js|id=[\"']px-captcha|"
    rb"id=[\"']anubis_challenge|errors\.aliyun\.com|<title>\s*(?:Pardon Our Interruption|Human Verification)",
    re.IGNORECASE,
)


class Reason(StrEnum):
    """Why there is no page, where its status does not say it; with the words for people."""

    def __new__(cls, value: str, words: str) -> "Reason":
        """A reason as it is written in the register, and as it is told."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    words: str

    DNS = "dns", "the host has no address"
    PRIVATE = "private-address", "leads into a private network, where we do not go"
    FORBIDDEN = "forbidden-address", "leads to an address that is no http or https address"
    CERTIFICATE = "certificate", "the certificate is not valid"
    TLS = "tls", "no secure connection can be made"
    TIMEOUT = "timeout", "no answer in time"
    CONNECTION = "connection", "the connection failed"
    PROTOCOL = "protocol", "the answer is no HTTP that can be read"
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
        method: `HEAD` or `GET`.
        url: What was asked for.
        status: The HTTP status; 0 where there was no answer.
        headers: By their names in lower case.
        body: The beginning of the body.
        reason: Why there was no answer.
    """

    method: str = "GET"
    url: httpx.URL
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    reason: Reason | None = None

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


def classify_error(error: Exception) -> Reason:
    """Why a request had no answer; what is wrong with TLS lies among the causes of the error."""
    match error:
        case PrivateAddressError():
            return Reason.PRIVATE
        case UnresolvedError():
            return Reason.DNS
        case TimeoutError() | httpx.TimeoutException():
            return Reason.TIMEOUT
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | UnicodeError():
            return Reason.FORBIDDEN
        case httpx.ProtocolError() | httpx.DecodingError():
            return Reason.PROTOCOL
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return Reason.CERTIFICATE
    return Reason.TLS if any(isinstance(cause, ssl.SSLError) for cause in causes) else Reason.CONNECTION


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
