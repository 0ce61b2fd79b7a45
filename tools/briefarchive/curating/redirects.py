"""Redirects, followed by hand, so that each step is asked for as politely as the first."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import httpx

from ..reading.addresses import allowed_address
from .answers import Answer, Reason

_LIMIT = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of asking for an address and following its redirects.

    Attributes:
        answer: The last answer.
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
        if asked in seen or len(seen) > _LIMIT:
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
