"""Countries that a text names again and again, by their names in English and Chinese.

It needs no vocabulary of the archive's, so that what was read of a file holds whatever becomes of that: the names are
those of CLDR.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...model import CountryCode
from .countries import OTHER_NAMES, iso_countries

OFTEN = 5
"""How many times a text names a country that it seems to be about."""

DOUBTFUL_NAMES = frozenset({
    "Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Niger", "Mali", "Dominica", "Jersey", "Guernsey",
    "Monaco", "Grenada", "Togo", "Montserrat", "Martinique", "Réunion", "Curaçao", "Bermuda", "Samoa",
})  # fmt: skip
"""Names that mean other things as well: a person, a state of the United States, a bird."""

NAMES_OF_OTHERS = (
    "South China Sea", "East China Sea", "Sea of Japan", "Indian Ocean", "Gulf of Mexico", "New Mexico",
    "Gulf of Guinea", "Latin America", "Latin American", "Latin Americans", "South America", "South American",
    "North America", "North American", "Central America", "Central American", "African American",
    "African Americans", "Native American", "Native Americans", "American Indian", "American Indians",
    "Asian American", "China Daily", "South China Morning Post", "Southern China Morning Post", "China Post",
    "China News", "Times of India", "Japan Times", "Korea Herald", "Moscow Times", "Jakarta Post",
    "Bangkok Post", "Paris Agreement", "Paris Accord", "Paris Club", "Vienna Convention", "Rome Statute",
    "Panama Papers", "London Metal Exchange", "French Guiana", "French Polynesia", "Dutch disease",
    "Swiss Army", "Persian Gulf", "English Channel", "Michael Jordan", "Georgia Tech", "Atlanta, Georgia",
    "Georgia Institute", "University of Georgia", "State of Georgia", "New York Times", "Washington Post",
    "Air France", "Air India", "Air Canada", "Royal Dutch Shell", "Dublin Core",
)  # fmt: skip
"""Longer names in which a country's name is no country: seas, states, papers, treaties, peoples."""

_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")
_HAN = re.compile("[\u4e00-\u9fff]")
HAN_NAMES_OF_OTHERS = ("印度洋", "中国日报", "中国新闻", "日本海", "南中国海", "墨西哥湾", "巴拿马文件")
"""Seas, peoples and papers in Chinese, likewise."""


def countries_named_often(text: str) -> tuple[CountryCode, ...]:
    """The countries of ISO 3166-1 that *text* names at least `OFTEN` times, by code."""
    known = _begun_by()
    words = Counter(word for word in _CAPITALISED.findall(text) if word in known)
    # Most texts hold no word often enough, and are not searched for names of several words.
    most: Counter[CountryCode] = Counter()
    for word, number in words.items():
        for code in _begun_by()[word]:
            most[code] += number
    often = {code for code, number in most.items() if number >= OFTEN}
    codes: Counter[CountryCode] = Counter()
    for word in words if often else ():
        if not often.isdisjoint(_begun_by()[word]):
            codes.update(_codes()[found] for match in _pattern(word).finditer(text) if (found := match["name"]))
    if _HAN.search(text):
        codes.update(_han_names()[name[0]] for name in _han_pattern().finditer(text) if name[0] in _han_names())
    return tuple(sorted(code for code, number in codes.items() if number >= OFTEN))


@functools.cache
def _codes() -> Mapping[str, CountryCode]:
    """The code for each name in English."""
    return {name: code for name, code in _english_names() if name not in DOUBTFUL_NAMES}


@functools.cache
def _begun_by() -> Mapping[str, frozenset[CountryCode]]:
    """The countries of which a name begins with a word."""
    return {word: frozenset(_codes()[name] for name in names) for word, names in _by_first_word().items()}


@functools.cache
def _by_first_word() -> Mapping[str, Sequence[str]]:
    """The names in English by their first words."""
    found: dict[str, list[str]] = {}
    for name in _codes():
        if first := _CAPITALISED.match(name):
            found.setdefault(first[0], []).append(name)
    return found


def _english_names() -> Iterator[tuple[str, CountryCode]]:
    for country in iso_countries().values():
        label = country.label().replace(" SAR China", "")
        for name in (*re.split(r"\s*[()]\s*", label)[:1], *OTHER_NAMES.get(country.code, ())):
            if not name.isupper():  # “US” and “UAE” are no words that begin with a capital
                yield name, country.code


@functools.cache
def _pattern(first: str) -> re.Pattern[str]:
    """Finds the names that begin with a word, and the longer names in which they stand, as no name."""
    names = sorted(_by_first_word()[first], key=len, reverse=True)
    others = [other for other in NAMES_OF_OTHERS if any(name in other for name in names)]
    others += [other for other in _codes() if any(f" {name}" in other for name in names)]
    hidden = "|".join(map(re.escape, sorted(others, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"\b(?:(?:{hidden})|(?P<name>{'|'.join(map(re.escape, names))}))\b(?!-)")


@functools.cache
def _han_names() -> Mapping[str, CountryCode]:
    labels = ((country.labels.get("zh", ""), country.code) for country in iso_countries().values())
    return {label: code for label, code in labels if len(label) > 1}


@functools.cache
def _han_pattern() -> re.Pattern[str]:
    names = sorted((*_han_names(), *HAN_NAMES_OF_OTHERS), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))
