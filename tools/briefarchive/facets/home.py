"""The front page: what there is, the newest briefs, and ways to the rest."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ..model import Brief
from ..pictures.shelf import MOST_COLUMNS
from ..pictures.social_card import SocialCard
from ..pictures.squares import Run, count_by_teller
from .changes import changes, view_change
from .entries import Entries
from .figures.counts import countries_by_count, map_of_countries, matrix_of_countries
from .figures.shelf import Shelves
from .indices.topics import TOPICS
from .search_page import search_examples
from .table import PAGED
from .views import HomePage, Link

_NEWEST = 8
_CHANGES = 5
_TOPICS = 12
_BESIDE_MAP = 36
_PLAIN = re.compile(r"[\w ]+")


def home_page(entries: Entries) -> HomePage:
    """The view of the front page."""
    catalogue = entries.catalogue
    years = list(catalogue.by_year)
    return HomePage(
        briefs=len(catalogue.works),
        sources=len(catalogue.archive.sources),
        publishers=len(catalogue.by_publisher),
        span=f"{years[-1]}–{years[0]}" if len(years) > 1 else "".join(map(str, years)),
        examples=tuple(
            Link(text=one.query, lang=one.lang)
            for one in search_examples(entries)
            if not one.is_filter and _PLAIN.fullmatch(one.query)
        ),
        newest=tuple(entries.listed(work.brief) for work in catalogue.works[:_NEWEST]),
        changes=tuple(view_change(one, entries) for one in changes(catalogue.archive)[:_CHANGES]),
        topics=tuple(
            entries.topic(topic, len(catalogue.by_topic[topic])) for topic in catalogue.broadest_topics[:_TOPICS]
        ),
        doors=tuple(
            Link(text=entries.words.gettext(pages.invitation), address=pages.index, count=len(facet.links(entries)))
            for facet, pages in PAGED
            if facet is not TOPICS
        ),
        shelf=Shelves(entries).whole(),
        places=map_of_countries(entries),
        countries=tuple(
            entries.country(code, len(catalogue.by_country[code])) for code in countries_by_count(entries)[:_BESIDE_MAP]
        ),
        matrix=matrix_of_countries(entries),
    )


def social_card(entries: Entries, *, name: str, text: str, accent: str) -> SocialCard:
    """What stands on it: all briefs in the order of their events, or each year where they are too many for columns."""
    briefs = [work.brief for work in entries.catalogue.works[::-1]]
    columns = map(entries.runs, briefs) if len(briefs) <= MOST_COLUMNS else _by_year(briefs, entries)
    return SocialCard(name=name, text=text, columns=tuple(columns), accent=accent)


def _by_year(briefs: Sequence[Brief], entries: Entries) -> list[tuple[Run, ...]]:
    """The sources of each year between the first and the last, by who tells them."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for brief in briefs:
        counts[brief.date.year] += count_by_teller(entries.runs(brief))
    years = range(min(counts, default=0), max(counts, default=-1) + 1)
    return [tuple(Run(teller=one, seen="original", count=n) for one, n in counts[year].items()) for year in years]
