"""Briefs that somebody who has read one may want to read next, and why."""

import math
from collections import Counter

from ..i18n import counted, ngettext_noop
from ..model import Brief, BriefId
from .entries import Entries
from .views import Related

_MOST = 4
_NEAR, _LATEST = 15, 50
"""So many works of a list are looked at, on each side in time, or the latest: what a brief costs is bounded."""
_NAMED, _SHARED_SOURCE = 8.0, 3.0
_ENOUGH = 2.0


def list_related(brief: Brief, entries: Entries) -> tuple[Related, ...]:
    """The works that have most in common with that of *brief*: links to one another, sources, topics, countries.

    A topic or country weighs the more the fewer works have it, as the words of a query do in retrieval (inverse
    document frequency; Spärck Jones, 1972).
    """
    comparison = _Comparison(brief, entries)
    best = sorted([(-score, name) for name, score in comparison.scores().items() if score >= _ENOUGH])
    others = (entries.catalogue.archive.briefs[name] for _, name in best[:_MOST])
    return tuple(Related(brief=entries.listed(other), why=comparison.explain(other)) for other in others)


class _Comparison:
    def __init__(self, brief: Brief, entries: Entries) -> None:
        self._brief, self._entries, self._catalogue = brief, entries, entries.catalogue
        catalogue = entries.catalogue
        self._shared_sources = Counter(
            other.id for key in catalogue.bibliography(brief) for other in catalogue.cited_by.get(key, ())[-_LATEST:]
        )
        self._countries = tuple(one for one in brief.countries if one not in catalogue.countries_of_all)
        self._naming = {one.id for one in catalogue.naming(brief)[:_LATEST]}
        named = filter(None, map(catalogue.archive.briefs.get, brief.mentions))
        self._named = {work.brief.id for one in named if (work := catalogue.find_work(one))}

    def scores(self) -> dict[BriefId, float]:
        """How much the works that are looked at have in common with the brief, by the briefs that stand for them."""
        scores: dict[BriefId, float] = {name: _SHARED_SOURCE * count for name, count in self._shared_sources.items()}
        for name in (*self._naming, *self._named):
            scores[name] = scores.get(name, 0) + _NAMED
        catalogue = self._catalogue
        shared: list[tuple[tuple[Brief, ...], str, str]] = [
            (catalogue.by_topic.get(one, ()), one, "topics") for one in self._brief.topics
        ]
        shared += [(catalogue.by_country.get(one, ()), one, "countries") for one in self._countries]
        for works, term, field in shared:
            weight = math.log(len(catalogue.works) / len(works)) if works else 0
            for other in catalogue.near(works, self._brief.date, _NEAR):
                if term in getattr(other, field):  # and not only one below it
                    scores[other.id] = scores.get(other.id, 0) + weight
        own = catalogue.find_work(self._brief)
        scores.pop(own.brief.id if own else self._brief.id, None)
        return scores

    def explain(self, other: Brief) -> str:
        """What a work has in common with the brief: “refers to this brief · 2 shared sources · Russia”."""
        _ = self._entries.words.gettext
        parts: list[str] = []
        if other.id in self._naming:
            parts.append(_("refers to this brief"))
        if other.id in self._named:
            parts.append(_("named in this brief"))
        if count := self._shared_sources[other.id]:
            forms = ngettext_noop("{number} shared source", "{number} shared sources")
            parts.append(counted(*forms, count, self._entries.language))
        parts += (self._entries.country(code).text for code in self._countries if code in other.countries)
        parts += (self._entries.topic(topic).text for topic in self._brief.topics if topic in other.topics)
        return " · ".join(parts)
