"""The view of a brief's page. The page is rebuilt if this view or the text of the brief changes."""

import datetime
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec.structs import replace

from ..i18n import format_count, ngettext_noop
from ..model import Brief, BriefId, ChartData, Original, Reference, Status, TextLink
from ..reading.attached_files.attachments import resolve_link, shown_path
from ..reading.configuration import Publication
from . import addresses
from .entries import Entries
from .evidence import make_legends
from .indices.people import list_credits
from .linked_data import head_meta, linked_data
from .report import make_report
from .table import OPTIONAL
from .views import BriefPage, Link, ListEntry, SourceView
from .wording import format_partial_date

_NAMED_BY = 5
_COMMITS = 6  # the latest ones; the first is shown as well
_MOST_RELATED = 4
_NEAR, _LATEST = 15, 50
"""The works of a list that are compared with a brief: the nearest in time on each side, or the latest."""
_NAMED, _SHARED_SOURCE = 8.0, 3.0
_ENOUGH = 2.0
_UNPUBLISHED = Link(text="", address="")


def brief_page(brief: Brief, entries: Entries, publication: Publication) -> BriefPage:
    """Return the view of one brief, which citations treat as a report of the archive."""
    catalogue, language = entries.catalogue, entries.language
    archive, expressions = catalogue.archive, catalogue.versions(brief)
    report, base_url = make_report(brief, archive.vocabulary, publication), publication.base_url
    references, first, original_file = _references(brief, entries), brief.original, entries.original_address(brief)
    named_by, translated = catalogue.referring_works(brief), catalogue.find_translation_source(brief)
    (older, newer), links = catalogue.find_neighbours(brief), entries.other_languages(brief)
    commits = archive.changes.get(brief.path, ())
    page = BriefPage(
        address=addresses.brief_address(brief),
        frame_language=language.replace("_", "-"),
        elsewhere=_first_publication(first, entries) if first else "",
        original_file=original_file,
        days=tuple(_days(brief, entries)),
        pdf=entries.pdf_address(brief),
        terms=entries.terms(brief),
        countries=tuple(map(entries.country, brief.countries)),
        topics=tuple(map(entries.topic, brief.topics)),
        credits=list_credits(brief, entries),
        sources=_sources(brief, entries),
        evidence=entries.evidence(brief),
        legends=make_legends(entries.runs(brief), language),
        replacements=_replacements(brief, entries),
        replaces=tuple(map(entries.brief, archive.list_replaced(brief))),
        translation_of=entries.brief(translated) if translated else None,
        original_withdrawn=bool(translated and translated.status is Status.WITHDRAWN),
        also_in=tuple(link for link in links if not translated or link.address != addresses.brief_address(translated)),
        languages=tuple((expression.language, addresses.brief_address(expression)) for expression in expressions)
        if len(expressions) > 1
        else (),
        named_by=tuple(map(entries.list_entry, named_by[:_NAMED_BY])),
        named_by_more=len(named_by[_NAMED_BY:]),
        related=list_related(brief, entries),
        previous=entries.brief(older) if older else None,
        next=entries.brief(newer) if newer else None,
        report=report,
        references=references,
        charts=_charts(brief, entries),
        attachments=_attachments(references, original_file, entries),
        citations=_citations(brief, entries),
        linked_data=linked_data(report, entries, base_url=base_url),
        head_meta=head_meta(report, entries, base_url=base_url),
        commits=commits if len(commits) <= _COMMITS + 1 else (*commits[:_COMMITS], commits[-1]),
        commit_count=len(commits),
    )
    if brief.status is not Status.WITHDRAWN:
        return page
    # A withdrawn brief keeps its text and sources but has no metadata for lists and catalogues.
    return replace(page, languages=(), related=(), previous=None, next=None, linked_data={}, head_meta=())


def _replacements(brief: Brief, entries: Entries) -> tuple[Link, ...]:
    """Return links to the works that replace a brief, each in the brief's language if possible."""
    choose, replacements = entries.catalogue.choose_expression, entries.catalogue.replaced_by.get(brief.id, ())
    links = (entries.brief(choose(replacement, brief.language)) for replacement in replacements)
    return tuple(dict.fromkeys(links))


