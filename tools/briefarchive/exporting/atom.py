"""Atom feeds (RFC 4287) of the most recently changed briefs, and of changes.

Briefs are sorted by their last change in this archive, so that subscribers see a brief on an old event on the day on
which it is published. That day is `updated`; `published` is the day on which the archive published the brief. Briefs
without a known day have no `published`, come last, and take `updated` from `day_of_change`.

An entry's id must never change, but the address of its page may. With the site's address an id is a tag URI (RFC 4151)
made of its host and folder and the brief's date and id, so that feed readers show nothing twice when pages move or
change to https. Without one it is a URN (RFC 9562) made of the brief's id only; since two archives may use the same id,
published feeds need `--base-url`.

The id of a change is that of the brief plus the kind of change.

An entry without a link must have content (RFC 4287, §4.1.2); it gets the summary.
"""

import datetime
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from ..facets import addresses
from ..facets.catalogue import NEVER, Catalogue
from ..facets.changes import BriefChange, ChangeKind, list_changes
from ..facets.report import Contributor, Report, make_report
from ..i18n import translations
from ..model import Archive, Brief
from ..reading.configuration import Publication
from .choice import Selection
from .format import RecordFormat, add, day_of_change, document, find_host, local_name, root, urn

NEWEST = 50
"""Maximum number of entries in a feed."""


def sort_newest(briefs: Sequence[Brief]) -> tuple[Brief, ...]:
    """Sort briefs by last change and event, latest first; those without a known change come last."""
    never = datetime.date.min
    return tuple(sorted(briefs, key=lambda brief: (brief.changed or never, brief.date, brief.id), reverse=True))


def atom_feed(selection: Selection, site: Publication) -> str:
    """Return a feed of the newest briefs of *selection*."""
    base_url, terms = site.base_url, selection.terms
    briefs = sort_newest(selection.briefs)[:NEWEST]
    days = [day_of_change(brief, selection) for brief in briefs]
    title = f"{site.series}: {terms}" if terms else site.series
    feed = _feed(title, f"feed {base_url} {terms}", max(days, default=NEVER), site)
    if base_url:
        add(feed, "link", rel="alternate", type="text/html", href=f"{base_url.rstrip('/')}/")
    for brief, day in zip(briefs, days, strict=True):
        _add_entry(feed, make_report(brief, selection.archive.vocabulary, site), day, selection.archive, base_url)
    return document(feed)


def _feed(title: str, name: str, updated: datetime.date, site: Publication) -> Element:
    """Return an empty feed whose id is made from *name*; its author applies to entries without one."""
    feed = root("feed", xmlns="http://www.w3.org/2005/Atom", xml_lang=site.language.replace("_", "-"))
    add(feed, "title", title)
    add(feed, "id", urn(name))
    add(feed, "updated", _instant(updated))
    add(add(feed, "author"), "name", site.series)
    return feed


def _add_entry(feed: Element, report: Report, updated: datetime.date, archive: Archive, base_url: str) -> None:
    brief = report.brief
    entry = add(feed, "entry", xml_lang=brief.language)
    add(entry, "title", report.title, type="text")
    add(entry, "id", _id(brief, base_url, brief.id))
    if brief.published:
        add(entry, "published", _instant(brief.published))
    add(entry, "updated", _instant(updated))
    # The archive is the author of the whole feed.
    _add_people(entry, "author", report.authors if report.publisher == report.institution else report.creators)
    _add_people(entry, "contributor", report.contributors)
    for code in brief.countries:
        add(entry, "category", term=code, label=archive.vocabulary.country_label(code))
    for topic in brief.topics:
        add(entry, "category", term=topic, label=archive.vocabulary.topic_label(topic))
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
        add(element, "name", person.display_name)
        if person.orcid:
            add(element, "uri", person.orcid)


def changes_feed(catalogue: Catalogue, site: Publication) -> str:
    """Return a feed of the latest changes; without any, its date is that of the other feeds, the latest event."""
    newest, base_url = list_changes(catalogue.archive)[:NEWEST], site.base_url
    title = translations(site.language).gettext("{series}: changes").format(series=site.series)
    feed = _feed(title, f"feed {base_url} changes", newest[0].day if newest else catalogue.last_change, site)
    own_address = addresses.absolute_url(base_url, addresses.FEED_OF_CHANGES)
    add(feed, "link", rel="alternate", type="text/html", href=addresses.absolute_url(base_url, addresses.CHANGES))
    add(feed, "link", rel="self", type="application/atom+xml", href=own_address)
    for change in newest:
        _add_change(feed, change, base_url, site.language)
    return document(feed)


def _add_change(feed: Element, change: BriefChange, base_url: str, language: str) -> None:
    brief, _ = change.brief, translations(language).gettext
    entry = add(feed, "entry", xml_lang=brief.language)
    title = _("{change}: {title} (withdrawn)") if change.since_withdrawn else _("{change}: {title}")
    add(entry, "title", title.format(change=_(change.kind.capitalize()), title=brief.title), type="text")
    add(entry, "id", _change_id(change, base_url))
    add(entry, "updated", _instant(change.day))
    add(entry, "category", term=change.kind.value)
    page = addresses.brief_url(brief, base_url)
    add(entry, "link", rel="alternate", type="text/html", hreflang=brief.language, href=page)
    add(entry, "summary", _summary(change, language), type="text")


def _summary(change: BriefChange, language: str) -> str:
    if change.kind is ChangeKind.PUBLISHED:
        return "" if change.since_withdrawn else change.brief.summary
    if change.address:
        return translations(language).gettext("Former address: {address}").format(address=change.address)
    return " ".join(change.texts)


def _change_id(change: BriefChange, base_url: str) -> str:
    # A brief is published and withdrawn once, but may be corrected and renamed several times.
    repeated = change.kind in (ChangeKind.CORRECTED, ChangeKind.RENAMED)
    change_name = f"{change.kind.value}-{change.day}" if repeated else change.kind.value
    return _id(change.brief, base_url, f"{change.brief.id} {change_name}", f"/{change_name}")


def _id(brief: Brief, base_url: str, name: str, what: str = "") -> str:
    """Return the id of a brief's entry or, with *what*, of one of its changes; a URN is made from *name*."""
    host = find_host(base_url)
    return f"tag:{host},{brief.date.isoformat()}:{local_name(brief, base_url)}{what}" if host else urn(name)


def _instant(day: datetime.date) -> str:
    """Format a day as RFC 3339 requires, with a time of day."""
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
