"""Briefs that somebody who has read one may want to read next, and why."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from ..i18n import words
from ..model import Brief, BriefId, CountryCode, TopicId
from .entries import Entries
from .views import Related

_MOST = 4
_NEAR = 6  # of a list, this many before and after in time are looked at: the cost of a brief is bounded
_LATEST = 12
_NAMED, _SHARED_SOURCE = 8.0, 3.0
_ENOUGH = 2.0


def list_related(brief: Brief, entries: Entries) -> tuple[Related, ...]:
    """The works that have most in common with that of *brief*: links to one another, sources, topics, countries.

    A topic or country weighs the more the fewer works have it, as the words of a query do in retrieval (inverse
    document frequency; Spärck Jones, 1972).
    """
    comparison = _Comparison(brief, entries)
    scored = [(comparison.score(other), other) for other in comparison.candidates()]
    best = sorted((one for one in scored if one[0] >= _ENOUGH), key=lambda one: (-one[0], one[1].id))
    return tuple(Related(brief=entries.listed(other), why=comparison.explain(other)) for _, other in best[:_MOST])


class _Comparison:
    def __init__(self, brief: Brief, entries: Entries) -> None:
        self._brief, self._entries, self._catalogue = brief, entries, entries.catalogue
        catalogue = entries.catalogue
        self._own = catalogue.find_original(brief.id)
        self._shared_sources = Counter(
            other.id for key in catalogue.bibliography(brief) for other in catalogue.cited_by.get(key, ())[-_LATEST:]
        )
        self._topics = frozenset(brief.topics)
        self._countries = frozenset(brief.countries) - catalogue.countries_of_all
        self._naming = {one.id for one in catalogue.naming(brief)}
        self._named_briefs = tuple(filter(None, map(catalogue.archive.briefs.get, brief.mentions)))
        self._named = {catalogue.find_original(one.id) for one in self._named_briefs}

    def candidates(self) -> Iterator[Brief]:
        """Works that have something in common with the brief, each once."""
        found: dict[BriefId, Brief] = {}
        for other in self._all_candidates():
            found.setdefault(self._catalogue.find_original(other.id), other)
        found.pop(self._own, None)
        yield from found.values()

    def _all_candidates(self) -> Iterator[Brief]:
        catalogue = self._catalogue
        yield from catalogue.naming(self._brief)[:_LATEST]
        yield from (work.brief for one in self._named_briefs if (work := catalogue.find_work(one)))
        yield from map(catalogue.archive.briefs.__getitem__, self._shared_sources)
        for topic in self._topics:
            yield from catalogue.near(catalogue.by_topic.get(topic, ()), self._brief.date, _NEAR)
        for code in self._countries:
            yield from catalogue.near(catalogue.by_country.get(code, ()), self._brief.date, _NEAR)

    def score(self, other: Brief) -> float:
        """How much a work has in common with the brief."""
        named = _NAMED * ((other.id in self._naming) + (self._catalogue.find_original(other.id) in self._named))
        topics = sum(self._weight(self._catalogue.by_topic.get(one, ())) for one in self._shared_topics(other))
        countries = sum(self._weight(self._catalogue.by_country.get(one, ())) for one in self._shared_countries(other))
        return named + _SHARED_SOURCE * self._shared_sources[other.id] + topics + countries

    def _weight(self, works: Sequence[Brief]) -> float:
        return math.log(len(self._catalogue.works) / len(works)) if works else 0.0

    def _shared_topics(self, other: Brief) -> list[TopicId]:
        return [one for one in self._brief.topics if one in other.topics]

    def _shared_countries(self, other: Brief) -> list[CountryCode]:
        return [one for one in self._brief.countries if one in self._countries and one in other.countries]

    def explain(self, other: Brief) -> str:
        """What a work has in common with the brief: “refers to this brief · 2 shared sources · Russia”."""
        texts = words(self._entries.language)
        parts: list[str] = []
        if other.id in self._naming:
            parts.append(texts.gettext("refers to this brief"))
        if self._catalogue.find_original(other.id) in self._named:
            parts.append(texts.gettext("named in this brief"))
        if count := self._shared_sources[other.id]:
            text = texts.ngettext("{number} shared source", "{number} shared sources", count)
            parts.append(text.format(number=count))
        parts += (self._entries.country(code).text for code in self._shared_countries(other))
        parts += (self._entries.topic(topic).text for topic in self._shared_topics(other))
        return " · ".join(parts)
