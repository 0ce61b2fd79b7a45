"""Pages by country, and by topic in a country."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Country, CountryCode, TopicId
from .. import addresses
from ..entries import Entries
from ..views import Group, IndexPage, Link
from ..wording import written_period
from .lists import brief_pages, by_year, directory, publishers_door, with_links

_COUNTRIES = Link(text="Countries", address=addresses.COUNTRIES)


def country_pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of countries, each country, and each topic in it."""
    catalogue = entries.catalogue
    links = [entries.country(code, len(briefs)) for code, briefs in catalogue.by_country.items()]
    yield from directory("countries", "Countries", addresses.COUNTRIES, links, "country")
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
            about=_about(entries, code),
            doors=with_links(
                Group(title="Topics", links=topics), _groups_of(entries, code), publishers_door(briefs, entries)
            ),
            feed=addresses.feed_of(addresses.of_country(code)),
        )
        yield from brief_pages(page, briefs, entries, by_year)
    for (code, topic), briefs in catalogue.by_cell.items():
        country, term = entries.country(code), entries.topic(topic)
        page = IndexPage(
            address=addresses.of_cell(code, topic),
            kind="cell",
            title=f"{country.text}: {term.text}",
            trail=(_COUNTRIES, country),
            doors=(Group(title="More", links=(country, term)),),
        )
        yield from brief_pages(page, briefs, entries, by_year, exported=False)


def _about(entries: Entries, code: CountryCode) -> tuple[tuple[str, str], ...]:
    country = entries.catalogue.archive.vocabulary.countries[code]
    former = {one for one, periods in country.memberships.items() if all(period.until for period in periods)}
    lines = [
        ("Also known as", ", ".join(country.synonyms)),
        ("Formerly", ", ".join(country.former_names)),
        ("Members", ", ".join(_member(entries, country, one) for one in country.members if one not in former)),
        ("Former members", ", ".join(_member(entries, country, one) for one in country.members if one in former)),
        ("Note", country.note),
    ]
    return tuple((label, text) for label, text in lines if text)


def _groups_of(entries: Entries, code: CountryCode) -> Group:
    countries = entries.catalogue.archive.vocabulary.countries
    groups = [group for group in countries.values() if code in group.members]
    links = (replace(entries.country(one.code), text=_with_periods(entries, one, code, one.code)) for one in groups)
    return Group(title="Member of", links=tuple(link for link in links if link.address))


def _member(entries: Entries, group: Country, code: CountryCode) -> str:
    return _with_periods(entries, group, code, code)


def _with_periods(entries: Entries, group: Country, member: CountryCode, named: CountryCode) -> str:
    """The name of the group or of a member, and when that was a member of the group, as far as it is known."""
    periods = group.memberships.get(member, ())
    written = ", ".join(written_period(period, entries.language) for period in periods)
    name = entries.country(named).text
    return f"{name} ({written})" if written else name


def _cell_link(entries: Entries, code: CountryCode, topic: TopicId) -> Link:
    count = len(entries.catalogue.by_cell[code, topic])
    return Link(text=entries.topic(topic).text, address=addresses.of_cell(code, topic), count=count)


def _in_tree_order(entries: Entries, topics: Sequence[TopicId]) -> list[TopicId]:
    order = {topic: number for number, topic in enumerate(entries.catalogue.archive.vocabulary.topics)}
    return sorted(topics, key=lambda topic: order[topic])
