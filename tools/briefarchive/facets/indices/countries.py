"""Pages by country, by topic in a country, and by two countries that several briefs name together."""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pycountry
from msgspec.structs import replace

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief, Country, CountryCode, TopicId, Vocabulary
from ...reading.vocabularies.countries import OTHER_NAMES
from .. import addresses
from ..catalogue import Catalogue
from ..counts import pair_timeline, tellers_figure
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option, PageList, sort_by_count, unique_names
from ..shelf import make_shelves
from ..views import IndexPage, Link
from ..wording import BRIEFS, format_period
from .lists import (
    cited_publishers,
    drop_empty,
    first_links,
    group_briefs,
    group_by_year,
    link_cells,
    link_groups,
    paginate,
)


def _complete(entries: Entries, page: IndexPage, code: CountryCode, briefs: Sequence[Brief]) -> IndexPage:
    """Add the names and memberships of a country, and pictures of its briefs."""
    _ = entries.gettext
    return replace(
        page,
        about=_list_facts(entries, code),
        shelf=make_shelves(entries).briefs_figure(page.address, page.title, briefs),
        tellers=tellers_figure(entries, page.address, briefs, [code]),
        related=link_groups(
            (_("Together with"), _links_to_pairs(entries).get(code, ())),
            (_("Topics"), link_cells(entries, 0).get(code, ())),
            (_("Member of"), _list_groups(entries, code)),
            cited_publishers(briefs, entries),
        ),
    )


def _more_lists(entries: Entries) -> Iterator[PageList]:
    """Yield the list of each topic in a country, and of each two countries that several briefs name together."""
    for cell, briefs in entries.catalogue.by_cell.items():
        yield addresses.cell_address(*cell), functools.partial(_cell_pages, entries, cell, briefs)
    for pair, briefs in entries.catalogue.by_pair.items():
        yield addresses.pair_address(*pair), functools.partial(_pair_pages, entries, pair, briefs)


def _cell_pages(entries: Entries, cell: tuple[CountryCode, TopicId], briefs: Sequence[Brief]) -> Iterator[IndexPage]:
    _, country, topic = entries.gettext, entries.country(cell[0]), entries.topic(cell[1])
    page = IndexPage(
        address=addresses.cell_address(*cell),
        kind="cell",
        title=_("{country}: {topic}").format(country=country.text, topic=topic.text),
        trail=(COUNTRIES.index_link(entries), country),
        related=link_groups((_("More"), (country, topic))),
    )
    return paginate(page, briefs, BRIEFS, entries, functools.partial(group_by_year, entries, cell))


def _pair_pages(
    entries: Entries, pair: tuple[CountryCode, CountryCode], briefs: Sequence[Brief]
) -> Iterator[IndexPage]:
    _, address = entries.gettext, addresses.pair_address(*pair)
    compare = Link(text=_("Compare countries"), address=addresses.comparison_address(*pair))
    page = IndexPage(
        address=address,
        kind="pair",
        title=pair_name(entries, *pair),
        trail=(COUNTRIES.index_link(entries), *map(entries.country, pair)),
        tellers=tellers_figure(entries, address, briefs, pair),
        timeline=pair_timeline(entries, address, briefs),
        related=link_groups(
            (_("Others in these briefs"), _partners(entries, briefs, pair)),
            (_("Topics"), _topics(entries, briefs)),
            (_("Both are members of"), _shared_groups(entries, pair)),
            cited_publishers(briefs, entries),
            (_("More"), (compare,)),
        ),
    )
    ordered = sorted(briefs, key=lambda brief: set(brief.countries) != set(pair))  # first those on no other country
    titles = {True: _("Only these two countries"), False: _("With other countries")}
    group = functools.partial(group_briefs, entries, lambda brief: titles[set(brief.countries) == set(pair)])
    return paginate(page, ordered, BRIEFS, entries, group)


def _list_facts(entries: Entries, code: CountryCode) -> tuple[tuple[str, str], ...]:
    country = entries.catalogue.archive.vocabulary.countries[code]
    former = {member for member, periods in country.memberships.items() if all(period.until for period in periods)}
    _ = entries.gettext
    comma = _(", ")
    members = {member: _name_with_periods(entries, country, member, member) for member in country.members}
    lines = [
        (_("Also known as"), comma.join(country.synonyms)),
        (_("Formerly"), comma.join(country.former_names)),
        (_("Members"), comma.join(text for member, text in members.items() if member not in former)),
        (_("Former members"), comma.join(text for member, text in members.items() if member in former)),
        (_("Note"), country.note),
    ]
    return drop_empty(lines)


