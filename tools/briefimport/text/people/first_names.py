"""Knows first names, which distinguish a line with only a name from a place, a newspaper or a body."""

import functools
import importlib

# Countries whose first names are listed: some of the languages that the import reads, and of their neighbours.
_LISTED = (
    "en_US", "en_GB", "en_IN", "es_ES", "es_MX", "es_AR", "pt_BR", "pt_PT", "fr_FR", "de_DE", "it_IT", "nl_NL",
    "pl_PL", "cs_CZ", "sv_SE", "ro_RO", "hr_HR", "tr_TR", "ru_RU", "uk_UA", "id_ID", "fr_BE", "fr_CH", "fr_CA",
    "fr_DZ", "de_AT", "de_CH", "es_CL", "es_CO", "nl_BE", "no_NO", "da_DK", "fi_FI", "hu_HU",
)  # fmt: skip
_FIELDS = ("first_names", "first_names_male", "first_names_female")


def is_first_name(word: str, *languages: str) -> bool:
    """Return whether *word* is a first name in any of *languages*; for “Jean-Pierre”, the first part decides.

    Args:
        word: A word with a capital.
        languages: Their codes; by default all that are listed.
    """
    names = _names(languages)
    return word in names or word.partition("-")[0] in names


# Only a text with such a line asks, and the lists take a while to load.
@functools.cache
def _names(languages: tuple[str, ...]) -> frozenset[str]:
    countries = (country for country in _LISTED if not languages or country.startswith(languages))
    providers = (importlib.import_module(f"faker.providers.person.{country}").Provider for country in countries)
    # Some countries have lists, some mappings to how often a name is given, and some none for both at once.
    lists = (getattr(provider, field, ()) for provider in providers for field in _FIELDS)
    return frozenset(name for names in lists if not isinstance(names, property) for name in names)
