"""The page about the archive, and the page that compares countries.

The view of a page that exists once is a mapping, which only its template reads.
"""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..model import Brief, CountryCode, PublisherId
from ..pictures.squares import TELLERS
from ..reading.configuration import Publication
from . import addresses
from .catalogue import NEVER
from .changes import ChangeKind, list_changes
from .citation_styles import format_citations
from .counts import count_tellers, countries_by_count
from .entries import Entries
from .evidence import make_legends, make_runs, teller_name
from .facet import sort_by_count
from .indices.countries import pair_name
from .indices.lists import describe_briefs
from .report import license_address, make_report
from .views import LegendRow, Link
from .wording import format_date, sort_key

_TOPICS = 5
_PAIRS = 300


def about_page(entries: Entries, publication: Publication) -> dict[str, Any]:
    """Return the view of the page; its template has what is true of any archive."""
    catalogue, language = entries.catalogue, entries.language
    vocabulary = catalogue.archive.vocabulary
    runs = make_runs(Counter(entries.kinds.values()))
    changes = list_changes(catalogue.archive)
    changed, works, _ = catalogue.last_change, [work.brief for work in catalogue.works], entries.gettext
    return {
        "scope": describe_briefs(works, catalogue, language) if works else _("There are no briefs yet."),
        "countries": _sort_links(
            (entries.country(code, len(of)) for code, of in catalogue.by_country.items()), language
        ),
        "legends": make_legends(runs, language),
        "state_media": _sort_links(map(entries.publisher, _state_media(entries)), language),
        "corrected": sum(change.kind is ChangeKind.CORRECTED for change in changes),
        "withdrawn": sum(change.kind is ChangeKind.WITHDRAWN for change in changes),
        "last_change": format_date(changed, language) if changed != NEVER else "",
        "license_id": publication.license_id,
        "license_address": license_address(publication.license_id),
        "citation": format_citations(make_report(works[0], vocabulary, publication))["APA"] if works else (),
    }


def _state_media(entries: Entries) -> Iterator[PublisherId]:
    for publisher, sources in entries.catalogue.by_publisher.items():
        if any(entries.kinds[source.key][0] == "state" for source in sources):
            yield publisher


def _sort_links(links: Iterable[Link], language: str) -> list[Link]:
    return sorted(links, key=lambda link: sort_key(link.text, language))


def compare_page(entries: Entries) -> dict[str, Any]:
    """Return the view of the page, with a list of countries and, for readers without scripts, the commonest pairs."""
    works, language = entries.catalogue.by_country, entries.language
    countries = ((code, entries.country(code).text) for code in works)
    pairs = (
        Link(text=pair_name(entries, *pair), address=addresses.pair_address(*pair), count=len(briefs))
        for pair, briefs in entries.catalogue.by_pair.items()
    )
    return {
        "title": entries.gettext("Compare countries"),
        "countries": sorted(countries, key=lambda country: sort_key(country[1], language)),
        "chosen": countries_by_count(entries)[:2],
        "pairs": sort_by_count(pairs)[:_PAIRS],
        "tellers": [LegendRow(mark=teller, text=teller_name(teller, language)) for teller in TELLERS],
    }


def comparison_data(entries: Entries) -> Iterator[tuple[str, Callable[[], dict[str, Any]]]]:
    """Yield, for each country, the address of its data file and a function that returns its contents."""
    for code in entries.catalogue.by_country:
        yield addresses.comparison_data_address(code), functools.partial(_data, entries, code)


def _data(entries: Entries, code: CountryCode) -> dict[str, Any]:
    catalogue = entries.catalogue
    works = catalogue.by_country[code]
    topics = Counter(topic for brief in works for topic in dict.fromkeys(brief.topics) if topic in catalogue.by_topic)
    common = sort_by_count(entries.topic(topic, number) for topic, number in topics.items())[:_TOPICS]
    return {
        "name": entries.country(code).text,
        "address": addresses.country_address(code),
        "briefs": [_brief(brief, entries) for brief in works],
        "tellers": count_tellers(entries, works),
        "topics": [[link.address, link.text, link.lang, link.count] for link in common],
        "years": dict(sorted(Counter(brief.date.year for brief in works).items())),
    }


def _brief(brief: Brief, entries: Entries) -> list[str]:
    link = entries.brief(entries.expression(brief))
    return [link.address, link.text, link.lang, format_date(brief.date, entries.language)]
