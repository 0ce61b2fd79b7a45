"""Finds the terms of a vocabulary by whatever they are called: id, label in any language, synonym, former name."""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from ...model import CountryCode, PersonId, TopicId, Vocabulary
from ..nearest import Nearest, country_names, folded, person_names, topic_names

K = TypeVar("K", bound=str)
T = TypeVar("T")

ROLES = {"countries": "country", "topics": "topic", "people": "person"}
"""The role by which a text names a term of each vocabulary; messages call the term so too."""


class UnknownTermError(Exception):
    """No term, or more than one, is called so; the message says what is."""


class TermSearch(Generic[K]):
    """Finds the terms of one vocabulary: *names* gives each name of some terms, and how each is told to people."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        name: str,
        terms: Mapping[K, T],
        names: Callable[[Iterable[T]], Iterable[tuple[str, str]]],
    ) -> None:
        self._name = name
        self._has_unread = name in vocabulary.unread
        self._ids = {_spelt(id_): id_ for id_ in terms}
        self._named: dict[str, dict[K, str]] = {}
        for id_, term in terms.items():
            for called, shown in names([term]):
                self._named.setdefault(_spelt(called), {})[id_] = shown
        self._nearest = functools.cache(lambda: Nearest(names(terms.values())))

    def find(self, called: str) -> K:
        """The id of the term that is called so; an id goes before a name.

        Raises:
            UnknownTermError: There is none, or there are several.
        """
        wanted = _spelt(called)
        if wanted in self._ids:
            return self._ids[wanted]
        found = self._named.get(wanted) or self._beginning_with(wanted)
        if len(found) == 1:
            return next(iter(found))
        raise UnknownTermError(self._several(called, found) if found else self._none(called))

    def hint(self, called: str) -> str | None:
        """A question with the nearest names."""
        return self._nearest().hint(called)

    def _beginning_with(self, wanted: str) -> Mapping[K, str]:
        """The only term of which a name begins with these two words or more: “Belt and Road” of “… Initiative”."""
        found: dict[K, str] = {}
        for name, terms in self._named.items() if " " in wanted else ():
            if name.startswith(f"{wanted} "):
                found |= terms
        return found if len(found) == 1 else {}

    def _several(self, called: str, found: Mapping[K, str]) -> str:
        return f'"{called}" is the name of several: {", ".join(found.values())}; give the id of one'

    def _none(self, called: str) -> str:
        file = f"archive/vocabulary/{self._name}.yaml"
        hint = self.hint(called) or f"look it up in {file}, or add it there"
        if self._has_unread:
            hint = f"something in {file} cannot be read (briefs check)"
        return f'there is no {ROLES[self._name]} "{called}"; {hint}'


def _spelt(name: str) -> str:
    """The form in which two spellings of a name are the same: beside case, `&` is “and”."""
    return folded(name.replace("&", " and "))


def search_countries(vocabulary: Vocabulary) -> TermSearch[CountryCode]:
    """A search by code, name in every language, synonym, former, official or short name."""
    return TermSearch(vocabulary, "countries", vocabulary.countries, country_names)


def search_topics(vocabulary: Vocabulary) -> TermSearch[TopicId]:
    """A search by id, label in every language or synonym."""
    return TermSearch(vocabulary, "topics", vocabulary.topics, topic_names)


def search_people(vocabulary: Vocabulary) -> TermSearch[PersonId]:
    """A search by id or name."""
    return TermSearch(vocabulary, "people", vocabulary.people, person_names)


SEARCHES: Mapping[str, Callable[[Vocabulary], TermSearch[Any]]] = {
    "countries": search_countries,
    "topics": search_topics,
    "people": search_people,
}
"""The search for the terms of each vocabulary, by its name."""
