"""Pages of two countries that more than one brief names together."""

import functools
from collections import Counter
from collections.abc import Iterator, Sequence

from ...i18n import counted, ngettext_noop
from ...model import Brief, CountryCode
from .. import addresses
from ..entries import Entries
from ..facet import most_first
from ..figures.matrices import timeline_of_pair
from ..figures.told import Told
from ..views import Group, IndexPage, Link
from ..wording import written_briefs
from .lists import brief_pages, publishers_door, with_links

_LINKS = 12


def pair_pages(entries: Entries, told: Told, trail: Link) -> Iterator[IndexPage]:
    """A page for each pair; *trail* leads to all countries."""
    _ = entries.words.gettext
    for pair, briefs in entries.catalogue.by_pair.items():
        address = addresses.of_pair(*pair)
        page = IndexPage(
            address=address,
            kind="pair",
            title=pair_name(entries, *pair),
            trail=(trail, *map(entries.country, pair)),
            lede=_lede(briefs, pair, entries.language),
            told=told.of_briefs(address, briefs, pair),
            timeline=timeline_of_pair(entries, address, briefs),
            doors=with_links(
                Group(title=_("Others in these briefs"), links=_others(entries, briefs, pair)),
                Group(title=_("Topics"), links=_topics(entries, briefs)),
                Group(title=_("Both are members of"), links=_groups(entries, pair)),
                publishers_door(briefs, entries),
                Group(title=_("More"), links=(Link(text=_("Compare countries"), address=addresses.comparing(*pair)),)),
            ),
        )
        ordered = sorted(briefs, key=lambda brief: not _is_alone(brief, pair))  # those on the two alone come first
        yield from brief_pages(page, ordered, entries, functools.partial(_parted, pair))


def pair_name(entries: Entries, one: CountryCode, other: CountryCode) -> str:
    """“China – Russia”."""
    return f"{entries.country(one).text} – {entries.country(other).text}"


def doors_to_pairs(entries: Entries) -> dict[CountryCode, Group]:
    """For each country, the ways to its pairs, by the other one's name."""
    links: dict[CountryCode, list[Link]] = {}
    for (one, other), briefs in entries.catalogue.by_pair.items():
        for code, beside in ((one, other), (other, one)):
            name, address = entries.country(beside).text, addresses.of_pair(one, other)
            links.setdefault(code, []).append(Link(text=name, address=address, count=len(briefs)))
    title = entries.words.gettext("Together with")
    return {code: Group(title=title, links=tuple(most_first(found))) for code, found in links.items()}


def _is_alone(brief: Brief, pair: tuple[CountryCode, CountryCode]) -> bool:
    return set(brief.countries) == set(pair)


def _lede(briefs: Sequence[Brief], pair: tuple[CountryCode, CountryCode], language: str) -> str:
    """How many briefs name both, and how many of them no other country."""
    forms = ngettext_noop(
        "{briefs} name both; {number} of them is on the two alone.",
        "{briefs} name both; {number} of them are on the two alone.",
    )
    alone = sum(_is_alone(brief, pair) for brief in briefs)
    return counted(forms, alone, language, briefs=written_briefs(len(briefs), language))


def _parted(pair: tuple[CountryCode, CountryCode], briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    _ = entries.words.gettext
    alone = tuple(entries.listed(brief) for brief in briefs if _is_alone(brief, pair))
    others = tuple(entries.listed(brief) for brief in briefs if not _is_alone(brief, pair))
    groups = (Group(title=_("Between the two"), briefs=alone), Group(title=_("Together with others"), briefs=others))
    return tuple(group for group in groups if group.briefs)


def _others(entries: Entries, briefs: Sequence[Brief], pair: tuple[CountryCode, CountryCode]) -> tuple[Link, ...]:
    counts = entries.catalogue.count_countries(briefs)
    return tuple(most_first(entries.country(code, counts[code]) for code in counts if code not in pair)[:_LINKS])


def _topics(entries: Entries, briefs: Sequence[Brief]) -> tuple[Link, ...]:
    counts = Counter(topic for brief in briefs for topic in entries.catalogue.list_topics(brief))
    return tuple(most_first(entries.topic(topic, number) for topic, number in counts.items())[:_LINKS])


def _groups(entries: Entries, pair: tuple[CountryCode, CountryCode]) -> tuple[Link, ...]:
    countries = entries.catalogue.archive.vocabulary.countries.values()
    return tuple(entries.country(group.code) for group in countries if set(pair) <= set(group.members))
