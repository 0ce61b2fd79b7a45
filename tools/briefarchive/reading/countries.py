"""Countries of ISO 3166-1, with their names in the languages of the United Nations from CLDR."""

import functools
from collections.abc import Mapping

import pycountry
from babel import Locale

from ..model import Country, CountryCode

LANGUAGES = {"en": "en", "zh": "zh", "zh-Hant": "zh_Hant", "ru": "ru", "fr": "fr", "es": "es", "ar": "ar"}

# Short names that neither CLDR nor ISO has, and adjectives beside those of data sets.
_OTHERWISE = {
    "US": "U.S. U.S.A. USA US", "GB": "U.K. UK Britain Northern_Ireland", "AE": "UAE U.A.E. Emirates", "KP": "DPRK",
    "KR": "ROK", "CN": "PRC", "TR": "Turkey", "CZ": "Czechia", "MM": "Burma Myanmar", "HK": "Hong_Kong Hongkong",
    "MO": "Macau Macao",
    "CI": "Ivory_Coast", "SZ": "Swaziland", "RU": "Russian_Federation", "VN": "Viet_Nam", "CD": "DRC DR_Congo Congo",
    "SA": "Saudi Saudis", "KZ": "Kazakh", "UZ": "Uzbek", "KG": "Kyrgyz Kyrgyzstani", "TJ": "Tajik", "AR": "Argentine",
    "NP": "Nepali", "IS": "Icelandic", "PH": "Philippine", "BW": "Botswanan",
}  # fmt: skip
OTHER_NAMES = {code: tuple(name.replace("_", " ") for name in names.split()) for code, names in _OTHERWISE.items()}
"""By code, what else a country is called in English."""


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
