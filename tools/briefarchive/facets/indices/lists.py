"""Lists that are cut into pages and parted under headings: what the indices share."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ...i18n import counted, ngettext_noop, words, written_number
from ...model import Brief, Source
from .. import addresses
from ..catalogue import Catalogue
from ..entries import PAGE, Entries
from ..facet import Facet
from ..views import Group, IndexPage, Link, Pager
from ..wording import BRIEFS, month_name, paragraph, sort_key

ALL = "all.html"
"""Stands for the whole archive, in the place of a page."""

LONGEST_LIST = 60
"""Briefs in a list that has export files of its own; with more, each new brief would cost megabytes for each list."""

MOST_SOURCES = 1_000
"""Sources of a publisher that has export files of its own."""

_LINKS = 300
_DOOR = 12
T = TypeVar("T")

Forms = tuple[str, str]
"""So many of something, in the singular and in the plural, to be translated."""


def whole_page(facet: Facet[Any], entries: Entries, total: int = 0) -> IndexPage:
    """The page with all terms of a facet, of which there are *total*, without them."""
    kind, whole = facet.pages.folder if facet.pages else "", facet.whole(entries)
    number = counted(facet.counted, total, entries.language)
    return IndexPage(address=whole.address, kind=kind, shows="links", title=whole.text, total=total, counted=number)


def directory(facet: Facet[Any], links: Sequence[Link], entries: Entries) -> Iterator[IndexPage]:
    """The list of all terms of a facet, by name, under their first letters."""
    page, other = whole_page(facet, entries), entries.words.gettext("Other")
    ordered = sorted(links, key=lambda link: (sort_key(link.text, entries.language), link.address))
    for part, numbered in paginated(page, ordered, facet.counted, entries, size=_LINKS):
        letters = itertools.groupby(part, key=lambda link: _initial(sort_key(link.text, entries.language), other))
        yield replace(numbered, groups=tuple(Group(title=letter, links=tuple(group)) for letter, group in letters))


def _initial(key: str, other: str) -> str:
    first = key[:1].upper()
    return first if first.isascii() and first.isalpha() else other if not first.isdigit() else "0–9"


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
    lede = page.lede or (describe_briefs(briefs, entries.catalogue, entries.language) if facet else "")
    page = replace(page, lede=lede, feed=addresses.feed_address(page.address) if pages and pages.feeds else "")
    for part, numbered in paginated(page, briefs, BRIEFS, entries):
        yield replace(numbered, groups=group(part, entries), exported=exported)


def with_links(*doors: Group) -> tuple[Group, ...]:
    """Those of the *doors* that lead anywhere."""
    return tuple(door for door in doors if door.links)


def filled(parts: Iterable[tuple[str, T]]) -> tuple[tuple[str, T], ...]:
    """Those of the labelled *parts* that say anything."""
    return tuple((label, said) for label, said in parts if said)


def publishers_door(briefs: Sequence[Brief], entries: Entries) -> Group:
    """The publishers on which most of these briefs rest."""
    counts = Counter(one for brief in briefs for one in entries.catalogue.publishers_of_works.get(brief.id, ()))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    links = tuple(entries.publisher(publisher, count) for publisher, count in ordered[:_DOOR])
    return Group(title=entries.words.gettext("Publishers cited"), links=links)


def paginated(
    page: IndexPage, items: Sequence[T], forms: Forms, entries: Entries, *, size: int = PAGE
) -> Iterator[tuple[Sequence[T], IndexPage]]:
    """The parts of a list, and the page of each: one page where the list is short or empty."""
    total, number_of_all = len(items), counted(forms, len(items), entries.language)
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
        yield part, replace(page, address=links[number - 1].address, total=total, counted=number_of_all, pager=pager)
        page = replace(page, shelf=None, told=None, timeline=None)  # pictures are on the first page


def by_year(briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    """Briefs under their years."""
    return _grouped(briefs, entries, lambda brief: str(brief.date.year))


def by_month(briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    """Briefs under their months, which have a capital in a heading: Spanish writes them in small letters."""
    names = {month: month_name(month, entries.language) for month in range(1, 13)}
    return _grouped(briefs, entries, lambda brief: names[brief.date.month][:1].upper() + names[brief.date.month][1:])


def _grouped(briefs: Sequence[Brief], entries: Entries, title_of: Callable[[Brief], str]) -> tuple[Group, ...]:
    groups = itertools.groupby(briefs, key=title_of)
    return tuple(Group(title=title, briefs=tuple(map(entries.listed, group))) for title, group in groups)


def describe_briefs(briefs: Sequence[Brief], catalogue: Catalogue, language: str) -> str:
    """“4 briefs, on events from 2014 to 2017. They rest on 42 sources.” The works must be newest first."""
    if not briefs:
        return ""
    sources = {key for brief in briefs for key in catalogue.bibliography(brief)}
    sentences = (_events(briefs, language), _sources(len(briefs), len(sources), language))
    return paragraph(filter(None, sentences), language)


def describe_sources(sources: Sequence[Source], briefs: Sequence[Brief], language: str) -> str:
    """How many there are, and how many briefs rest on their publisher."""
    resting = ngettext_noop("{number} brief rests on this publisher.", "{number} briefs rest on this publisher.")
    there = ngettext_noop("{number} source.", "{number} sources.")
    return paragraph((counted(there, len(sources), language), counted(resting, len(briefs), language)), language)


def _events(briefs: Sequence[Brief], language: str) -> str:
    last, first = briefs[0].date.year, briefs[-1].date.year
    if first == last:
        forms = ngettext_noop("{number} brief, on an event of {year}.", "{number} briefs, on events of {year}.")
        return counted(forms, len(briefs), language, year=first)
    text = words(language).gettext("{number} briefs, on events from {first} to {last}.")
    return text.format(number=written_number(len(briefs), language), first=first, last=last)


def _sources(briefs: int, sources: int, language: str) -> str:
    if not sources:
        return ""
    one = ngettext_noop("It rests on {number} source.", "It rests on {number} sources.")
    several = ngettext_noop("They rest on {number} source.", "They rest on {number} sources.")
    return counted(one if briefs == 1 else several, sources, language)
