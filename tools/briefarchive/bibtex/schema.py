"""Which entry types and fields BibTeX and biblatex have, and which fields hold what is not plain text."""

import functools

from ..model.tables import load_words

_TABLE = load_words(__file__)
_WORDS = {name: frozenset(words.split()) for name, words in _TABLE.items()}

BIBLATEX_TYPES = _WORDS["biblatex_types"]
"""Types that biblatex's styles know, with those of BibTeX that it takes for others."""

ENTRY_TYPES = BIBLATEX_TYPES | _WORDS["other_types"]
"""Those and the types of JabRef, Zotero and their like."""

FIELDS = _WORDS["fields"]
"""Every field that somebody may mean."""

FIRST_FIELDS = tuple(_TABLE["first_fields"].split())
"""Fields that the archive writes first, in their order."""

OWN_FIELDS, PART_TYPES, WHOLE_TYPES = _WORDS["own_fields"], _WORDS["part_types"], _WORDS["whole_types"]
"""Fields that none inherits; types of parts, and of the wholes in which they stand."""

NAME_FIELDS = _WORDS["names"]
"""Fields that hold lists of names."""

DATE_FIELDS = _WORDS["dates"]
"""Fields for dates in EDTF, where `~` means “about” and `%` “about, perhaps”, and not what they mean to LaTeX."""

LONGEST_VALUE = 5_000
"""Characters in a title or any other value that pages, lists and exports show again and again."""


def may_be_long(field_name: str) -> bool:
    """Whether a field may hold as much text as a value can: names of a consortium, notes, JabRef's `comment-ada`."""
    base = field_name.partition("+")[0]  # of names, what is said of each has a field of its own: `author+an`
    return base in NAME_FIELDS or field_name in _WORDS["free_texts"] or field_name.startswith("comment-")


@functools.lru_cache(maxsize=1_024)
def is_verbatim(field_name: str) -> bool:
    """Whether the values of a field are taken as they stand: addresses, file names and keys."""
    begins = field_name.startswith(("url_", "url-", "bdsk-"))
    return begins or field_name.endswith("url") or field_name in _WORDS["verbatim"]
