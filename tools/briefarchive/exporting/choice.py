"""Which briefs and sources are exported."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ..facets.catalogue import NEVER, Catalogue
from ..model import Archive, Brief, BriefId, CiteKey, CountryCode, PersonId, PublisherId, Source, TopicId
from ..reading.nearest import Nearest, country_names, person_names, topic_names

K = TypeVar("K")

_WHERE = {
    "country": "use a code of ISO 3166-1, such as RU, or one of archive/vocabulary/countries.yaml",
    "topic": "topics are in archive/vocabulary/topics.yaml",
    "publisher": "publishers are in archive/vocabulary/publishers.yaml",
    "person": "people are in archive/vocabulary/people.yaml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked for: of several of one kind any, of several kinds all; nothing asks for everything."""

    countries: tuple[CountryCode, ...] = ()
    topics: tuple[TopicId, ...] = ()
    years: tuple[int, ...] = ()
    publishers: tuple[PublisherId, ...] = ()
    people: tuple[PersonId, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Everything that is asked for, by its id."""
        return (*self.countries, *self.topics, *map(str, self.years), *self.publishers, *self.people)


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is exported.

    Attributes:
        archive: The archive that it comes from.
        choice: What was asked for.
        briefs: The briefs, newest first; a work in several languages is several, as each is a record of its own.
        withdrawn: Withdrawn briefs of which the same is true; formats that tell of what is gone have them.
        sources: The sources of these briefs by key, if publishers were asked for only theirs.
        cited_by: Ids of the briefs that cite or list each source; a work in several languages counts once.
        translations: Translations of each brief.
        last_change: The last day on which something is known to have changed in the archive (`Catalogue.last_change`).
    """

    archive: Archive
    choice: Choice
    briefs: tuple[Brief, ...]
    sources: tuple[Source, ...]
    cited_by: Mapping[CiteKey, tuple[BriefId, ...]]
    translations: Mapping[BriefId, tuple[Brief, ...]] = field(default_factory=dict)
    withdrawn: tuple[Brief, ...] = ()
    last_change: datetime.date = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A term that was asked for and that the archive does not know: its kind, itself, and what could be meant."""

    kind: str
    term: str
    hint: str


def select(catalogue: Catalogue, choice: Choice) -> Selection:
    """What *choice* asks for, among the briefs which the catalogue shows."""
    briefs = _chosen(catalogue, choice)
    found = {source.key: source for brief in briefs for source in catalogue.sources_of(brief)}
    cited = (found[key] for key in sorted(found))
    sources = tuple(one for one in cited if not choice.publishers or one.publisher in choice.publishers)
    return Selection(
        archive=catalogue.archive,
        choice=choice,
        briefs=briefs,
        sources=sources,
        cited_by={one.key: tuple(brief.id for brief in catalogue.cited_by[one.key]) for one in sources},
        translations=catalogue.translations,
        withdrawn=_chosen(Catalogue(catalogue.archive, shown=catalogue.archive.withdrawn), choice),
        last_change=catalogue.last_change,
    )


def _chosen(catalogue: Catalogue, choice: Choice) -> tuple[Brief, ...]:
    briefs = catalogue.shown
    briefs = _on_any(briefs, catalogue, catalogue.by_country, choice.countries)
    briefs = _on_any(briefs, catalogue, catalogue.by_topic, choice.topics)
    briefs = _on_any(briefs, catalogue, catalogue.by_year, choice.years)
    briefs = _on_any(briefs, catalogue, catalogue.by_person, choice.people)
    return _on_any(briefs, catalogue, _by_publisher(catalogue, choice.publishers), choice.publishers)


def unknown_terms(catalogue: Catalogue, choice: Choice) -> Iterator[Unknown]:
    """The terms that are asked for and that the archive does not know."""
    known = catalogue.archive.vocabulary
    yield from _unknown("country", choice.countries, known.countries, country_names(known.countries.values()))
    yield from _unknown("topic", choice.topics, known.topics, topic_names(known.topics.values()))
    years = [str(year) for year in catalogue.by_year]
    span = f"the briefs are from {years[-1]} to {years[0]}" if years else "there are no briefs"
    yield from (Unknown(kind="year", term=str(y), hint=span) for y in choice.years if y not in catalogue.by_year)
    publishers = (
        (name, f'"{one.id}" ({one.name})')
        for one in known.publishers.values()
        for name in (one.id, one.name, *one.aliases)
    )
    yield from _unknown("publisher", choice.publishers, known.publishers, publishers)
    yield from _unknown("person", choice.people, known.people, person_names(known.people.values()))


def _on_any(
    briefs: tuple[Brief, ...], catalogue: Catalogue, views: Mapping[K, tuple[Brief, ...]], terms: tuple[K, ...]
) -> tuple[Brief, ...]:
    """Those of the briefs whose work is in one of the lists, in every language."""
    if not terms:
        return briefs
    wanted = {brief.id for term in terms for brief in catalogue.expressions(views.get(term, ()))}
    return tuple(brief for brief in briefs if brief.id in wanted)


def _by_publisher(catalogue: Catalogue, publishers: Iterable[PublisherId]) -> dict[PublisherId, tuple[Brief, ...]]:
    """The briefs that cite or list a source of each publisher."""
    return {
        publisher: tuple(
            brief
            for source in catalogue.by_publisher.get(publisher, ())
            for brief in catalogue.cited_by.get(source.key, ())
        )
        for publisher in publishers
    }


def _unknown(
    kind: str, terms: Iterable[str], known: Mapping[K, object], names: Iterable[tuple[str, str]]
) -> Iterator[Unknown]:
    missing = [term for term in terms if term not in known]
    nearest = Nearest(names if missing else ())
    yield from (Unknown(kind=kind, term=term, hint=nearest.hint(term) or _WHERE[kind]) for term in missing)
