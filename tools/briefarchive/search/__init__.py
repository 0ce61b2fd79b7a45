"""The search: one index for all languages, which Pagefind makes and `site/static/search` queries."""

from typing import NamedTuple

FOLDER = "search"


class PartState(NamedTuple):
    """The state of a part of the index, or of its tables, for the next build.

    Attributes:
        key: A digest of all inputs.
        content: A digest of the pages that Pagefind got, or of the tables.
        files: The names of its files.
    """

    key: str = ""
    content: str = ""
    files: tuple[str, ...] = ()
