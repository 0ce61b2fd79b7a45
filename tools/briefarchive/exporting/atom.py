"""The newest briefs as an Atom feed (RFC 4287): those that were published, corrected or withdrawn last.

They stand in the order of their last change in this archive, so that whoever follows the feed sees a brief on an old
event on the day on which it is published. That day is `updated`; `published` is the day on which the archive published
the brief, and is left out where it is not known. Such briefs come last; their `updated` is that of `day_of_change`.

An entry's id must never change, and the address of its page may. With the address of the site an id is a tag URI
(RFC 4151) made of its host and folder, the brief's date and the brief's id: readers of the feed show nothing twice when
pages are called otherwise or come by https. Without one it is a URN (RFC 9562) made of the brief's id alone. That never
changes either, but two archives could have the same id for two briefs: a feed that is published wants `--base-url`.

An entry without a link must have a content (RFC 4287, §4.1.2), which is the summary then.
"""

import datetime
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from ..facets.citing.contributor import Contributor
from ..facets.citing.report import Report, make_report
from ..model import Archive, Brief
from .choice import Selection
from .format import RecordFormat
from .identity import day_of_change, find_host, local_name, urn
from .xml_text import add, document, root

NEWEST = 50
"""How many briefs a feed has at most."""

_NEVER = datetime.date(1970, 1, 1)


def newest_first(briefs: Sequence[Brief]) -> tuple[Brief, ...]:
    """Briefs by their last change, then by their event, the latest first; without a known change, they come last."""
    never = datetime.date.min
    return tuple(sorted(briefs, key=lambda brief: (brief.changed or never, brief.date, brief.id), reverse=True))


def atom_feed(
    selection: Selection, base_url: str = "", *, series: str = "Briefs", license_id: str = "", language: str = "en"
) -> str:
    """A feed of the newest briefs of *selection*."""
    briefs = newest_first(selection.briefs)[:NEWEST]
    terms = selection.terms
    feed = root("feed", xmlns="http://www.w3.org/2005/Atom", xml_lang=language.replace("_", "-"))
    add(feed, "title", f"{series}: {terms}" if terms else series)
    add(feed, "id", urn(f"feed {base_url} {terms}"))
    days = [day_of_change(brief, selection) for brief in briefs]
    add(feed, "updated", _instant(max(days, default=_NEVER)))
    add(add(feed, "author"), "name", series)  # for entries that name nobody
    if base_url:
        add(feed, "link", rel="alternate", type="text/html", href=f"{base_url.rstrip('/')}/")
    for brief, day in zip(briefs, days, strict=True):
        vocabulary = selection.archive.vocabulary
        report = make_report(brief, vocabulary, series=series, base_url=base_url, license_id=license_id)
        _add_entry(feed, brief, report, day, selection.archive, base_url)
    return document(feed)


def _add_entry(
    feed: Element, brief: Brief, report: Report, updated: datetime.date, archive: Archive, base_url: str
) -> None:
    entry = add(feed, "entry", xml_lang=brief.language)
    add(entry, "title", report.title, type="text")
    add(entry, "id", _id(brief, base_url))
    if report.published:
        add(entry, "published", _instant(report.published))
    add(entry, "updated", _instant(updated))
    # The archive stands at the head of the feed.
    _add_people(entry, "author", report.authors if report.publisher == report.institution else report.creators)
    _add_people(entry, "contributor", report.contributors)
    _add_categories(entry, brief, archive)
    if report.license_id:
        add(entry, "rights", report.license_id)
    if report.license_address:
        add(entry, "link", rel="license", href=report.license_address)
    if report.url:
        add(entry, "link", rel="alternate", type="text/html", hreflang=brief.language, href=report.url)
        add(entry, "summary", brief.summary, type="text")
    else:
        add(entry, "content", brief.summary, type="text")


def _add_people(entry: Element, role: str, people: Iterable[Contributor]) -> None:
    for person in people:
        element = add(entry, role)
        add(element, "name", person.written)
        if person.orcid:
            add(element, "uri", person.orcid)


def _add_categories(entry: Element, brief: Brief, archive: Archive) -> None:
    countries, topics = archive.vocabulary.countries, archive.vocabulary.topics
    for code in brief.countries:
        add(entry, "category", term=code, label=countries[code].label() if code in countries else code)
    for topic in brief.topics:
        add(entry, "category", term=topic, label=topics[topic].label() if topic in topics else topic)


def _id(brief: Brief, base_url: str) -> str:
    host = find_host(base_url)
    return f"tag:{host},{brief.date.isoformat()}:{local_name(brief, base_url)}" if host else urn(brief.id)


def _instant(day: datetime.date) -> str:
    """RFC 3339 wants a time of day; of briefs only the day is known."""
    return f"{day.isoformat()}T00:00:00Z"


ATOM = RecordFormat(
    name="atom",
    label="Atom",
    media_type="application/atom+xml",
    suffix=".xml",
    audience="Feed readers",
    contents="The fifty briefs that were published or corrected last",
    records=atom_feed,
)
