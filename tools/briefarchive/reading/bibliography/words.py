"""Words by which mistakes in a bibliography are told, read from the table beside this module."""

from ...model.tables import load_words

_TABLE = load_words(__file__)

GIVEN_NAMES = frozenset(_TABLE["given_names"].split())
"""Given names that stand first in a byline."""

FAMILY_NAMES_FIRST = frozenset(_TABLE["family_names_first"].split())
"""Family names of China, Korea and Vietnam in Latin letters."""

DOUBLE_FAMILY_NAMES = frozenset(_TABLE["double_family_names"].split())
"""Chinese family names of two characters."""

OFTEN_MISSPELT = frozenset(_TABLE["often_misspelt"].split())
"""Fields that are looked for when a name is misspelt."""

FIELD_SYNONYMS = {name: field for field, names in _TABLE["field_synonyms"].items() for name in names.split()}
"""Other names of fields, and the fields that they mean."""

ORGANISATIONS = "|".join(_TABLE["organisations"].split())
"""Matches a word that stands in names of organisations and in hardly any of people."""

OTHER_PAGES = "|".join(_TABLE["other_pages"])
"""Matches the title of a page that a site shows in the place of a text."""
