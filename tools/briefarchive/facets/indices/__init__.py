"""The pages of the indices: by country, topic, cell, year, person and publisher; all briefs, and all changes."""

from collections.abc import Callable, Iterator, Mapping

from ..entries import Entries
from ..views import IndexPage
from .briefs import pages_of_all_briefs
from .changes import change_pages
from .countries import country_pages
from .people import person_pages
from .publishers import publisher_pages
from .topics import topic_pages
from .years import year_pages


def index_pages(entries: Entries) -> Iterator[IndexPage]:
    """Every page of every index, a page of a long list at a time."""
    for pages in _INDICES.values():
        yield from pages(entries)


def index_page(entries: Entries, address: str) -> IndexPage | None:
    """The page at *address*, if there is one: of no other index is anything made."""
    name = address.partition("/")[0].partition("--")[0].removesuffix(".html")
    pages = _INDICES.get(name)
    return next((page for page in pages(entries) if page.address == address), None) if pages else None


_INDICES: Mapping[str, Callable[[Entries], Iterator[IndexPage]]] = {
    "countries": country_pages,
    "topics": topic_pages,
    "years": year_pages,
    "people": person_pages,
    "publishers": publisher_pages,
    "briefs": pages_of_all_briefs,
    "changes": change_pages,
}