def _list_groups(entries: Entries, code: CountryCode) -> Iterator[Link]:
    groups = [group for group in entries.catalogue.archive.vocabulary.countries.values() if code in group.members]
    for group in groups:
        link = replace(entries.country(group.code), text=_name_with_periods(entries, group, code, group.code))
        if link.address:
            yield link


def _name_with_periods(entries: Entries, group: Country, member: CountryCode, code: CountryCode) -> str:
    """Return the name of the group or the member, with the known periods of the membership."""
    _ = entries.gettext
    periods = _(", ").join(format_period(period, entries.language) for period in group.memberships.get(member, ()))
    name = entries.country(code).text
    return _("{name} ({period})").format(name=name, period=periods) if periods else name


def pair_name(entries: Entries, first: CountryCode, second: CountryCode) -> str:
    """Return “China – Russia”."""
    return f"{entries.country(first).text} – {entries.country(second).text}"


@functools.lru_cache(maxsize=1)
def _links_to_pairs(entries: Entries) -> dict[CountryCode, list[Link]]:
    """Return links to the pairs of each country, by the name of the other country."""
    links: dict[CountryCode, list[Link]] = {}
    for (first, second), briefs in entries.catalogue.by_pair.items():
        for code, partner in ((first, second), (second, first)):
            name, address = entries.country(partner).text, addresses.pair_address(first, second)
            links.setdefault(code, []).append(Link(text=name, address=address, count=len(briefs)))
    return {code: sort_by_count(pair_links) for code, pair_links in links.items()}


def _partners(entries: Entries, briefs: Sequence[Brief], pair: tuple[CountryCode, CountryCode]) -> Iterator[Link]:
    counts = entries.catalogue.count_countries(briefs)
    links = sort_by_count(entries.country(code, counts[code]) for code in counts if code not in pair)
    return first_links(links, len(links), entries)


def _topics(entries: Entries, briefs: Sequence[Brief]) -> Iterator[Link]:
    counts = Counter(topic for brief in briefs for topic in entries.catalogue.list_topics(brief))
    links = sort_by_count(entries.topic(topic, number) for topic, number in counts.items())
    return first_links(links, len(links), entries)


def _shared_groups(entries: Entries, pair: tuple[CountryCode, CountryCode]) -> tuple[Link, ...]:
    countries = entries.catalogue.archive.vocabulary.countries.values()
    return tuple(entries.country(group.code) for group in countries if set(pair) <= set(group.members))


def _names(vocabulary: Vocabulary, code: CountryCode) -> tuple[str, ...]:
    """Return the names of a country in all languages, but no code: `IN`, `IT` and `NO` are words."""
    country, iso = vocabulary.countries.get(code), pycountry.countries.get(alpha_2=code)
    if country is None:
        return ()
    official = (iso.name, getattr(iso, "official_name", iso.name)) if iso else (code,)
    vocabulary_names = (*country.labels.values(), *country.synonyms, *country.former_names)
    return unique_names((*vocabulary_names, *OTHER_NAMES.get(code, ()), *official))


def _unused_countries(entries: Entries) -> Iterator[tuple[CountryCode, Iterable[Link]]]:
    """Yield each country without briefs, with links to those of its groups, else of its members, that have some."""
    countries, works = entries.catalogue.archive.vocabulary.countries, entries.catalogue.by_country
    groups: dict[CountryCode, list[CountryCode]] = {}
    for group in sorted(countries.values(), key=lambda group: len(group.members)):
        for member in dict.fromkeys(group.members):
            groups.setdefault(member, []).append(group.code)
    for code, country in countries.items():
        if code not in works and not country.replaced_by:
            with_works = [group for group in groups.get(code, ()) if group in works]
            members = (member for member in country.members if member in works)
            yield (code, map(entries.country, with_works or sorted(members, key=lambda member: -len(works[member]))))


COUNTRIES: Facet[CountryCode] = Facet(
    name="country",
    noun=gettext_noop("country"),
    label=gettext_noop("Countries"),
    count_forms=ngettext_noop("{number} country, region or group", "{number} countries, regions and groups"),
    brief_terms=Catalogue.list_countries,
    vocabulary="countries",
    link=Entries.country,
    names=_names,
    is_found_by_id=True,
    pages=FacetPages(
        folder="countries",
        heading=gettext_noop("Countries, regions and groups"),
        complete=_complete,
        more_lists=_more_lists,
        in_header=True,
        exports=True,
        feeds=True,
    ),
    filter=Filter(
        name="country",
        example=gettext_noop("On {country}. Any of its names works, too."),
        unused_terms=_unused_countries,
    ),
    option=Option(
        metavar="CODE",
        help="On a country, such as RU.",
        where_to_look=lambda _: "use a code of ISO 3166-1, such as RU, or one of archive/vocabulary/countries.yaml",
        normalize=str.upper,
    ),
)
