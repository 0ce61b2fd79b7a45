"""Lists that are cut into pages and parted under headings: what the indices share."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ...model import Brief
from .. import addresses
from ..entries import PAGE, Entries
from ..exported_lists import ALL, LONGEST_LIST
from ..facet import Facet
from ..lede import describe_briefs
from ..views import Group, IndexPage, Link, Pager
from ..wording import month_name, sort_key

_LINKS = 300
_DOOR = 12
T = TypeVar("T")


def whole_page(facet: Facet[Any]) -> IndexPage:
    """The page with all terms of a facet, without them."""
    kind = facet.pages.folder if facet.pages else ""
    address, title = facet.whole.address, facet.label
    return IndexPage(address=address, kind=kind, shows="links", title=title, unit=facet.noun, units=facet.label.lower())


def directory(facet: Facet[Any], links: Sequence[Link]) -> Iterator[IndexPage]:
    """The list of all terms of a facet, by name, under their first letters."""
    page = whole_page(facet)
    ordered = sorted(links, key=lambda link: (sort_key(link.text), link.address))
    for part, numbered in paginated(page, ordered, _LINKS):
        letters = itertools.groupby(part, key=lambda link: _initial(link.text))
        yield replace(numbered, groups=tuple(Group(title=letter, links=tuple(group)) for letter, group in letters))


def _initial(name: str) -> str:
    first = sort_key(name)[:1].upper()
    return first if first.isascii() and first.isalpha() else "Other" if not first.isdigit() else "0–9"


def brief_pages(
    page: IndexPage,
    briefs: Sequence[Brief],
    entries: Entries,
    group: Callable[[Sequence[Brief], Entries], tuple[Group, ...]],
    *,
    facet: Facet[Any] | None = None,
) -> Iterator[IndexPage]:
    """The pages of a list of briefs, parted by *group*; they lead to the exports and the feed that the *facet* has."""
    pages = facet.pages if facet else None
    of_list = page.address if len(briefs) <= LONGEST_LIST else ALL
    exported = of_list if pages and pages.exports else ""
    lede = describe_briefs(briefs, entries.catalogue, entries.language) if facet else ""
    page = replace(
        page, lede=page.lede or lede, feed=addresses.feed_address(page.address) if pages and pages.feeds else ""
    )
    for part, numbered in paginated(page, briefs):
        yield replace(numbered, groups=group(part, entries), exported=exported)


def with_links(*doors: Group) -> tuple[Group, ...]:
    """Those of the *doors* that lead anywhere."""
    return tuple(door for door in doors if door.links)


def publishers_door(briefs: Sequence[Brief], entries: Entries) -> Group:
    """The publishers on which most of these briefs rest."""
    counts = Counter(one for brief in briefs for one in entries.catalogue.publishers_of_works.get(brief.id, ()))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    links = tuple(entries.publisher(publisher, count) for publisher, count in ordered[:_DOOR])
    return Group(title="Publishers cited", links=links)


def paginated(page: IndexPage, items: Sequence[T], size: int = PAGE) -> Iterator[tuple[Sequence[T], IndexPage]]:
    """The parts of a list, and the page of each: one page where the list is short or empty."""
    count = max(-(-len(items) // size), 1)
    links = tuple(Link(text=str(n), address=addresses.numbered(page.address, n)) for n in range(1, count + 1))
    for number in range(1, count + 1):
        pager = None
        if count > 1:
            pager = Pager(
                number=number,
                pages=links,
                previous=links[number - 2].address if number > 1 else "",
                next=links[number].address if number < count else "",
            )
        part = items[(number - 1) * size : number * size]
        yield part, replace(page, address=links[number - 1].address, total=len(items), pager=pager)
        page = replace(page, shelf=None, told=None)  # pictures are on the first page


def by_year(briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    """Briefs under their years."""
    years = itertools.groupby(briefs, key=lambda brief: brief.date.year)
    return tuple(Group(title=str(year), briefs=tuple(map(entries.listed, group))) for year, group in years)


def by_month(briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    """Briefs under their months."""
    months = itertools.groupby(briefs, key=lambda brief: brief.date.month)
    return tuple(
        Group(title=month_name(month, entries.language), briefs=tuple(map(entries.listed, group)))
        for month, group in months
    )
