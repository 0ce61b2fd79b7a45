"""The page of the search, before anything is asked: questions that find something, and other ways in."""

from dataclasses import dataclass

from ..i18n import words
from . import addresses
from .entries import Entries
from .search_examples import Example, search_examples
from .table import PAGED
from .views import Link, Listed

_NEWEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Ways into the archive.

    Attributes:
        examples: Questions to the search that find something.
        doors: Links to all briefs and to the terms of each facet, with their number.
        newest: The works on the latest events.
    """

    examples: tuple[Example, ...]
    doors: tuple[Link, ...]
    newest: tuple[Listed, ...]


def search_page(entries: Entries) -> SearchPage:
    """The view of the page."""
    catalogue, _ = entries.catalogue, words(entries.language).gettext
    every = Link(text=_("Briefs"), address=addresses.BRIEFS, count=len(catalogue.works))
    doors = [Link(text=_(facet.label), address=pages.index, count=len(facet.links(entries))) for facet, pages in PAGED]
    return SearchPage(
        examples=search_examples(entries),
        doors=(every, *doors),
        newest=tuple(entries.listed(work.brief) for work in catalogue.works[:_NEWEST]),
    )
