"""Two to four countries side by side: what the page shows of each, and the data with which a script compares them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..i18n import words
from ..model import Brief, CountryCode
from ..pictures.squares import TELLERS
from . import addresses
from .entries import Entries
from .evidence import teller_name
from .facet import most_first
from .figures.counts import countries_by_count
from .figures.told import Told
from .indices.countries import pair_name
from .views import ComparePage, LegendRow, Link
from .wording import sort_key, written_date

_TOPICS = 5
_PAIRS = 300


def compare_page(entries: Entries) -> ComparePage:
    """The page: which countries there are and, for readers without scripts, the pairs with most briefs."""
    works, language = entries.catalogue.by_country, entries.language
    countries = ((code, entries.country(code).text) for code in works)
    pairs = (
        Link(text=pair_name(entries, *pair), address=addresses.of_pair(*pair), count=len(briefs))
        for pair, briefs in entries.catalogue.by_pair.items()
    )
    return ComparePage(
        title=words(language).gettext("Compare countries"),
        countries=tuple(sorted(countries, key=lambda one: sort_key(one[1], language))),
        chosen=tuple(countries_by_count(entries)[:2]),
        pairs=tuple(most_first(pairs)[:_PAIRS]),
        tellers=tuple(LegendRow(mark=teller, text=teller_name(teller, language)) for teller in TELLERS),
    )


def comparison_data(entries: Entries) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each country, the address of its file and what is in it: names and ways, counts, and its briefs."""
    told = Told(entries)
    for code in entries.catalogue.by_country:
        yield addresses.comparison_address(code), _data(entries, told, code)


def _data(entries: Entries, told: Told, code: CountryCode) -> dict[str, Any]:
    catalogue = entries.catalogue
    works = catalogue.by_country[code]
    topics = Counter(topic for brief in works for topic in dict.fromkeys(brief.topics) if topic in catalogue.by_topic)
    common = most_first(entries.topic(topic, number) for topic, number in topics.items())[:_TOPICS]
    return {
        "name": entries.country(code).text,
        "address": addresses.of_country(code),
        "briefs": [_brief(brief, entries) for brief in works],
        "tellers": told.count_tellers(works),
        "topics": [[link.address, link.text, link.lang, link.count] for link in common],
        "years": dict(sorted(Counter(brief.date.year for brief in works).items())),
    }


def _brief(brief: Brief, entries: Entries) -> list[str]:
    link = entries.brief(entries.expression(brief))
    return [link.address, link.text, link.lang, written_date(brief.date, entries.language)]
