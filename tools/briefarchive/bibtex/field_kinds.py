"""Which fields of BibTeX and biblatex hold what kind of value, where it is not plain text."""

import functools

_LISTS_OF_NAMES = (
    "author editor editora editorb editorc translator annotator commentator introduction foreword afterword "
    "bookauthor holder director"
)
NAME_FIELDS = frozenset(_LISTS_OF_NAMES.split())
"""Fields that hold lists of names."""

_VERBATIM = "url urlraw doi file eprint pdf archiveurl crossref xref xdata ids related entryset verba verbb verbc"
VERBATIM_FIELDS = frozenset(_VERBATIM.split())
"""Fields whose values are addresses, file names or keys, in which LaTeX means nothing."""

DATE_FIELDS = frozenset(("date", "urldate", "archivedate", "eventdate", "origdate"))
"""Fields for dates in EDTF, where `~` means “about” and `%` “about, perhaps”, and not what they mean to LaTeX."""

LONGEST_VALUE = 5_000
"""Characters in a title or any other value that pages, lists and exports show again and again."""

_FREE_TEXTS = frozenset(
    ("abstract", "addendum", "annotation", "annote", "comment", "file", "keywords", "note", "review")
)


def may_be_long(field_name: str) -> bool:
    """Whether a field may hold as much text as a value can: names of a consortium, notes, JabRef's `comment-ada`."""
    base = field_name.partition("+")[0]  # of names, what is said of each has a field of its own: `author+an`
    return base in NAME_FIELDS or field_name in _FREE_TEXTS or field_name.startswith("comment-")


@functools.lru_cache(maxsize=1_024)
def is_verbatim(field_name: str) -> bool:
    """Whether the values of a field are taken as they stand."""
    return (
        field_name in VERBATIM_FIELDS or field_name.endswith("url") or field_name.startswith(("url_", "url-", "bdsk-"))
    )
