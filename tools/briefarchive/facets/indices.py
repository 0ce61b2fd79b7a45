"""The pages of the indices: by country, topic, cell, year, person and publisher, and the lists of all of these."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ..model import Brief, CountryCode, PersonId, PublisherId, Source, TopicId
from . import addresses
from .catalogue import UNNAMED
from .entries import PAGE, Entries
from .views import Group, IndexPage, Link, Pager, TreeItem
from .wording import language_name, month_name, sort_key

_LINKS = 300
T = TypeVar("T")

_COUNTRIES = Link(text="Countries", address=addresses.COUNTRIES)
_TOPICS = Link(text="Topics", address=addresses.TOPICS)
_YEARS = Link(text="Years", address=addresses.YEARS)
_PEOPLE = Link(text="People", address=addresses.PEOPLE)
_PUBLISHERS = Link(text="Publishers", address=addresses.PUBLISHERS)


def index_pages(entries: Entries) -> Iterator[IndexPage]:
    """Every page of every index, a page of a long list at a time."""
    yield from _countries(entries)
    yield from _topics(entries)
    yield from _years(entries)
    yield from _people(entries)
    yield from _publishers(entries)


def _countries(entries: Entries) -> Iterator[IndexPage]:
    catalogue = entries.catalogue
    links = [entries.country(code, len(briefs)) for code, briefs in catalogue.by_country.items()]
    yield from _directory("countries", "Countries", addresses.COUNTRIES, links, "country")
    cells: dict[CountryCode, list[TopicId]] = {}
    for code, topic in catalogue.by_cell:
        cells.setdefault(code, []).append(topic)
    for code, briefs in catalogue.by_country.items():
        topics = tuple(_cell_link(entries, code, topic) for topic in _in_tree_order(entries, cells.get(code, ())))
        page = IndexPage(
            address=addresses.of_country(code),
            kind="country",
            title=entries.country(code).text,
            trail=(_COUNTRIES,),
            about=_about_country(entries, code),
            doors=tuple(
                door for door in (Group(title="Topics", links=topics), _groups_of(entries, code)) if door.links
            ),
        )
        yield from _brief_pages(page, briefs, entries, _by_year)
    for (code, topic), briefs in catalogue.by_cell.items():
        country, term = entries.country(code), entries.topic(topic)
        page = IndexPage(
            address=addresses.of_cell(code, topic),
            kind="cell",
            title=f"{country.text}: {term.text}",
            trail=(_COUNTRIES, country),
            doors=(Group(title="More", links=(country, term)),),
        )
        yield from _brief_pages(page, briefs, entries, _by_year)


def _about_country(entries: Entries, code: CountryCode) -> tuple[tuple[str, str], ...]:
    country = entries.catalogue.archive.vocabulary.countries[code]
    lines = [
        ("Also known as", ", ".join(country.synonyms)),
        ("Formerly", ", ".join(country.former_names)),
        ("Members", ", ".join(entries.country(member).text for member in country.members)),
        ("Note", country.note),
    ]
    return tuple((label, text) for label, text in lines if text)


def _groups_of(entries: Entries, code: CountryCode) -> Group:
    countries = entries.catalogue.archive.vocabulary.countries
    groups = (entries.country(group.code) for group in countries.values() if code in group.members)
    return Group(title="Member of", links=tuple(link for link in groups if link.address))


def _cell_link(entries: Entries, code: CountryCode, topic: TopicId) -> Link:
    count = len(entries.catalogue.by_cell[code, topic])
    return Link(text=entries.topic(topic).text, address=addresses.of_cell(code, topic), count=count)


def _in_tree_order(entries: Entries, topics: Sequence[TopicId]) -> list[TopicId]:
    order = {topic: number for number, topic in enumerate(entries.catalogue.archive.vocabulary.topics)}
    return sorted(topics, key=lambda topic: order[topic])


def _topics(entries: Entries) -> Iterator[IndexPage]:
    catalogue = entries.catalogue
    vocabulary = catalogue.archive.vocabulary
    yield IndexPage(
        address=addresses.TOPICS,
        kind="topics",
        title="Topics",
        tree=tuple(_tree_item(entries, topic) for topic in vocabulary.narrower.get(None, ())),
        total=len(vocabulary.topics),
        unit="topic",
    )
    cells: dict[TopicId, list[CountryCode]] = {}
    for code, topic in catalogue.by_cell:
        cells.setdefault(topic, []).append(code)
    for topic, term in vocabulary.topics.items():
        below = tuple(_counted_topic(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
        countries = sorted(
            (
                Link(
                    text=entries.country(code).text,
                    address=addresses.of_cell(code, topic),
                    count=len(catalogue.by_cell[code, topic]),
                )
                for code in cells.get(topic, ())
            ),
            key=lambda link: sort_key(link.text),
        )
        above = tuple(entries.topic(broader) for broader in vocabulary.broader(topic))
        about = [
            ("Scope", term.note),
            ("Also known as", ", ".join(term.synonyms)),
            ("Chinese", term.labels.get("zh", "")),
        ]
        doors = (Group(title="Narrower topics", links=below), Group(title="Countries", links=tuple(countries)))
        page = IndexPage(
            address=addresses.of_topic(topic),
            kind="topic",
            title=term.label(entries.language),
            trail=(_TOPICS, *above[::-1]),
            about=tuple((label, text) for label, text in about if text),
            doors=tuple(door for door in doors if door.links),
        )
        yield from _brief_pages(page, catalogue.by_topic.get(topic, ()), entries, _by_year)


def _counted_topic(entries: Entries, topic: TopicId) -> Link:
    return entries.topic(topic, len(entries.catalogue.by_topic.get(topic, ())))


def _tree_item(entries: Entries, topic: TopicId) -> TreeItem:
    vocabulary = entries.catalogue.archive.vocabulary
    below = tuple(_tree_item(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
    return TreeItem(link=_counted_topic(entries, topic), note=vocabulary.topics[topic].note, below=below)


def _years(entries: Entries) -> Iterator[IndexPage]:
    by_year = entries.catalogue.by_year
    links = tuple(Link(text=str(year), address=addresses.of_year(year), count=len(by_year[year])) for year in by_year)
    yield IndexPage(
        address=addresses.YEARS,
        kind="years",
        title="Years",
        groups=(Group(title="", links=links),),
        total=len(links),
        unit="year",
    )
    years = list(by_year)
    for number, year in enumerate(years):
        near = [
            Link(text=str(other), address=addresses.of_year(other)) for other in years[max(number - 1, 0) : number + 2]
        ]
        page = IndexPage(
            address=addresses.of_year(year),
            kind="year",
            title=str(year),
            trail=(_YEARS,),
            doors=(Group(title="Other years", links=tuple(link for link in near if link.text != str(year))),),
        )
        yield from _brief_pages(page, by_year[year], entries, _by_month)


def _people(entries: Entries) -> Iterator[IndexPage]:
    by_person = entries.catalogue.by_person
    links = [entries.person(person, len(briefs)) for person, briefs in by_person.items()]
    yield from _directory("people", "People", addresses.PEOPLE, links, "person")
    for person, briefs in by_person.items():
        known = entries.catalogue.archive.vocabulary.people[PersonId(person)]
        about = [("ORCID", known.orcid), ("Note", known.note)]
        page = IndexPage(
            address=addresses.of_person(person),
            kind="person",
            title=known.name,
            trail=(_PEOPLE,),
            about=tuple((label, text) for label, text in about if text),
            website=known.url,
        )
        yield from _brief_pages(page, briefs, entries, _by_year)


def _publishers(entries: Entries) -> Iterator[IndexPage]:
    by_publisher = entries.catalogue.by_publisher
    links = [entries.publisher(publisher, len(sources)) for publisher, sources in by_publisher.items()]
    yield from _directory("publishers", "Publishers", addresses.PUBLISHERS, links, "publisher")
    for publisher, sources in by_publisher.items():
        page = _about_publisher(entries, publisher)
        for part, numbered in _paginated(page, sources):
            yield replace(numbered, groups=_sources_by_year(part, entries))


def _about_publisher(entries: Entries, publisher: PublisherId) -> IndexPage:
    known = entries.catalogue.archive.vocabulary.publishers.get(publisher)
    lines = []
    if known and publisher != UNNAMED:
        lines = [
            ("Kind", known.kind.replace("-", " ")),
            ("Country", entries.country(known.country).text if known.country else ""),
            ("Language", language_name(known.language, entries.language) if known.language else ""),
            ("Also known as", ", ".join(known.aliases)),
            ("Note", known.note),
        ]
    return IndexPage(
        address=addresses.of_publisher(publisher),
        kind="publisher",
        title=entries.publisher(publisher).text,
        trail=(_PUBLISHERS,),
        about=tuple((label, text) for label, text in lines if text),
        website=known.url if known else "",
        unit="source",
    )


def _directory(kind: str, title: str, address: str, links: Sequence[Link], unit: str) -> Iterator[IndexPage]:
    """The list of all things of one kind, by name, under their first letters."""
    page = IndexPage(address=address, kind=kind, title=title, unit=unit)
    ordered = sorted(links, key=lambda link: (sort_key(link.text), link.address))
    for part, numbered in _paginated(page, ordered, _LINKS):
        letters = itertools.groupby(part, key=lambda link: _initial(link.text))
        yield replace(numbered, groups=tuple(Group(title=letter, links=tuple(group)) for letter, group in letters))


def _initial(name: str) -> str:
    first = sort_key(name)[:1].upper()
    return first if first.isascii() and first.isalpha() else "Other" if not first.isdigit() else "0–9"


def _brief_pages(
    page: IndexPage,
    briefs: Sequence[Brief],
    entries: Entries,
    group: Callable[[Sequence[Brief], Entries], tuple[Group, ...]],
) -> Iterator[IndexPage]:
    for part, numbered in _paginated(page, briefs):
        yield replace(numbered, groups=group(part, entries))


def _paginated(page: IndexPage, items: Sequence[T], size: int = PAGE) -> Iterator[tuple[Sequence[T], IndexPage]]:
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


def _by_year(briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    years = itertools.groupby(briefs, key=lambda brief: brief.date.year)
    return tuple(Group(title=str(year), briefs=tuple(map(entries.listed, group))) for year, group in years)


def _by_month(briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    months = itertools.groupby(briefs, key=lambda brief: brief.date.month)
    return tuple(
        Group(title=month_name(month, entries.language), briefs=tuple(map(entries.listed, group)))
        for month, group in months
    )


def _sources_by_year(sources: Sequence[Source], entries: Entries) -> tuple[Group, ...]:
    years = itertools.groupby(sources, key=lambda source: str(source.issued.year) if source.issued else "No date")
    return tuple(Group(title=year, sources=tuple(map(entries.published_source, group))) for year, group in years)
