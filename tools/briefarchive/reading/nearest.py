"""“Did you mean …?”: the nearest known name for one that is not known."""

import difflib
import functools
import unicodedata
from collections.abc import Iterable, Mapping

import pycountry

from ..model import Country, Person, Topic
from .countries import OTHER_NAMES

# A search for alike names costs a comparison with every name; an archive can have thousands of unknown ones.
_MOST_SEARCHED = 50
_MOST_TOLD = 3


class Nearest:
    """Finds what could have been meant by a name that is not known.

    Args:
        known: Every name that could have been meant, and how it is to be written.
    """

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        self._known: dict[str, str] = {}
        for name, shown in known:
            self._known.setdefault(folded(name), shown)
        self._searched: dict[str, str | None] = {}

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
            near = difflib.get_close_matches(wanted, self._known, n=5, cutoff=0.7)
            # Of names that are equally near, the one that begins alike: "BRZ" is BR rather than BZ.
            best = max(near, key=lambda one: (_likeness(wanted, one), _shared_start(wanted, one)), default=None)
            self._searched[wanted] = f"did you mean {self._known[best]}?" if best else None
        return self._searched.get(wanted)

    @functools.cached_property
    def _by_word(self) -> Mapping[str, Mapping[str, None]]:
        """What is written for the names that have a word."""
        found: dict[str, dict[str, None]] = {}
        for name, shown in self._known.items():
            for word in _words(name):
                found.setdefault(word, {})[shown] = None
        return found


def country_names(countries: Iterable[Country]) -> Iterable[tuple[str, str]]:
    """Codes, labels in every language, synonyms, former, official and short names of countries."""
    for country in countries:
        shown = f'"{country.code}" ({country.label()})'
        iso = pycountry.countries.get(alpha_2=country.code)
        official = (iso.alpha_3, iso.name, getattr(iso, "official_name", iso.name)) if iso else ()
        listed = (*country.labels.values(), *country.synonyms, *country.former_names)
        for name in (country.code, *listed, *official, *OTHER_NAMES.get(country.code, ())):
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


def _shared_start(one: str, other: str) -> int:
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, other, one).ratio()
