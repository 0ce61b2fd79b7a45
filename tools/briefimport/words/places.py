"""Names of countries and capitals, which are no newspapers, houses or people."""

import functools
import re

import pycountry
from babel import Locale
from countryinfo import all_countries

from briefarchive.reading.vocabularies.countries import OTHER_NAMES, foreign_names

_ARTICLE = re.compile(r"^(?:(?:the|las?|les?|el|los|il|die|der|das|den|het)\s+|l['’])", re.IGNORECASE)
_LANGUAGES = ("en", "es", "pt", "pt_PT", "fr", "de", "it", "nl", "pl", "ru", "zh", "zh_Hant")


def is_country(text: str) -> bool:
    """Return whether *text* is the name of a country in one of the languages that the import reads best."""
    return text.strip().casefold() in _countries()


def is_listed_country(text: str) -> bool:
    """Return the same for a name in a list of topics, which may have an article: “the Netherlands”."""
    return is_country(text) or is_country(_ARTICLE.sub("", text.strip()))


def is_known_place(text: str) -> bool:
    """Return whether *text* is the name of a country, of a capital in English, or of a large city."""
    return is_country(text) or text.strip().casefold() in _cities()


@functools.cache
def _countries() -> frozenset[str]:
    names = {name for entry in pycountry.countries for name in (entry.name, getattr(entry, "common_name", ""))}
    names |= {str(name) for language in _LANGUAGES for name in Locale.parse(language).territories.values()}
    names |= {name for table in (OTHER_NAMES, foreign_names()) for some in table.values() for name in some}
    return frozenset(name.casefold() for name in names if name)


@functools.cache
def _cities() -> frozenset[str]:
    names = {str(entry.capital()) for entry in all_countries()}
    # The time zones of the world are named after cities.
    zones = (zone for language in _LANGUAGES for zone in Locale.parse(language).time_zones.values())
    names |= {str(zone["city"]) for zone in zones if "city" in zone}
    return frozenset(name.casefold() for name in names)
