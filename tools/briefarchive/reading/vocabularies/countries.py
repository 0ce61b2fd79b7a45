"""The countries of ISO 3166-1, their names from CLDR and `countries.toml`, and their mentions in a text."""

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
"""Other English names of countries, by code."""
DOUBTFUL_NAMES = frozenset(_TABLES["doubtful"])
"""Names of countries that have other meanings too."""
LONGER_NAMES: tuple[str, ...] = tuple(_TABLES["of_others"])
"""Longer names that contain the name of a country without meaning it."""

MIN_MENTIONS = 5
"""Number of mentions from which a text seems to be about a country."""

_LANGUAGES = {"en": "en", "zh": "zh", "zh-Hant": "zh_Hant", "ru": "ru", "fr": "fr", "es": "es", "ar": "ar"}
_FOREIGN_LANGUAGES = ("de", "it", "pt", "nl", "pl", "tr", "ja", "ko", "vi", "id", "sv", "uk", "kk", "zh_Hant_HK")
_HAN = "[\u4e00-\u9fff]"


@functools.cache
def foreign_names() -> Mapping[CountryCode, tuple[str, ...]]:
    """Return colloquial names, and names in languages that the archive does not use, by code, to recognize typos."""
    names_by_code: dict[CountryCode, dict[str, None]] = {}
    for language in _FOREIGN_LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names_by_code.setdefault(CountryCode(code), {})[str(name)] = None
    for code, names in _TABLES["colloquial"].items():
        names_by_code.setdefault(CountryCode(code), {}).update(dict.fromkeys(names))
    return {code: tuple(names) for code, names in names_by_code.items()}


@functools.cache
def iso_countries(language: str = "en") -> Mapping[CountryCode, Country]:
    """Return every country of ISO 3166-1 by its alpha-2 code, with CLDR labels in *language* and `_LANGUAGES`."""
    names = _LANGUAGES | {language: _LANGUAGES.get(language, language.replace("-", "_"))}
    territories = {tag: Locale.parse(name).territories for tag, name in names.items()}
    countries = {}
    for entry in sorted(pycountry.countries, key=lambda entry: entry.alpha_2):
        code = CountryCode(entry.alpha_2)
        labels = {tag: str(names[code]) for tag, names in territories.items() if code in names}
        countries[code] = Country(code=code, labels={"en": entry.name, **labels}, language=language)
    return countries


def find_frequent_countries(text: str) -> tuple[CountryCode, ...]:
    """Return the codes of countries that *text* names at least `MIN_MENTIONS` times in English or Chinese."""
    counts = Counter(_index_codes().get(match[0]) for match in _compile_pattern().finditer(text))
    return tuple(sorted(code for code, number in counts.items() if code and number >= MIN_MENTIONS))


@functools.cache
def _index_codes() -> Mapping[str, CountryCode]:
    return {name: code for name, code in _list_names() if name not in DOUBTFUL_NAMES}


def _list_names() -> Iterator[tuple[str, CountryCode]]:
    for country in iso_countries().values():
        label = re.split(r"\s*[()]\s*", country.label().replace(" SAR China", ""))[0]
        # Abbreviations such as “US” and “UAE” are not matched.
        yield from ((name, country.code) for name in (label, *OTHER_NAMES.get(country.code, ())) if not name.isupper())
        if len(chinese := country.labels.get("zh", "")) > 1:
            yield chinese, country.code


@functools.cache
def _compile_pattern() -> re.Pattern[str]:
    """Compile a pattern of country names and of longer names that contain them, preferring the longest."""
    names = [*map(re.escape, sorted((*_index_codes(), *LONGER_NAMES), key=len, reverse=True))]
    latin, han = ("|".join(name for name in names if bool(re.match(_HAN, name)) is is_han) for is_han in (False, True))
    return re.compile(rf"\b(?=[^\W\d_a-z])(?:{latin})\b(?!-)|(?={_HAN})(?:{han})")
