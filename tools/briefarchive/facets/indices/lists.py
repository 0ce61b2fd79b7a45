"""The pages of a facet, and lists that are divided into pages and groups."""

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from ...i18n import format_count, format_number, translations
from ...model import Brief
from .. import addresses
from ..catalogue import Catalogue
from ..entries import PAGE, Entries
from ..facet import Facet, FacetPages, PageList, sort_by_count
from ..views import Group, IndexPage, Link
from ..wording import BRIEFS, SOURCES, join_sentences, month_name, sort_key

ALL = "all.html"
"""Stands for the whole archive where a page is expected."""

_LINKS = 300
_FIRST_LINKS = 12
T = TypeVar("T")

Forms = tuple[str, str]
"""A number of things in words, in the singular and the plural, to be translated."""
LinkGroup = tuple[str, Iterable[Link]]
"""A heading, and links to related pages."""


def facet_lists(facet: Facet[Any], pages: FacetPages[Any], entries: Entries) -> Iterator[PageList]:
    """Yield the index of a facet, the list of each term, and other lists in its folder."""
    make_index = pages.index_pages or (lambda entries: index_by_letter(facet, facet.counted_links(entries), entries))
    yield pages.index, functools.partial(make_index, entries)
    for term, items in facet.list_items(entries.catalogue).items():
        yield pages.address(term), functools.partial(_term_pages, facet, pages, entries, term, items)
    yield from pages.more_lists(entries)


def _term_pages(
    facet: Facet[Any], pages: FacetPages[Any], entries: Entries, term: Any, items: Sequence[Any]
) -> Iterator[IndexPage]:
    address, link = pages.address(term), facet.link(entries, term)
    page = IndexPage(
        address=address,
        kind=facet.name,
        title=link.text,
        title_lang=link.lang,
        trail=(facet.index_link(entries),),
        lede="" if facet.sources else describe_briefs(items, entries.catalogue, entries.language),
        exported="" if not pages.exports else address if facet.has_export(items) else ALL,
        feed=addresses.feed_address(address) if pages.feeds else "",
    )
    page = pages.complete(entries, page, term, items)
    group = functools.partial(pages.group_items or group_by_year, entries, term)
    return paginate(page, items, SOURCES if facet.sources else BRIEFS, entries, group)


def index_page(facet: Facet[Any], entries: Entries, total: int = 0) -> IndexPage:
    """Return the page for the index of a facet with *total* terms, without its list."""
    kind, whole = facet.pages.folder if facet.pages else "", facet.index_link(entries)
    number = format_count(*facet.count_forms, total, entries.language)
    return IndexPage(address=whole.address, kind=kind, shows="links", title=whole.text, total=total, count_text=number)


def index_by_letter(facet: Facet[Any], links: Sequence[Link], entries: Entries) -> Iterator[IndexPage]:
    """Yield the pages that list all terms of a facet by name, grouped by first letter."""
    other, keys = entries.gettext("Other"), {link.text: sort_key(link.text, entries.language) for link in links}

    def group(part: Sequence[Link]) -> tuple[Group, ...]:
        """Group links by the first letter of their texts."""
        letters = itertools.groupby(part, key=lambda link: _initial(keys[link.text], other))
        return tuple(Group(title=letter, links=tuple(of_letter)) for letter, of_letter in letters)

    ordered = sorted(links, key=lambda link: (keys[link.text], link.address))
    return paginate(index_page(facet, entries), ordered, facet.count_forms, entries, group, size=_LINKS)


def _initial(key: str, other: str) -> str:
    first = key[:1].upper()
    return first if first.isascii() and first.isalpha() else other if not first.isdigit() else "0–9"


def link_groups(*parts: LinkGroup) -> tuple[Group, ...]:
    """Return the groups that have links."""
    groups = (Group(title=title, links=tuple(links)) for title, links in parts)
    return tuple(group for group in groups if group.links)


def drop_empty(parts: Iterable[tuple[str, T]]) -> tuple[tuple[str, T], ...]:
    """Return the labelled *parts* that are not empty."""
    return tuple((label, value) for label, value in parts if value)


