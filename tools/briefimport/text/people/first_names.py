"""Knows first names, which distinguish a line with only a name from a place, a newspaper or a body."""

import functools
import importlib
import itertools

from briefarchive.model.slugs import remove_accents

from ...words import read_table

# Countries whose first names a library lists; a table has those of other regions.
_LISTED = (
    "en_US", "en_GB", "en_IN", "es_ES", "es_MX", "es_AR", "pt_BR", "pt_PT", "fr_FR", "de_DE", "it_IT", "nl_NL",
    "pl_PL", "cs_CZ", "sv_SE", "ro_RO", "hr_HR", "tr_TR", "ru_RU", "uk_UA", "id_ID", "fr_BE", "fr_CH", "fr_CA",
    "fr_DZ", "de_AT", "de_CH", "es_CL", "es_CO", "nl_BE", "no_NO", "da_DK", "fi_FI", "hu_HU", "en_KE", "en_NG",
    "en_PK", "ha_NG", "ig_NG", "yo_NG", "tw_GH", "zu_ZA", "sw", "az_AZ", "uz_UZ", "et_EE", "lt_LT", "sk_SK",
    "sl_SI", "bg_BG", "mk_MK", "el_GR", "ga_IE", "vi_VN", "hy_AM", "ka_GE", "ar_AA", "fa_IR", "hi_IN", "he_IL",
)  # fmt: skip
_FIELDS = ("first_names", "first_names_male", "first_names_female")


def is_first_name(word: str, *languages: str) -> bool:
    """Return whether *word* is a first name in any of *languages*; for “Jean-Pierre”, the first part decides.

    Args:
        word: A word with a capital.
        languages: Their codes; by default all that are listed.
    """
    names = _names(languages)
    # Lists are less exact than texts with accents.
    return word in names or word.partition("-")[0] in names or remove_accents(word) in names


# Only a text with such a line asks, and the lists take a while to load.
@functools.cache
def _names(languages: tuple[str, ...]) -> frozenset[str]:
    countries = (country for country in _LISTED if not languages or country.startswith(languages))
    providers = (importlib.import_module(f"faker.providers.person.{country}").Provider for country in countries)
    # Some countries have lists, some mappings to how often a name is given, and some none for both at once.
    lists = (getattr(provider, field, ()) for provider in providers for field in _FIELDS)
    listed = (name for names in lists if not isinstance(names, property) for name in names)
    others = () if languages else itertools.chain.from_iterable(read_table("first_names").values())
    return frozenset(itertools.chain(listed, others))
