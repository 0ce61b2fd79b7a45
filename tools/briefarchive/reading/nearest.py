"""What was meant by a name: the term of a vocabulary that is called so, or else the nearest name that is known.

Terms are found by id, label in any language, synonym and former name; others with “did you mean …?”.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import pycountry
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..model import Country, CountryCode, Person, PersonId, Topic, TopicId, Vocabulary
from .vocabularies.countries import OTHER_NAMES, names_abroad

# A search for alike names costs a comparison with every name; an archive can have thousands of unknown ones.
_MOST_SEARCHED = 50
_MOST_TOLD = 3
_MOST_COMPARED = 20
# Less alike, the two must be single words with the same first letter.
_LIKE, _MORE_LIKE = 0.71, 0.79
_CODE = 3
"""So long are codes of countries."""

_NUMBER = re.compile(r"\d+")
K = TypeVar("K", bound=str)
T = TypeVar("T")

ROLES = {"countries": "country", "topics": "topic", "people": "person"}
"""The role by which a text names a term of each vocabulary; messages call the term so too."""


class Nearest:
    """Finds what could have been meant by a name among those *known*, each with how it is to be written."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        self._known: dict[str, str] = {}
        for name, shown in known:
            self._add(folded(name), shown)
            self._add(folded(name).removeprefix("the "), shown)
        self._searched: dict[str, str | None] = {}

    def _add(self, name: str, shown: str) -> None:
        """Note a name; “Congo” is that of two countries."""
        before = self._known.setdefault(name, shown)
        if shown not in before and before.count(" or ") < _MOST_TOLD - 1:
            self._known[name] = f"{before} or {shown}"

    def hint(self, name: str) -> str | None:
        """A question with the nearest names: the same but for case, else with its words in them, else alike."""
        wanted = folded(name)
        if shown := self._known.get(wanted):
            return f"did you mean {shown}?"
        return self._with_words(wanted) or self._alike(wanted)

    def _with_words(self, wanted: str) -> str | None:
        sets = [self._by_word.get(word, {}) for word in _words(wanted)]
        first = min(sets, key=len, default={})
        if not 0 < len(first) <= _MOST_TOLD:
            return None
        shared = [shown for shown in first if all(shown in other for other in sets)]
        return f"did you mean {' or '.join(shared)}?" if shared else None

    def _alike(self, wanted: str) -> str | None:
        if wanted not in self._searched and len(self._searched) < _MOST_SEARCHED:
            like = self._most_like(wanted) if len(wanted) > _CODE else None
            self._searched[wanted] = like or self._by_a_letter(wanted)
        shown = self._searched.get(wanted)
        return f"did you mean {shown}?" if shown else None

    def _by_a_letter(self, wanted: str) -> str | None:
        """What is written for the name with a letter less or more at its end: "BRZ" is BR, and "tas" TASS."""
        if shorter := self._known.get(wanted[:-1]) if wanted[-1:].isalpha() else None:
            return shorter
        return next(
            (shown for name, shown in self._known.items() if name[:-1] == wanted and len(wanted) == _CODE), None
        )

    def _most_like(self, wanted: str) -> str | None:
        """What is written for the name that differs by a letter or two, but in no number."""
        like = process.extract(
            wanted, self._names, scorer=OSA.normalized_similarity, limit=_MOST_COMPARED, score_cutoff=_LIKE
        )
        numbers = _NUMBER.findall(wanted)
        return next(
            (
                self._known[name]
                for name, likeness, _ in like
                if _NUMBER.findall(name) == numbers
                and (likeness >= _MORE_LIKE or (name[0] == wanted[0] and name.isalpha() and wanted.isalpha()))
            ),
            None,
        )

    @functools.cached_property
    def _names(self) -> list[str]:
        return list(self._known)

    @functools.cached_property
    def _by_word(self) -> Mapping[str, Mapping[str, None]]:
        """What is written for the names that have a word."""
        found: dict[str, dict[str, None]] = {}
        for name, shown in self._known.items():
            for word in _words(name):
                found.setdefault(word, {})[shown] = None
        return found


def country_names(countries: Iterable[Country]) -> Iterable[tuple[str, str]]:
    """Codes, labels in every language, synonyms, former, official, short and foreign names of countries."""
    for country in countries:
        shown = f'"{country.code}" ({country.label()})'
        iso = pycountry.countries.get(alpha_2=country.code)
        official = (iso.alpha_3, iso.name, getattr(iso, "official_name", iso.name)) if iso else ()
        listed = (*country.labels.values(), *country.synonyms, *country.former_names)
        for name in (country.code, *listed, *official, *OTHER_NAMES.get(country.code, ())):
            yield name, shown
        for name in names_abroad().get(country.code, ()):
            yield name, shown


def topic_names(topics: Iterable[Topic]) -> Iterable[tuple[str, str]]:
    """Ids, labels in every language and synonyms of topics."""
    for topic in topics:
        for name in (topic.id, *topic.labels.values(), *topic.synonyms):
            yield name, f'"{topic.id}" ({topic.label()})'


def person_names(people: Iterable[Person]) -> Iterable[tuple[str, str]]:
    """Ids and names of people."""
    for person in people:
        for name in (person.id, person.name):
            yield name, f'"{person.id}" ({person.name})'


def plain(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Names that stand for themselves."""
    return ((name, f'"{name}"') for name in names)


def folded(name: str) -> str:
    """The form in which two spellings of a term are the same: no case, compatibility forms or runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", "-").split())


def _words(name: str) -> set[str]:
    return {word for word in name.replace("-", " ").split() if len(word) > 2}


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