def _sources(brief: Brief, entries: Entries) -> tuple[SourceView, ...]:
    catalogue = entries.catalogue
    marks = Counter(catalogue.archive.resolve_key(ref.target) for ref in brief.markup.references if ref.cites)
    return tuple(
        entries.numbered_source(key, number, marks[key], brief)
        for number, key in enumerate(catalogue.bibliography(brief), 1)
    )


def _citations(brief: Brief, entries: Entries) -> dict[str, int]:
    """Return the source number of each key as the text writes it; an alias has the number of its source."""
    numbers = {key: number for number, key in enumerate(entries.catalogue.bibliography(brief), 1)}
    return {key: numbers[entries.catalogue.archive.resolve_key(key)] for key in brief.bibliography}


def _references(brief: Brief, entries: Entries) -> dict[str, Link]:
    """Return the link for each role and link in the text, by `role target`; unknown targets are left out."""
    roles = [ref for ref in brief.markup.references if not ref.cites]
    text_entries = entries if brief.language == entries.language else Entries(entries.catalogue, brief.language)
    resolved = {f"{ref.role} {ref.target}": _resolve(ref, brief, text_entries) for ref in roles}
    for link in brief.markup.links:
        kind = "chart" if link.chart else "picture" if link.image else "link"
        resolved[f"{kind} {link.target}"] = _resolve_link(link, brief, entries)
    return {name: link for name, link in resolved.items() if link is not None}


def _resolve_link(link: TextLink, brief: Brief, entries: Entries) -> Link | None:
    """Return a link to a section of the page, to another brief, or to a file beside the briefs."""
    archive = entries.catalogue.archive
    path, (address, _, part) = resolve_link(archive, brief, link), unquote(link.target).partition("#")
    if path and path in archive.attachments:
        return Link(text=path, address=path)
    name = BriefId(PurePosixPath(path or address).stem)
    fragment = f"#{addresses.heading_fragment(part)}" if part else ""
    if path and name == brief.id:
        return Link(text=link.target, address=fragment or addresses.brief_address(brief))
    if not link.image and _is_unpublished(name, entries):
        return _UNPUBLISHED
    target = archive.briefs[name] if path else None
    return Link(text=target.title, address=f"{addresses.brief_address(target)}{fragment}") if target else None


def _charts(brief: Brief, entries: Entries) -> dict[str, ChartData]:
    """Return the data of the charts in the text, by `kind target`."""
    charts = entries.catalogue.archive.charts
    paths = ((link, shown_path(brief, link)) for link in brief.markup.links)
    keys = {f"{link.chart} {link.target}": (link.chart, path) for link, path in paths if link.chart and path}
    return {name: charts[key] for name, key in keys.items() if key in charts}


def _attachments(references: dict[str, Link], original: str, entries: Entries) -> tuple[tuple[str, str], ...]:
    """Return the address and digest of each file that the page needs, including the imported original."""
    files = entries.catalogue.archive.attachments
    linked_paths = {original, *(link.address for link in references.values())}
    return tuple((path, files[path]) for path in sorted(linked_paths & files.keys()))


def _resolve(ref: Reference, text: Brief, entries: Entries) -> Link | None:
    """Return the link of a role; *entries* are in the language of the text, in which it names countries and topics."""
    catalogue = entries.catalogue
    if ref.role == "brief":
        if _is_unpublished(BriefId(ref.target), entries):
            return _UNPUBLISHED
        brief = catalogue.archive.briefs.get(BriefId(ref.target))
        return entries.brief(brief) if brief else None
    if ref.role == "source":
        source = catalogue.archive.source(ref.target)
        return replace(entries.source(source.key), text=source.title or source.key) if source else None
    for facet, _option in OPTIONAL:
        if facet.name == ref.role and ref.target in facet.known_terms(catalogue):
            return facet.link(entries, ref.target)
    return None


def _is_unpublished(name: BriefId, entries: Entries) -> bool:
    """Return whether a brief is held back or a draft, so that nothing may name it, even by a broken link."""
    brief = entries.catalogue.archive.briefs.get(name)
    return name in entries.catalogue.archive.withheld or (brief is not None and not entries.catalogue.has_page(brief))


