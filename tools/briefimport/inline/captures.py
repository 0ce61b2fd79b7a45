"""Addresses of copies in web archives, split into the address of the page, that of the copy, and its date."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from briefarchive.model import PartialDate
from briefarchive.reading.addresses import find_host, split_address

_STAMP = r"(?P<stamp>\d{4,14}|\d{4}\.\d\d\.\d\d-\d{4,6})"
# The suffix in “20141014id_” tells the Wayback Machine how to display a copy; “*” is the list of copies.
_WAYBACK = re.compile(
    rf"https?://(?:web\.|wayback\.|www\.)?(?:archive\.org|waybackmachine\.org)/(?:web/)?(?:{_STAMP}(?:[a-z]{{2}}_)?|\*|\d{{0,14}}\*)"
    r"/(?P<of>.+)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"https?://(?:www\.)?archive\.(?:today|is|ph|li|vn|fo|md)/(?:{_STAMP}|o/\w+|newest|oldest)/(?P<of>.+)",
    re.IGNORECASE,
)
# National libraries and universities also identify copies by their time, followed by the whole address.
_OTHERS = re.compile(
    r"https?://[\w.-]+/(?:[\w-]+/){0,4}(?P<stamp>(?:19|20)\d{12})(?:[a-z]{2}_)?/(?P<of>https?:/{1,2}.+)", re.IGNORECASE
)
# The short name of a copy does not contain the address of the page.
_NAMED = re.compile(
    r"https?://(?:www\.)?(?:archive\.(?:today|is|ph|li|vn|fo|md)/\w{4,6}|perma\.cc/[\w-]{4,12}|webcitation\.org/\w{6,12}"
    r"|freezepage\.com/\w+|megalodon\.jp/\S+|ghostarchive\.org/archive/\w+)/?",
    re.IGNORECASE,
)
_CACHE = re.compile(r"cache:(?:[\w-]{12}:)?(?P<of>[^+\s]+)")
_SCHEME = re.compile(r"(?:https?:/{1,2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A copy of a page.

    Attributes:
        url: The address of the page; empty if that of the copy does not contain it.
        archive_url: The address of the copy; empty for one in a search engine's cache, which lasted only days.
        archive_date: The date of the copy, as far as its address says.
    """

    url: str = ""
    archive_url: str = ""
    archive_date: PartialDate | None = None


def parse_capture(address: str) -> Capture | None:
    """Return the copy to which *address* leads, or None if it is not the address of a copy."""
    return next((capture for form in _FORMS if (capture := form(address))), None)


def _parse_stamped(address: str) -> Capture | None:
    match = next(filter(None, (form.fullmatch(address) for form in (_WAYBACK, _TODAY, _OTHERS))), None)
    if match is None:
        return None
    url = _complete_address(match["of"])
    if not url:
        return None
    day = _parse_day(match["stamp"] or "")
    # In a copy of a copy, the innermost address is that of the page.
    inner = parse_capture(url)
    is_list = match["stamp"] is None and match.re is _WAYBACK
    return Capture(url=inner.url or url if inner else url, archive_url="" if is_list else address, archive_date=day)


def _parse_webcite(address: str) -> Capture | None:
    """Parse an address of WebCite, which has that of the page in its query."""
    if find_host(address) != "webcitation.org":
        return None
    parts = split_address(address)
    query = parse_qs(parts.query) if parts else {}
    url = _complete_address(query.get("url", [""])[0])
    return Capture(url=url, archive_url=address, archive_date=_parse_day(query.get("date", [""])[0])) if url else None


def _parse_cached(address: str) -> Capture | None:
    if find_host(address) not in {"webcache.googleusercontent.com", "google.com", "cc.bingj.com"}:
        return None
    parts = split_address(address)
    match = _CACHE.match(parse_qs(parts.query).get("q", [""])[0]) if parts else None
    url = _complete_address(match["of"]) if match else ""
    return Capture(url=url) if url else None


def _parse_short(address: str) -> Capture | None:
    return Capture(archive_url=address) if _NAMED.fullmatch(address) else None


_FORMS: tuple[Callable[[str], Capture | None], ...] = (_parse_stamped, _parse_webcite, _parse_cached, _parse_short)


def _complete_address(address: str) -> str:
    """Return *address* with its scheme and both slashes; empty if it has no host."""
    scheme = "https" if address.lower().startswith("https:") else "http"
    whole = f"{scheme}://{_SCHEME.sub('', address, count=1)}"
    return whole if "." in find_host(whole) else ""


def _parse_day(stamp: str) -> PartialDate | None:
    """Return the day, month or year with which *stamp* begins."""
    figures = re.sub(r"\D", "", stamp)[:8]
    for length, form in ((8, r"\1-\2-\3"), (6, r"\1-\2"), (4, r"\1")):
        text = re.sub(r"(\d{4})(\d\d)?(\d\d)?", form, figures[:length]) if len(figures) >= length else ""
        if text and (day := PartialDate.parse(text)):
            return day
    return None
