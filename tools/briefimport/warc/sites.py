"""The captures of one file, grouped by page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefarchive.facets.similarity.canonical_address import canonical_address
from briefarchive.reading.addresses import split_address

from ..inline.captures import parse_capture
from .records import Damage, Record

_MOST_PAGES = 1_000_000
# Pages on which content management systems list others, and addresses under which they show a page in another form.
_LISTING_NAMES = frozenset(
    {"category", "tag", "author", "feed", "search", "wp-admin", "wp-login.php", "wp-json", "comments"}
)
_LISTING_PATH = re.compile(r"/page/\d+/?$")
_LISTING_QUERY = re.compile(r"(?:^|&)(?:replytocom|share|s|paged|cat|tag|author|print|like_comment|C)=")


@dataclass(slots=True)
class CapturedSite:
    """A captured site.

    Attributes:
        pages: The captures of each page, the preferred one first, by canonical address.
        pictures: The offsets of pictures by canonical address.
        referred: Revisits whose content is in another file.
    """

    pages: dict[str, list[Record]] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    referred: list[Record] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)


def original_address(address: str) -> str:
    """Return the original address of a page, even if it was captured from a web archive."""
    capture = parse_capture(address)
    return capture.url if capture and capture.url else address


def comparable_address(address: str) -> str:
    """Return the canonical form of *address*, which all captures of a page have in common."""
    return canonical_address(original_address(address)) or address


def is_listing(address: str) -> bool:
    """Return whether an address of a blog is that of a list of pages, or of another form of a page."""
    parts = split_address(address)
    if parts is None:
        return False
    names = [name for name in parts.path.split("/") if name]
    return bool(
        (names and (names[0] in _LISTING_NAMES or names[-1] in ("feed", "amp", "trackback")))
        or _LISTING_PATH.search(parts.path)
        or _LISTING_QUERY.search(parts.query)
    )


def group_captures(records: Iterable[Record | Damage]) -> CapturedSite:
    """Group the captures of a site by page."""
    site = CapturedSite()
    revisits: list[Record] = []
    by_payload: dict[str, Record] = {}
    for record in records:
        if isinstance(record, Damage):
            site.damages.append(record)
        elif record.kind == "revisit":
            revisits.append(record)
        elif record.kind == "picture":
            site.pictures[comparable_address(record.address)] = record.offset
        elif len(site.pages) >= _MOST_PAGES:
            site.damages.append(Damage(offset=record.offset, message=f"there are more than {_MOST_PAGES:,} pages"))
            break
        else:
            site.pages.setdefault(comparable_address(record.address), []).append(record)
            by_payload.setdefault(record.payload, record)
    for revisit in revisits:
        _add_revisit(revisit, site, by_payload)
    for captures in site.pages.values():
        # The latest first, but proper pages before other forms of them, and those with a valid digest before others.
        captures.sort(
            key=lambda record: (not is_listing(record.address), not record.is_doubtful, record.day), reverse=True
        )
    return site


def _add_revisit(revisit: Record, site: CapturedSite, by_payload: dict[str, Record]) -> None:
    """Add a revisit as a capture of its address with the content to which it refers."""
    before = by_payload.get(revisit.payload) if revisit.payload else None
    if before is None:
        captures = site.pages.get(comparable_address(revisit.refers_to or revisit.address), [])
        before = captures[0] if captures else None
    if before is None:
        if comparable_address(revisit.refers_to or revisit.address) not in site.pictures:
            site.referred.append(revisit)
        return
    site.pages.setdefault(comparable_address(revisit.address), []).append(
        Record(offset=before.offset, kind=before.kind, address=revisit.address, day=revisit.day, payload=before.payload)
    )
