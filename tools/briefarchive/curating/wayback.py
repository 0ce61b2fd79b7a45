"""The Internet Archive's Wayback Machine: which captures it has, and the wish that it make one.

Availability API: https://archive.org/help/wayback_api.php. Save Page Now: https://web.archive.org/save.
"""

import datetime
import re
from dataclasses import dataclass

import httpx
import msgspec

from ..reading.bibliography.addresses import web_address
from .web_client import Answer, WebClient

_AVAILABLE = httpx.URL("https://archive.org/wayback/available")
_SAVE = "https://web.archive.org/save/"
_HOST = "https://web.archive.org"
# `id_`, `if_` and the like after the time stamp ask for other forms of the same capture.
_CAPTURE = re.compile(r"(?:https?://web\.archive\.org)?/web/(\d{14})(?:[a-z]{2}_)?/(https?:.+)", re.IGNORECASE)


class _Closest(msgspec.Struct, frozen=True):
    url: str
    timestamp: str
    status: str = "200"
    available: bool = True


class _Snapshots(msgspec.Struct, frozen=True):
    closest: _Closest | None = None


class _Reply(msgspec.Struct, frozen=True):
    archived_snapshots: _Snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A copy of a page: its address, and the day on which it was made."""

    url: str
    date: datetime.date


async def nearest(web: WebClient, address: str, day: datetime.date | None) -> Capture | Answer | None:
    """The capture of *address* nearest to *day*, or the last; None if there is none, an answer if that is not known."""
    terms = {"url": _plain(address)} | ({"timestamp": f"{day:%Y%m%d}"} if day else {})
    answer = await web.get(_AVAILABLE.copy_merge_params(terms))
    if answer.status != 200:
        return answer
    try:
        closest = msgspec.json.decode(answer.body, type=_Reply).archived_snapshots.closest
    except (msgspec.DecodeError, UnicodeDecodeError):
        return answer
    if closest is None or not closest.available or closest.status != "200":
        return None
    return _capture(closest.url) or answer


async def save(web: WebClient, address: str) -> Capture | Answer:
    """Ask for a capture of *address* now: the capture, or the answer if it does not name one yet."""
    try:
        url = httpx.URL(_SAVE + _plain(address))
    except httpx.InvalidURL:
        return Answer(url=httpx.URL(_SAVE), status=400)
    answer = await web.get(url, attempts=1)
    if not answer.is_success:
        return answer
    named = (answer.headers.get(name, "") for name in ("content-location", "location"))
    return next(filter(None, map(_capture, named)), answer)


def is_capture(address: str) -> bool:
    """Whether an address is itself that of a copy in the Wayback Machine."""
    return re.match(r"https?://web\.archive\.org/", address, re.IGNORECASE) is not None


def _plain(address: str) -> str:
    return address.partition("#")[0]


def _capture(text: str) -> Capture | None:
    """The capture at an address that the Wayback Machine has given, if it is one that may stand in a bibliography."""
    found = _CAPTURE.fullmatch(text)
    if found is None or not text.isprintable() or len(text) > 2_000:
        return None
    try:
        date = datetime.datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None
    url = web_address(f"{_HOST}/web/{found[1]}/{found[2]}")
    return Capture(url=url, date=date) if url else None
