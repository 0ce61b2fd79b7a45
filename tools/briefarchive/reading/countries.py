"""Countries of ISO 3166-1, with their names in the languages of the United Nations from CLDR."""

import functools
from collections.abc import Mapping

import pycountry
from babel import Locale

from ..model import Country, CountryCode

LANGUAGES = {"en": "en", "zh": "zh", "zh-Hant": "zh_Hant", "ru": "ru", "fr": "fr", "es": "es", "ar": "ar"}


@functools.cache
def iso_countries() -> Mapping[CountryCode, Country]:
    """Every country of ISO 3166-1 by its alpha-2 code, labelled in each of `LANGUAGES` that CLDR has."""
    territories = {tag: Locale.parse(name).territories for tag, name in LANGUAGES.items()}
    countries = {}
    for entry in sorted(pycountry.countries, key=lambda entry: entry.alpha_2):
        code = CountryCode(entry.alpha_2)
        labels = {tag: str(names[code]) for tag, names in territories.items() if code in names}
        labels.setdefault("en", entry.name)
        countries[code] = Country(code=code, labels=labels)
    return countries
