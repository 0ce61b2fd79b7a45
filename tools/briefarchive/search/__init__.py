"""The search of the site: one index of all languages, made by Pagefind and asked by `site/static/search`."""

from typing import NamedTuple

FOLDER = "search"


class PartState(NamedTuple):
    """What the next build must know of a part of the index.

    Attributes:
        key: A digest of all that decides what is in it.
        content: A digest of what Pagefind got for it.
        files: The names of its files.
    """

    key: str = ""
    content: str = ""
    files: tuple[str, ...] = ()
