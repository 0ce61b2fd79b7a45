"""The latest changes of the archive as an Atom feed (RFC 4287): publications, corrections, withdrawals, renamings.

Each change is an entry, with an id that stays: a tag URI (RFC 4151) of the brief and of what happened to it.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from ..facets import addresses
from ..facets.changes import CHANGE_LABELS, BriefChange, ChangeKind
from ..i18n import words
from .identity import find_host, local_name, urn
from .xml_text import add, document, root

NEWEST = 50
"""How many changes the feed has at most."""

_NEVER = "1970-01-01"


def feed_of_changes(changes: Sequence[BriefChange], base_url: str, *, title: str, language: str = "en") -> str:
    """The feed of the first of *changes*, which are the latest.

    Args:
        changes: All changes, the latest first.
        base_url: Address of the site's root.
        title: Name of the archive.
        language: That of the archive.
    """
    newest = changes[:NEWEST]
    feed = root("feed", xmlns="http://www.w3.org/2005/Atom", xml_lang=language.replace("_", "-"))
    add(feed, "title", words(language).gettext("{series}: changes").format(series=title))
    add(feed, "id", urn(f"feed {base_url} changes"))
    add(feed, "updated", _instant(newest[0].day.isoformat() if newest else _NEVER))
    add(add(feed, "author"), "name", title)
    page, own = (addresses.whole(base_url, one) for one in (addresses.CHANGES, addresses.FEED_OF_CHANGES))
    add(feed, "link", rel="alternate", type="text/html", href=page)
    add(feed, "link", rel="self", type="application/atom+xml", href=own)
    for change in newest:
        _add_entry(feed, change, base_url, language)
    return document(feed)


def _add_entry(feed: Element, change: BriefChange, base_url: str, language: str) -> None:
    brief, _ = change.brief, words(language).gettext
    entry = add(feed, "entry", xml_lang=brief.language)
    title = _("{change}: {title} (withdrawn)") if change.since_withdrawn else _("{change}: {title}")
    add(entry, "title", title.format(change=_(CHANGE_LABELS[change.kind]), title=brief.title), type="text")
    add(entry, "id", _id(change, base_url))
    add(entry, "updated", _instant(change.day.isoformat()))
    add(entry, "category", term=change.kind.value)
    page = addresses.whole_of_brief(brief, base_url)
    add(entry, "link", rel="alternate", type="text/html", hreflang=brief.language, href=page)
    add(entry, "summary", _summary(change, language), type="text")


def _summary(change: BriefChange, language: str) -> str:
    if change.kind is ChangeKind.PUBLISHED:
        return "" if change.since_withdrawn else change.brief.summary
    if change.address:
        return words(language).gettext("It was at {address}.").format(address=change.address)
    return " ".join(change.texts)


def _id(change: BriefChange, base_url: str) -> str:
    # A brief is published and withdrawn once, and may be corrected and renamed on several days.
    repeated = change.kind in (ChangeKind.CORRECTED, ChangeKind.RENAMED)
    what = f"{change.kind.value}-{change.day}" if repeated else change.kind.value
    brief, host = change.brief, find_host(base_url)
    if not host:
        return urn(f"{brief.id} {what}")
    return f"tag:{host},{brief.date.isoformat()}:{local_name(brief, base_url)}/{what}"


def _instant(day: str) -> str:
    """RFC 3339 wants a time of day; of changes only the day is known."""
    return f"{day}T00:00:00Z"
