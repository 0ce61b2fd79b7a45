"""Countries of ISO 3166-1, with their names in the languages of the United Nations from CLDR."""

import functools
from collections.abc import Mapping

import pycountry
from babel import Locale

from ...model import Country, CountryCode

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

_ELSEWHERE = ("de", "it", "pt", "nl", "pl", "tr", "ja", "ko", "vi", "id", "sv", "uk", "kk")
# What people write for a country and no data set has.
_COLLOQUIAL = {
    "NL": "Holland", "US": "America", "GB": "England Scotland Wales Great_Britain", "CZ": "Czech_Republic",
    "MM": "Burma",
    "CN": "VR_China V.R._China PR_China P.R._China P.R.C. Mainland_China China_(PRC) China/PRC Republic_of_China",
    "TW": "ROC R.O.C. Republic_of_China Republic_of_Taiwan Taiwan_(ROC) Taiwan/ROC ROC_(Taiwan) Chinese_Taipei",
    "CG": "ROC R.O.C.", "AE": "VAE V.A.E.", "KP": "North-Korea",
    "TL": "East_Timor", "CV": "Cape_Verde", "MK": "Macedonia", "VA": "Vatican", "BA": "Bosnia", "TT": "Trinidad",
    "SA": "KSA", "ZA": "RSA", "PG": "PNG", "LA": "Laos", "BO": "Bolivia", "VE": "Venezuela", "TZ": "Tanzania",
}  # fmt: skip


@functools.cache
def names_abroad() -> Mapping[CountryCode, tuple[str, ...]]:
    """By code, names in languages beside ours and colloquial ones, by which a mistaken country is recognised.

    They are asked for only where a name is not known.
    """
    found: dict[CountryCode, dict[str, None]] = {}
    for language in _ELSEWHERE:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(CountryCode(code), {})[str(name)] = None
    for code, names in _COLLOQUIAL.items():
        found.setdefault(CountryCode(code), {}).update((name.replace("_", " "), None) for name in names.split())
    return {code: tuple(names) for code, names in found.items()}


@functools.cache
def iso_countries(language: str = "en") -> Mapping[CountryCode, Country]:
    """Every country of ISO 3166-1 by its alpha-2 code, labelled by CLDR in *language* and in each of `LANGUAGES`."""
    names = LANGUAGES | {language: LANGUAGES.get(language, language.replace("-", "_"))}
    territories = {tag: Locale.parse(name).territories for tag, name in names.items()}
    countries = {}
    for entry in sorted(pycountry.countries, key=lambda entry: entry.alpha_2):
        code = CountryCode(entry.alpha_2)
        labels = {tag: str(names[code]) for tag, names in territories.items() if code in names}
        labels.setdefault("en", entry.name)
        countries[code] = Country(code=code, labels=labels, language=language)
    return countries
