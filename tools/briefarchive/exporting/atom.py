"""The newest briefs as an Atom feed (RFC 4287).

An entry's id must never change, and the address of its page may. With the address of the site an id is a tag URI
(RFC 4151) made of its host and folder, the brief's date and the brief's id: readers of the feed show nothing twice when
pages are called otherwise or come by https. Without one it is a URN (RFC 9562) made of the brief's id alone. That never
changes either, but two archives could have the same id for two briefs: a feed that is published wants `--base-url`.

An entry without a link must have a content (RFC 4287, §4.1.2), which is the summary then.
"""

from xml.etree.ElementTree import Element

from ..model import Archive, Brief
from .choice import Selection
from .identity import host_of, last_change, local_name, page_of, urn
from .xml_text import add, document, root

NEWEST = 50
"""How many briefs a feed has at most."""

_NEVER = "1970-01-01"


def atom_feed(selection: Selection, base_url: str = "", *, title: str = "Briefs") -> str:
    """A feed of the newest briefs of *selection*."""
    briefs = selection.briefs[:NEWEST]
    terms = ", ".join(selection.choice.terms)
    feed = root("feed", xmlns="http://www.w3.org/2005/Atom", xml_lang="en")
    add(feed, "title", f"{title}: {terms}" if terms else title)
    add(feed, "id", urn(f"feed {base_url} {terms}"))
    add(feed, "updated", _instant(max((last_change(brief) for brief in briefs), default=_NEVER)))
    add(add(feed, "author"), "name", title)  # for entries that name nobody
    if base_url:
        add(feed, "link", rel="alternate", type="text/html", href=f"{base_url.rstrip('/')}/")
    for brief in briefs:
        _add_entry(feed, brief, selection.archive, base_url)
    return document(feed)


def _add_entry(feed: Element, brief: Brief, archive: Archive, base_url: str) -> None:
    entry = add(feed, "entry", xml_lang=brief.language)
    add(entry, "title", brief.title, type="text")
    add(entry, "id", _id(brief, base_url))
    add(entry, "published", _instant(brief.date.isoformat()))
    add(entry, "updated", _instant(last_change(brief)))
    people = archive.vocabulary.people
    for person in brief.compilers:
        add(add(entry, "author"), "name", people[person].name if person in people else person)
    _add_categories(entry, brief, archive)
    if page := page_of(brief, base_url):
        add(entry, "link", rel="alternate", type="text/html", hreflang=brief.language, href=page)
        add(entry, "summary", brief.summary, type="text")
    else:
        add(entry, "content", brief.summary, type="text")


def _add_categories(entry: Element, brief: Brief, archive: Archive) -> None:
    countries, topics = archive.vocabulary.countries, archive.vocabulary.topics
    for code in brief.countries:
        add(entry, "category", term=code, label=countries[code].label() if code in countries else code)
    for topic in brief.topics:
        add(entry, "category", term=topic, label=topics[topic].label() if topic in topics else topic)


def _id(brief: Brief, base_url: str) -> str:
    host = host_of(base_url)
    return f"tag:{host},{brief.date.isoformat()}:{local_name(brief, base_url)}" if host else urn(brief.id)


def _instant(day: str) -> str:
    """RFC 3339 wants a time of day; of briefs only the day is known."""
    return f"{day}T00:00:00Z"
