"""Redirects, followed by hand, so that each step is asked for as politely as the first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import httpx

from ..reading.addresses import allowed_address
from .answers import Answer, Reason
from .robots import Robots
from .web import Web

LIMIT = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LONGEST = 2_000

Validators = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """How one got from an address to an answer.

    Attributes:
        answer: The last answer.
        target: The address that gave it, if it is another than that asked for, with its fragment; else empty.
        permanent: Whether every redirect on the way was permanent (RFC 9110, section 15.4).
    """

    answer: Answer
    target: str = ""
    permanent: bool = True


async def follow(web: Web, robots: Robots, address: str, validators: Validators) -> Journey:
    """Ask for *address*, and go where its redirects lead.

    Args:
        web: Asks.
        robots: Says where we may not ask.
        address: Where to begin.
        validators: The headers of a conditional request for an address.
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return Journey(answer=Answer(url=httpx.URL(), reason=Reason.FORBIDDEN))
    seen: list[httpx.URL] = []
    permanent = True
    while True:
        asked = url.copy_with(fragment=None)
        failure = Reason.LOOP if asked in seen else Reason.REDIRECTS if len(seen) > LIMIT else None
        target = str(url) if seen else ""
        if failure:
            return Journey(answer=Answer(url=asked, reason=failure))
        seen.append(asked)
        answer = await robots.refusal(asked) or await web.ask(asked, validators(str(url)))
        if answer.status not in _REDIRECTS or answer.url != asked:
            return Journey(answer=answer, target=target, permanent=permanent)
        following = _following(url, answer)
        if following is None:
            reason = Reason.FORBIDDEN if answer.headers.get("location") else Reason.PROTOCOL
            return Journey(answer=replace(answer, reason=reason), target=target, permanent=permanent)
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
