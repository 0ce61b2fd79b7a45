"""The archive, sorted in every way in which it is shown. Each order is made once, in one pass."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import TypeVar

from ..model import (
    Archive,
    Brief,
    BriefId,
    CiteKey,
    CountryCode,
    PersonId,
    PublisherId,
    Source,
    TopicId,
)

UNNAMED = PublisherId("_unnamed")
_NO_DATE = (0, 0, 0)

K = TypeVar("K")
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


class Catalogue:
    """Orders over an archive. Lists of briefs are newest first.

    Attributes:
        archive: The archive.
        shown: The briefs that lists show, newest first: no withdrawn ones, and drafts only on request.
    """

    def __init__(self, archive: Archive, *, drafts: bool = False) -> None:
        self.archive = archive
        self.shown = archive.shown(drafts=drafts)[::-1]

    @functools.cached_property
    def by_country(self) -> Mapping[CountryCode, tuple[Brief, ...]]:
        """Briefs on each country that the vocabulary knows."""
        known = self.archive.vocabulary.countries
        return _grouped((code, brief) for brief in self.shown for code in brief.countries if code in known)

    @functools.cached_property
    def by_topic(self) -> Mapping[TopicId, tuple[Brief, ...]]:
        """Briefs on each topic or on one below it."""
        return _grouped((topic, brief) for brief in self.shown for topic in self.topics_of(brief))

    @functools.cached_property
    def by_cell(self) -> Mapping[tuple[CountryCode, TopicId], tuple[Brief, ...]]:
        """Briefs on each topic, or one below it, in each country."""
        known = self.archive.vocabulary.countries
        return _grouped(
            ((code, topic), brief)
            for brief in self.shown
            for topic in self.topics_of(brief)
            for code in brief.countries
            if code in known
        )

    @functools.cached_property
    def by_year(self) -> Mapping[int, tuple[Brief, ...]]:
        """Briefs of each year, the latest year first."""
        return _grouped((brief.date.year, brief) for brief in self.shown)

    @functools.cached_property
    def by_person(self) -> Mapping[PersonId, tuple[Brief, ...]]:
        """Briefs of each compiler whom the vocabulary knows."""
        known = self.archive.vocabulary.people
        return _grouped((person, brief) for brief in self.shown for person in brief.compilers if person in known)

    @functools.cached_property
    def by_publisher(self) -> Mapping[PublisherId, tuple[Source, ...]]:
        """Sources of each publisher, the latest first; those without a date come last.

        Sources that name no publisher are under `UNNAMED`.
        """
        sources = sorted(self.archive.sources.values(), key=lambda source: source.key)
        sources.sort(key=lambda source: source.issued.parts if source.issued else _NO_DATE, reverse=True)
        return _grouped((source.publisher or UNNAMED, source) for source in sources)

    @functools.cached_property
    def cited_by(self) -> Mapping[CiteKey, tuple[Brief, ...]]:
        """Briefs that cite or list each source, oldest first."""
        return _grouped((key, brief) for brief in reversed(self.shown) for key in self.bibliography(brief))

    @functools.cached_property
    def publishers_of(self) -> Mapping[BriefId, frozenset[PublisherId]]:
        """The publishers on whose sources each brief rests."""
        found: dict[BriefId, set[PublisherId]] = defaultdict(set)
        for key, briefs in self.cited_by.items():
            source = self.archive.sources.get(key)
            if source is not None and source.publisher is not None:
                for brief in briefs:
                    found[brief.id].add(source.publisher)
        return {brief: frozenset(publishers) for brief, publishers in found.items()}

    @functools.cached_property
    def named_by(self) -> Mapping[BriefId, tuple[Brief, ...]]:
        """Briefs that refer to each brief, oldest first."""
        return _grouped((other, brief) for brief in reversed(self.shown) for other in brief.mentions)

    @functools.cached_property
    def replaced_by(self) -> Mapping[BriefId, tuple[Brief, ...]]:
        """Briefs that replace each brief."""
        return _grouped(
            (other, brief) for brief in reversed(self.shown) for other in brief.replaces if other != brief.id
        )

    def bibliography(self, brief: Brief) -> tuple[CiteKey, ...]:
        """Keys of the sources in the numbered list of *brief*: one that it cites by two keys is there once."""
        return tuple(dict.fromkeys(map(self.archive.key_of, brief.bibliography)))

    def sources_of(self, brief: Brief) -> tuple[Source, ...]:
        """The sources of a brief that are known, in the order of its numbered list."""
        known = self.archive.sources
        return tuple(known[key] for key in self.bibliography(brief) if key in known)

    def topics_of(self, brief: Brief) -> tuple[TopicId, ...]:
        """The topics of a brief and all that are above them, each once."""
        vocabulary = self.archive.vocabulary
        found: dict[TopicId, None] = {}
        for topic in brief.topics:
            if topic in vocabulary.topics:
                found.update(dict.fromkeys((topic, *vocabulary.broader(topic))))
        return tuple(found)

    def neighbours(self, brief: Brief) -> tuple[Brief | None, Brief | None]:
        """The briefs before and after this one in time."""
        return _around(self._place_in_time, self.shown, brief)

    def neighbours_in(self, code: CountryCode, brief: Brief) -> tuple[Brief | None, Brief | None]:
        """The briefs before and after this one among those on one country."""
        return _around(self._place_in_country.get(code, {}), self.by_country.get(code, ()), brief)

    @functools.cached_property
    def _place_in_time(self) -> Mapping[BriefId, int]:
        return {brief.id: number for number, brief in enumerate(self.shown)}

    @functools.cached_property
    def _place_in_country(self) -> Mapping[CountryCode, Mapping[BriefId, int]]:
        return {
            code: {brief.id: number for number, brief in enumerate(briefs)} for code, briefs in self.by_country.items()
        }

    @functools.cached_property
    def shown_ids(self) -> Set[BriefId]:
        """Ids of the briefs that lists show."""
        return self._place_in_time.keys()

    def is_hidden(self, brief: Brief) -> bool:
        """Whether lists leave it out."""
        return brief.id not in self.shown_ids


def _around(
    places: Mapping[BriefId, int], newest_first: tuple[Brief, ...], brief: Brief
) -> tuple[Brief | None, Brief | None]:
    number = places.get(brief.id)
    if number is None:
        return None, None
    older = newest_first[number + 1] if number + 1 < len(newest_first) else None
    newer = newest_first[number - 1] if number else None
    return older, newer
