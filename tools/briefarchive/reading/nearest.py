"""“Did you mean …?”: the nearest known name for one that is not known."""

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

import pycountry
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from ..model import Country, Person, Topic
from .vocabularies.countries import OTHER_NAMES, names_abroad

# A search for alike names costs a comparison with every name; an archive can have thousands of unknown ones.
_MOST_SEARCHED = 50
_MOST_TOLD = 3
_MOST_COMPARED = 20


class Nearest:
    """Finds what could have been meant by a name that is not known.

    Args:
        known: Every name that could have been meant, and how it is to be written.
    """

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        self._known: dict[str, str] = {}
        for name, shown in known:
            self._add(folded(name), shown)
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
            near = process.extract(wanted, self._names, scorer=fuzz.ratio, limit=_MOST_COMPARED, score_cutoff=50)
            best = max(
                (one for one, _, _ in near if _is_slip(wanted, one)),
                # Of names that are equally near, the one that begins alike: "BRZ" is BR rather than BZ.
                key=lambda one: (fuzz.ratio(wanted, one), _shared_start(wanted, one)),
                default=None,
            )
            self._searched[wanted] = f"did you mean {self._known[best]}?" if best else None
        return self._searched.get(wanted)

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


def _is_slip(wanted: str, known: str) -> bool:
    """Whether anybody would agree that *wanted* is meant to be *known*, both of them folded.

    Each word must be there, but for a letter or two, and numbers as they are. One of the names may have fewer words
    than the other, if more than half of them are there.
    """
    if max(len(wanted), len(known)) <= 3:  # codes: "BRZ" is BR
        return wanted[:-1] == known or wanted == known[:-1]
    some, others = wanted.replace("-", " ").split(), known.replace("-", " ").split()
    if len(some) == len(others) == 1:
        return _is_near(wanted, known)
    if not some or not others:
        return False
    short, long = sorted((some, others), key=len)
    left = [*(Counter(long) - Counter(short)).elements()]
    slips = [*(Counter(short) - Counter(long)).elements()]
    for word in slips:
        near = next((one for one in left if _is_near(word, one, beside_others=len(slips) == 1)), None)
        if near is None:
            return "".join(some) == "".join(others)
        left.remove(near)
    return 2 * len(left) < len(long) and not any(word.isdigit() and len(word) == 4 for word in left)


def _is_near(word: str, known: str, *, beside_others: bool = False) -> bool:
    """Whether a word is another one but for a letter or two; numbers and short words are no slips for one another.

    Args:
        word: What is written.
        known: What may be meant.
        beside_others: Whether all words beside it are the same: then it may be as short as “gaz” for “gas”.
    """
    shorter = min(len(word), len(known))
    if shorter > 2 and (word.startswith(known) or known.startswith(word)):
        ending = max(word, known, key=len)[shorter:]
        if ending.isalpha() and (len(ending) == 1 or ending == "es"):
            return True
    if shorter < (3 if beside_others else 4) or any(sign.isdigit() for sign in word + known) or word[0] != known[0]:
        return word == known
    most = 1 if shorter < 6 else 2 if shorter < 12 else 3
    return OSA.distance(word, known, score_cutoff=most) <= most


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


def _shared_start(one: str, other: str) -> int:
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
