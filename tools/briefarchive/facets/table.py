"""All facets, in the order in which they are offered, and the pages of all indices.

Whatever offers facets iterates over this table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from . import addresses
from .changes import change_pages
from .entries import Entries
from .facet import Facet
from .indices.countries import COUNTRIES
from .indices.filters import LANGUAGES, STATUSES, TELLERS_OF_SOURCES
from .indices.lists import ALL, paginated
from .indices.people import PEOPLE
from .indices.publishers import PUBLISHERS
from .indices.source_languages import SOURCE_LANGUAGES
from .indices.topics import TOPICS
from .indices.years import YEARS
from .views import Group, IndexPage
from .wording import BRIEFS

FACETS: tuple[Facet[Any], ...] = (
    COUNTRIES,
    TOPICS,
    YEARS,
    TELLERS_OF_SOURCES,
    LANGUAGES,
    PEOPLE,
    PUBLISHERS,
    SOURCE_LANGUAGES,
    STATUSES,
)

PAGED = tuple((facet, facet.pages) for facet in FACETS if facet.pages)
"""Those that have pages, each with them."""
FILTERED = tuple((facet, facet.filter) for facet in FACETS if facet.filter)
"""Those that have a filter of the search, each with it."""
OPTIONAL = tuple((facet, facet.option) for facet in FACETS if facet.option)
"""Those that have an option of commands, each with it."""

LENGTH = 1_000
"""Briefs on one page. A page of so many has half a megabyte, and a browser sorts it at once."""


def pages_of_all_briefs(entries: Entries) -> Iterator[IndexPage]:
    """All briefs, those on the latest events first."""
    briefs = [brief for of_year in entries.catalogue.by_year.values() for brief in of_year]
    title = entries.words.gettext("All briefs")
    page = IndexPage(
        address=addresses.BRIEFS, kind="briefs", shows="table", title=title, exported=ALL, feed=addresses.FEED
    )
    for part, numbered in paginated(page, briefs, BRIEFS, entries, size=LENGTH):
        yield replace(numbered, groups=(Group(title="", briefs=tuple(map(entries.listed, part))),))


_INDICES: Mapping[str, Callable[[Entries], Iterator[IndexPage]]] = {
    **{pages.folder: pages.make for _, pages in PAGED},
    "briefs": pages_of_all_briefs,
    "changes": change_pages,
}


def index_pages(entries: Entries) -> Iterator[IndexPage]:
    """Every page of every index, a page of a long list at a time."""
    for pages in _INDICES.values():
        yield from pages(entries)


def index_page(entries: Entries, address: str) -> IndexPage | None:
    """The page at *address*, if there is one: of no other index is anything made."""
    name = address.partition("/")[0].partition("--")[0].removesuffix(".html")
    pages = _INDICES.get(name)
    return next((page for page in pages(entries) if page.address == address), None) if pages else None
