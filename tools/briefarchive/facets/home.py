"""The front page: what there is, the newest briefs, and doors to the rest."""

import re
from collections import Counter, defaultdict

from ..pictures.shelf import MOST_COLUMNS
from ..pictures.social_card import SocialCard
from ..pictures.squares import Run
from .changes import changes, view_change
from .entries import Entries
from .figures.counts import countries_by_count, map_of_countries, matrix_of_countries
from .figures.shelf import Shelves
from .search_page import search_examples
from .table import PAGED
from .views import Door, HomePage, Link

_NEWEST = 8
_CHANGES = 5
_DOORS = 12
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
        doors=tuple(
            Door(
                title=entries.words.gettext(facet.label),
                links=tuple(pages.on_home(entries)[:_DOORS]),
                whole=Link(text=entries.words.gettext(pages.invitation), address=pages.index),
            )
            for facet, pages in PAGED
            if pages.on_home
        ),
        other_doors=tuple(
            Link(text=entries.words.gettext(pages.invitation), address=pages.index, count=len(facet.links(entries)))
            for facet, pages in PAGED
            if not pages.on_home
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
    columns = _runs_of(entries) if len(entries.catalogue.works) <= MOST_COLUMNS else _by_year(entries)
    return SocialCard(name=name, text=text, columns=tuple(columns), accent=accent)


def _runs_of(entries: Entries) -> list[tuple[Run, ...]]:
    found = (entries.evidence(work.brief) for work in entries.catalogue.works[::-1])
    return [evidence.runs if evidence else () for evidence in found]


def _by_year(entries: Entries) -> list[tuple[Run, ...]]:
    """The sources of each year between the first and the last, by who tells them."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for work, runs in zip(entries.catalogue.works[::-1], _runs_of(entries), strict=True):
        for run in runs:
            counts[work.brief.date.year][run.teller] += run.count
    years = range(min(counts, default=0), max(counts, default=-1) + 1)
    return [tuple(Run(teller=one, seen="original", count=n) for one, n in counts[year].items()) for year in years]
