"""The pages of the indices: those of all facets, all briefs, and all changes."""

from collections.abc import Callable, Iterator, Mapping

from .entries import Entries
from .indices.briefs import pages_of_all_briefs
from .indices.changes import change_pages
from .table import PAGED
from .views import IndexPage

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
