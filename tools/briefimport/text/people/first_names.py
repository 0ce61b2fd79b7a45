"""Knows first names, which distinguish a line with only a name from a place, a newspaper or a body."""

import functools
import importlib
import itertools

from briefarchive.model.slugs import remove_accents

from ...words import read_table

# Countries whose first names a library lists; a table has those of other regions.
_LISTED: tuple[str, ...] = tuple(read_table("name_lists")["countries"])
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
