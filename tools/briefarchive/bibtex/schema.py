"""Entry types and fields of BibTeX and biblatex, and which fields are not plain text."""

import functools

from ..model.tables import load_words

_TABLE = load_words(__file__)
_WORDS = {name: frozenset(words.split()) for name, words in _TABLE.items()}

BIBLATEX_TYPES = _WORDS["biblatex_types"]
"""Types that biblatex's styles know, including BibTeX's types that it treats as aliases."""

ENTRY_TYPES = BIBLATEX_TYPES | _WORDS["other_types"]
"""Those and the types of JabRef, Zotero and similar programs."""

FIELDS = _WORDS["fields"]
"""All known fields."""

FIRST_FIELDS = tuple(_TABLE["first_fields"].split())
"""Fields that the archive writes first, in order."""

OWN_FIELDS, PART_TYPES, WHOLE_TYPES = _WORDS["own_fields"], _WORDS["part_types"], _WORDS["whole_types"]
"""Fields that are never inherited; types of parts, and of the wholes that contain them."""

NAME_FIELDS = _WORDS["names"]
"""Fields that hold lists of names."""

DATE_FIELDS = _WORDS["dates"]
"""Fields for EDTF dates, in which `~` and `%` express uncertainty and are not LaTeX."""

LONGEST_VALUE = 5_000
"""Characters in a title or any other value that is shown in many places."""


def may_be_long(field_name: str) -> bool:
    """Return whether a field may be as long as any value: names of a consortium, notes, JabRef's `comment-ada`."""
    base = field_name.partition("+")[0]  # annotations have a field of their own: `author+an`
    return base in NAME_FIELDS or field_name in _WORDS["free_texts"] or field_name.startswith("comment-")


@functools.lru_cache(maxsize=1_024)
def is_verbatim(field_name: str) -> bool:
    """Return whether values of a field are not decoded: addresses, file names and keys."""
    begins = field_name.startswith(("url_", "url-", "bdsk-"))
    return begins or field_name.endswith("url") or field_name in _WORDS["verbatim"]