def _first_publication(first: Original, entries: Entries) -> str:
    """Return “First published October 17, 2014, by China Daily”, or “elsewhere” if neither is known."""
    _ = entries.gettext
    date = format_partial_date(first.date, entries.language) if first.date else ""
    publisher = entries.publisher(first.publisher).text if first.publisher else ""
    texts = {
        (True, True): _("First published {date}, by {publisher}"),
        (True, False): _("First published {date}"),
        (False, True): _("First published by {publisher}"),
        (False, False): _("First published elsewhere"),
    }
    return texts[bool(date), bool(publisher)].format(date=date, publisher=publisher)


def _days(brief: Brief, entries: Entries) -> Iterator[tuple[str, datetime.date]]:
    """Yield when this archive published and last revised a brief, each day with its label."""
    _ = entries.gettext
    if brief.published:
        yield _("In this archive since") if brief.original else _("Published on"), brief.published
    if brief.revised:
        yield _("Revised"), brief.revised


def list_related(brief: Brief, entries: Entries) -> tuple[tuple[ListEntry, str], ...]:
    """Return the works that have most in common with that of *brief*: mutual links, sources, topics and countries.

    A topic or country weighs more the fewer works have it, like a search term in information retrieval (inverse
    document frequency; Spärck Jones, 1972).
    """
    comparison = _Comparison(brief, entries)
    best = sorted([(-score, name) for name, score in comparison.scores().items() if score >= _ENOUGH])
    works = (entries.catalogue.archive.briefs[name] for _, name in best[:_MOST_RELATED])
    return tuple((entries.list_entry(work), comparison.explain(work)) for work in works)


class _Comparison:
    def __init__(self, brief: Brief, entries: Entries) -> None:
        self._brief, self._entries, self._catalogue = brief, entries, entries.catalogue
        catalogue = entries.catalogue
        self._shared_sources = Counter(
            work.id for key in catalogue.bibliography(brief) for work in catalogue.cited_by.get(key, ())[:_LATEST]
        )
        self._countries = tuple(code for code in brief.countries if code not in catalogue.countries_of_all)
        self._naming = {referring.id for referring in catalogue.referring_works(brief)[:_LATEST]}
        mentioned_briefs = filter(None, map(catalogue.archive.briefs.get, catalogue.list_mentions(brief)))
        self._mentioned_ids = {
            work.brief.id for mentioned in mentioned_briefs if (work := catalogue.find_work(mentioned))
        }

    def scores(self) -> dict[BriefId, float]:
        """Return a score of similarity for each compared work, by the brief that stands for it."""
        scores: dict[BriefId, float] = {name: _SHARED_SOURCE * count for name, count in self._shared_sources.items()}
        for name in (*self._naming, *self._mentioned_ids):
            scores[name] = scores.get(name, 0) + _NAMED
        catalogue = self._catalogue
        shared: list[tuple[tuple[Brief, ...], str, str]] = [
            (catalogue.by_topic.get(topic, ()), topic, "topics") for topic in self._brief.topics
        ]
        shared += [(catalogue.by_country.get(code, ()), code, "countries") for code in self._countries]
        for works, term, field in shared:
            weight = math.log(len(catalogue.works) / len(works)) if works else 0
            place = bisect_left(works, -self._brief.date.toordinal(), key=lambda work: -work.date.toordinal())
            for brief in works[max(place - _NEAR, 0) : place + _NEAR]:  # the latest come first
                if term in getattr(brief, field):  # rather than a narrower term
                    scores[brief.id] = scores.get(brief.id, 0) + weight
        own_work = catalogue.find_work(self._brief)
        scores.pop(own_work.brief.id if own_work else self._brief.id, None)
        return scores

    def explain(self, other: Brief) -> str:
        """Return what a work has in common with the brief: “refers to this brief · 2 shared sources · Russia”."""
        _ = self._entries.gettext
        parts: list[str] = []
        if other.id in self._naming:
            parts.append(_("refers to this brief"))
        if other.id in self._mentioned_ids:
            parts.append(_("named in this brief"))
        if count := self._shared_sources[other.id]:
            forms = ngettext_noop("{number} shared source", "{number} shared sources")
            parts.append(format_count(*forms, count, self._entries.language))
        parts += (self._entries.country(code).text for code in self._countries if code in other.countries)
        parts += (self._entries.topic(topic).text for topic in self._brief.topics if topic in other.topics)
        return " · ".join(parts)
