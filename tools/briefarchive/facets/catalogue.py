"""The archive, sorted in every way in which it is shown. Each order is made once, in one pass."""

import datetime
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


def _by_language(pair: tuple[BriefId | None, Brief]) -> tuple[str, BriefId]:
    return pair[1].language, pair[1].id


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
        """Briefs in which each person whom the vocabulary knows had a part."""
        known = self.archive.vocabulary.people
        return _grouped((person, brief) for brief in self.shown for person in brief.people if person in known)

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

    @functools.cached_property
    def translations(self) -> Mapping[BriefId, tuple[Brief, ...]]:
        """Translations of each brief, by language."""
        found = ((brief.translation_of, brief) for brief in self.shown if brief.translation_of not in (None, brief.id))
        return _grouped((other, brief) for other, brief in sorted(found, key=_by_language) if other is not None)

    def versions(self, brief: Brief) -> tuple[Brief, ...]:
        """The same text in all of its languages: the original, if lists show it, and its translations."""
        original = self.archive.briefs.get(brief.translation_of or brief.id, brief)
        versions = (original, *self.translations.get(original.id, ()))
        return tuple(one for one in versions if one.id in self.shown_ids)

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
        """The briefs before and after this one in time.

        A text in several languages is one: of another, the version in the language of this one is given if there is
        one, else the original.
        """
        return self._around(self._line, self._place_in_time, brief)

    def neighbours_in(self, code: CountryCode, brief: Brief) -> tuple[Brief | None, Brief | None]:
        """The briefs before and after this one among those on one country."""
        line, places = self._lines_of_countries.get(code, ((), {}))
        return self._around(line, places, brief)

    def _around(
        self, newest_first: tuple[Brief, ...], places: Mapping[BriefId, int], brief: Brief
    ) -> tuple[Brief | None, Brief | None]:
        number = places.get(self._original(brief).id)
        if number is None:
            return None, None
        older = newest_first[number + 1] if number + 1 < len(newest_first) else None
        newer = newest_first[number - 1] if number else None
        return self._in_language(older, brief), self._in_language(newer, brief)

    def _in_language(self, text: Brief | None, beside: Brief) -> Brief | None:
        versions = self.translations.get(text.id, ()) if text else ()
        return next((one for one in versions if one.language == beside.language), text)

    def _original(self, brief: Brief) -> Brief:
        """The brief of which this one is a translation, if lists show it; else this one."""
        original = self.archive.briefs.get(brief.translation_of) if brief.translation_of else None
        return brief if original is None or self.is_hidden(original) else original

    def _texts(self, briefs: tuple[Brief, ...]) -> tuple[Brief, ...]:
        return tuple(brief for brief in briefs if self._original(brief) is brief)

    @functools.cached_property
    def _line(self) -> tuple[Brief, ...]:
        return self._texts(self.shown)

    @functools.cached_property
    def _place_in_time(self) -> Mapping[BriefId, int]:
        return _places(self._line)

    @functools.cached_property
    def _lines_of_countries(self) -> Mapping[CountryCode, tuple[tuple[Brief, ...], Mapping[BriefId, int]]]:
        lines = {code: self._texts(briefs) for code, briefs in self.by_country.items()}
        return {code: (line, _places(line)) for code, line in lines.items()}

    @functools.cached_property
    def last_change(self) -> datetime.date | None:
        """The last day of which it is known that a brief changed on it; None where none is known."""
        briefs = (brief for brief in self.archive.briefs.values() if not brief.is_draft)
        return max((brief.changed for brief in briefs if brief.changed), default=None)

    @functools.cached_property
    def shown_ids(self) -> Set[BriefId]:
        """Ids of the briefs that lists show."""
        return {brief.id for brief in self.shown}

    def is_hidden(self, brief: Brief) -> bool:
        """Whether lists leave it out."""
        return brief.id not in self.shown_ids


def _places(line: tuple[Brief, ...]) -> Mapping[BriefId, int]:
    return {brief.id: number for number, brief in enumerate(line)}
