"""Countries of ISO 3166-1 with their names, from CLDR and from `countries.toml`, and those that a text names often."""

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pycountry
from babel import Locale

from ...model import Country, CountryCode

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
OTHER_NAMES: Mapping[str, list[str]] = _TABLES["other_names"]
"""By code, what else a country is called in English."""
DOUBTFUL_NAMES = frozenset(_TABLES["doubtful"])
"""Names that mean other things as well."""
NAMES_OF_OTHERS: tuple[str, ...] = tuple(_TABLES["of_others"])
"""Longer names in which a country's name is no country."""

OFTEN = 5
"""How many times a text names a country that it seems to be about."""

_LANGUAGES = {"en": "en", "zh": "zh", "zh-Hant": "zh_Hant", "ru": "ru", "fr": "fr", "es": "es", "ar": "ar"}
_ELSEWHERE = ("de", "it", "pt", "nl", "pl", "tr", "ja", "ko", "vi", "id", "sv", "uk", "kk")
_HAN = "[\u4e00-\u9fff]"


@functools.cache
def names_abroad() -> Mapping[CountryCode, tuple[str, ...]]:
    """By code, names in languages beside ours and colloquial ones, by which a mistaken country is recognised."""
    found: dict[CountryCode, dict[str, None]] = {}
    for language in _ELSEWHERE:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(CountryCode(code), {})[str(name)] = None
    for code, names in _TABLES["colloquial"].items():
        found.setdefault(CountryCode(code), {}).update(dict.fromkeys(names))
    return {code: tuple(names) for code, names in found.items()}


@functools.cache
def iso_countries(language: str = "en") -> Mapping[CountryCode, Country]:
    """Every country of ISO 3166-1 by its alpha-2 code, labelled by CLDR in *language* and `_LANGUAGES`."""
    names = _LANGUAGES | {language: _LANGUAGES.get(language, language.replace("-", "_"))}
    territories = {tag: Locale.parse(name).territories for tag, name in names.items()}
    countries = {}
    for entry in sorted(pycountry.countries, key=lambda entry: entry.alpha_2):
        code = CountryCode(entry.alpha_2)
        labels = {tag: str(names[code]) for tag, names in territories.items() if code in names}
        countries[code] = Country(code=code, labels={"en": entry.name, **labels}, language=language)
    return countries


def countries_named_often(text: str) -> tuple[CountryCode, ...]:
    """The codes (ISO 3166-1) of countries that *text* names at least `OFTEN` times in English or Chinese."""
    named = Counter(_codes().get(found[0]) for found in _pattern().finditer(text))
    return tuple(sorted(code for code, number in named.items() if code and number >= OFTEN))


@functools.cache
def _codes() -> Mapping[str, CountryCode]:
    return {name: code for name, code in _names() if name not in DOUBTFUL_NAMES}


def _names() -> Iterator[tuple[str, CountryCode]]:
    for country in iso_countries().values():
        label = re.split(r"\s*[()]\s*", country.label().replace(" SAR China", ""))[0]
        # “US” and “UAE” are no words that begin with a capital.
        yield from ((name, country.code) for name in (label, *OTHER_NAMES.get(country.code, ())) if not name.isupper())
        if len(chinese := country.labels.get("zh", "")) > 1:
            yield chinese, country.code


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Finds the names of countries, and the longer names in which they stand: at each place the longest."""
    names = [*map(re.escape, sorted((*_codes(), *NAMES_OF_OTHERS), key=len, reverse=True))]
    latin, han = ("|".join(name for name in names if bool(re.match(_HAN, name)) is is_han) for is_han in (False, True))
    return re.compile(rf"\b(?=[^\W\d_a-z])(?:{latin})\b(?!-)|(?={_HAN})(?:{han})")