def cited_publishers(briefs: Sequence[Brief], entries: Entries) -> LinkGroup:
    """Return links to the publishers of the sources that these briefs cite, those of most sources first."""
    publishers = {source.key: source.publisher for brief in briefs for source in entries.catalogue.list_sources(brief)}
    counts = Counter(filter(None, publishers.values()))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    links = itertools.starmap(entries.publisher, ordered)
    return entries.gettext("Publishers cited"), first_links(links, len(ordered), entries)


def first_links(links: Iterable[Link], total: int, entries: Entries, rest_address: str = "") -> Iterator[Link]:
    """Yield the first of *total* links, and how many others there are, which *rest_address* lists."""
    yield from itertools.islice(links, _FIRST_LINKS)
    if total > _FIRST_LINKS:
        rest = format_number(total - _FIRST_LINKS, entries.language)
        yield Link(text=entries.gettext("and %(number)s more") % {"number": rest}, address=rest_address)


@functools.lru_cache(maxsize=2)
def link_cells(entries: Entries, place: int) -> dict[Any, list[Link]]:
    """Return, for each country (*place* 0) or topic (1), links to its cells, those with most briefs first."""
    links_by_term: dict[Any, list[Link]] = {}
    for cell, briefs in entries.catalogue.by_cell.items():
        name = (entries.country(cell[0]) if place else entries.topic(cell[1])).text
        link = Link(text=name, address=addresses.cell_address(*cell), count=len(briefs))
        links_by_term.setdefault(cell[place], []).append(link)
    return {term: sort_by_count(links, entries.language) for term, links in links_by_term.items()}


def paginate(
    page: IndexPage,
    items: Sequence[T],
    forms: Forms,
    entries: Entries,
    group: Callable[[Sequence[T]], tuple[Group, ...]],
    *,
    size: int = PAGE,
) -> Iterator[IndexPage]:
    """Yield the pages of a list, of which *group* divides each part; a short or empty list has one page."""
    count = max(-(-len(items) // size), 1)
    page = replace(page, total=len(items), count_text=format_count(*forms, len(items), entries.language))
    links = tuple(Link(text=str(n), address=addresses.list_page_address(page.address, n)) for n in range(1, count + 1))
    for number, link in enumerate(links, 1):
        groups, pages = group(items[(number - 1) * size : number * size]), links if count > 1 else ()
        yield replace(page, address=link.address, groups=groups, number=number, pages=pages)
        page = replace(page, shelf=None, tellers=None, timeline=None, places="")  # only on the first page


def group_by_year(entries: Entries, _term: object, briefs: Sequence[Brief]) -> tuple[Group, ...]:
    """Group briefs by year."""
    return group_briefs(entries, lambda brief: str(brief.date.year), briefs)


def group_by_month(entries: Entries, _term: object, briefs: Sequence[Brief]) -> tuple[Group, ...]:
    """Group briefs by month, with capitalized headings: Spanish month names are in lower case."""
    names = {month: month_name(month, entries.language) for month in range(1, 13)}
    headings = {month: name[:1].upper() + name[1:] for month, name in names.items()}
    return group_briefs(entries, lambda brief: headings[brief.date.month], briefs)


def group_briefs(entries: Entries, title_of: Callable[[Brief], str], briefs: Sequence[Brief]) -> tuple[Group, ...]:
    """Group briefs, which are sorted by their titles of groups."""
    groups = itertools.groupby(briefs, key=title_of)
    return tuple(Group(title=title, briefs=tuple(map(entries.list_entry, group))) for title, group in groups)


def describe_briefs(briefs: Sequence[Brief], catalogue: Catalogue, language: str) -> str:
    """Return “4 briefs, on events from 2014 to 2017. They cite 42 sources.” The works must be newest first."""
    last, first, number = briefs[0].date.year, briefs[-1].date.year, len(briefs)
    if first == last:
        events = format_count(
            "{number} brief, on an event of {year}.",
            "{number} briefs, on events of {year}.",
            number,
            language,
            year=first,
        )
    else:
        text = translations(language).gettext("{number} briefs, on events from {first} to {last}.")
        events = text.format(number=format_number(number, language), first=first, last=last)
    sources = len(catalogue.list_cited(briefs))
    if not sources:
        return events
    if number == 1:
        citations = format_count("It cites {number} source.", "It cites {number} sources.", sources, language)
    else:
        citations = format_count("They cite {number} source.", "They cite {number} sources.", sources, language)
    return join_sentences((events, citations), language)
