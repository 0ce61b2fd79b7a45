"""Pages by country, and by topic in a country."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief, Country, CountryCode, TopicId
from ...reading import nearest
from .. import addresses
from ..catalogue import Catalogue
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option, commonest
from ..figures.shelf import Shelves
from ..figures.told import Told
from ..term_names import country_names
from ..views import Group, IndexPage, Link
from ..wording import written_period
from .lists import brief_pages, by_year, directory, filled, publishers_door, with_links
from .pairs import doors_to_pairs, pair_pages


def _pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of countries, each country, and each topic in it."""
    catalogue = entries.catalogue
    shelves, told, pairs = Shelves(entries), Told(entries), doors_to_pairs(entries)
    yield from directory(COUNTRIES, COUNTRIES.links(entries), entries)
    cells: dict[CountryCode, list[TopicId]] = {}
    for code, topic in catalogue.by_cell:
        cells.setdefault(code, []).append(topic)
    for code, briefs in catalogue.by_country.items():
        topics = tuple(_cell_link(entries, code, topic) for topic in _most_first(entries, code, cells.get(code, ())))
        address, name = addresses.of_country(code), entries.country(code).text
        page = IndexPage(
            address=address,
            kind="country",
            title=name,
            trail=(COUNTRIES.whole(entries),),
            about=_about(entries, code),
            shelf=shelves.of_briefs(address, name, briefs),
            told=told.of_briefs(address, briefs, [code]),
            doors=with_links(
                *([pairs[code]] if code in pairs else []),
                Group(title=entries.words.gettext("Topics"), links=topics),
                _groups_of(entries, code),
                publishers_door(briefs, entries),
            ),
        )
        yield from brief_pages(page, briefs, entries, by_year, facet=COUNTRIES)
    for (code, topic), briefs in catalogue.by_cell.items():
        country, term = entries.country(code), entries.topic(topic)
        page = IndexPage(
            address=addresses.of_cell(code, topic),
            kind="cell",
            title=entries.words.gettext("{country}: {topic}").format(country=country.text, topic=term.text),
            trail=(COUNTRIES.whole(entries), country),
            doors=(Group(title=entries.words.gettext("More"), links=(country, term)),),
        )
        yield from brief_pages(page, briefs, entries, by_year)
    yield from pair_pages(entries, told, COUNTRIES.whole(entries))


def _about(entries: Entries, code: CountryCode) -> tuple[tuple[str, str], ...]:
    country = entries.catalogue.archive.vocabulary.countries[code]
    former = {one for one, periods in country.memberships.items() if all(period.until for period in periods)}
    _ = entries.words.gettext
    comma, members = _(", "), {one: _with_periods(entries, country, one, one) for one in country.members}
    lines = [
        (_("Also known as"), comma.join(country.synonyms)),
        (_("Formerly"), comma.join(country.former_names)),
        (_("Members"), comma.join(text for one, text in members.items() if one not in former)),
        (_("Former members"), comma.join(text for one, text in members.items() if one in former)),
        (_("Note"), country.note),
    ]
    return filled(lines)


def _groups_of(entries: Entries, code: CountryCode) -> Group:
    countries = entries.catalogue.archive.vocabulary.countries
    groups = [group for group in countries.values() if code in group.members]
    links = (replace(entries.country(one.code), text=_with_periods(entries, one, code, one.code)) for one in groups)
    return Group(title=entries.words.gettext("Member of"), links=tuple(link for link in links if link.address))


def _with_periods(entries: Entries, group: Country, member: CountryCode, named: CountryCode) -> str:
    """The name of the group or of a member, and when that was a member of the group, as far as it is known."""
    _ = entries.words.gettext
    written = _(", ").join(written_period(one, entries.language) for one in group.memberships.get(member, ()))
    name = entries.country(named).text
    return _("{name} ({period})").format(name=name, period=written) if written else name


def _cell_link(entries: Entries, code: CountryCode, topic: TopicId) -> Link:
    count = len(entries.catalogue.by_cell[code, topic])
    return Link(text=entries.topic(topic).text, address=addresses.of_cell(code, topic), count=count)


def _most_first(entries: Entries, code: CountryCode, topics: Sequence[TopicId]) -> list[TopicId]:
    """Those with most briefs first, and then in the order of the tree."""
    order = {topic: number for number, topic in enumerate(entries.catalogue.archive.vocabulary.topics)}
    return sorted(topics, key=lambda topic: (-len(entries.catalogue.by_cell[code, topic]), order[topic]))


def _examples(entries: Entries) -> Iterator[tuple[str, str]]:
    for code in commonest(entries.catalogue.by_country)[:1]:
        says = entries.words.gettext("On {country}. Each of its names does as well.")
        yield code, says.format(country=entries.country(code).text)


def _absent(entries: Entries) -> Iterator[tuple[CountryCode, Iterable[Link]]]:
    groups = _Groups(entries)
    for code, country in entries.catalogue.archive.vocabulary.countries.items():
        if code not in entries.catalogue.by_country and not country.replaced_by:
            yield code, groups.beside(code)


class _Groups:
    """Groups of countries, looked up by their members."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._written: Mapping[CountryCode, tuple[Brief, ...]] = entries.catalogue.by_country
        self._of: dict[CountryCode, list[CountryCode]] = {}
        self._members: dict[CountryCode, list[CountryCode]] = {}
        countries = entries.catalogue.archive.vocabulary.countries.values()
        for group in sorted(countries, key=lambda one: len(one.members)):
            written = (one for one in group.members if one in self._written)
            self._members[group.code] = sorted(written, key=lambda one: -len(self._written[one]))
            for member in dict.fromkeys(group.members):
                self._of.setdefault(member, []).append(group.code)

    def beside(self, code: CountryCode) -> Iterator[Link]:
        """Its groups that have briefs, the smallest first; else its members, or else those of its smallest group."""
        groups = self._of.get(code, [])
        if beside := [one for one in groups if one in self._written]:
            yield from map(self._entries.country, beside)
            return
        for group in (code, *groups):
            for link in map(self._entries.country, self._members[group]):
                yield replace(link, text=f"{link.text} ({self._entries.country(group).text})")
            if self._members[group]:
                return


COUNTRIES: Facet[CountryCode] = Facet(
    name="country",
    noun=gettext_noop("country"),
    label=gettext_noop("Countries"),
    counted=ngettext_noop("{number} country, region or group", "{number} countries, regions and groups"),
    of_brief=Catalogue.list_countries,
    link=Entries.country,
    names=country_names,
    called_by_id=True,
    pages=FacetPages(
        index=addresses.COUNTRIES,
        address=addresses.of_country,
        make=_pages,
        in_header=True,
        heading=gettext_noop("Countries, regions and groups"),
        invitation=gettext_noop("All countries"),
        exports=True,
        feeds=True,
    ),
    filter=Filter(name="country", examples=_examples, absent=_absent),
    option=Option(
        metavar="CODE",
        help="On a country, such as RU.",
        known=lambda catalogue: catalogue.archive.vocabulary.countries,
        meant=lambda catalogue: nearest.country_names(catalogue.archive.vocabulary.countries.values()),
        where=lambda _: "use a code of ISO 3166-1, such as RU, or one of archive/vocabulary/countries.yaml",
        normal=str.upper,
    ),
)
