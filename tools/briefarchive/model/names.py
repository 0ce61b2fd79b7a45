"""Ids, keys and codes as distinct string types; registers of names in use; and the addresses of aliases.

Names that look alike to a reader or a file system count as the same name.
"""

import re
import unicodedata
from typing import Generic, NewType, TypeVar

BriefId = NewType("BriefId", str)
"""The stem of a brief's file, such as `2014-10-17-china-russia-agreements`. It never changes."""

CiteKey = NewType("CiteKey", str)
"""The key of a source in `bib/`, such as `scmp-2014-china-russia-pledge`."""

CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-2, or a code that `vocabulary/countries.yaml` adds (`EU`)."""

LanguageTag = NewType("LanguageTag", str)
"""A BCP 47 tag, such as `zh-Hant`."""

PersonId = NewType("PersonId", str)
"""An id in `vocabulary/people.yaml`."""

PublisherId = NewType("PublisherId", str)
"""An id in `vocabulary/publishers.yaml`, or the slug of the name of a publisher that is not listed there."""

TopicId = NewType("TopicId", str)
"""An id in `vocabulary/topics.yaml`."""
T = TypeVar("T")
_BRIEF = re.compile(r"archive/\d{4}/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.html")
_ID = re.compile(r"(\d{4})-\d{2}-\d{2}-[a-z0-9-]+")


def normalize_name(name: str) -> str:
    """Normalize a name for comparison: case, compatibility forms (NFKC) and runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Register(Generic[T]):
    """Owners by name; the first to claim a name keeps it."""

    def __init__(self) -> None:
        self._owners: dict[str, T] = {}

    def claim(self, name: str, owner: T) -> T:
        """Claim *name* for *owner*, and return whoever owns it now."""
        return self._owners.setdefault(normalize_name(name), owner)

    def owner(self, name: str) -> T | None:
        """Return the owner of *name*, if any."""
        return self._owners.get(normalize_name(name))


def alias_address(alias: str) -> str:
    """Return the address of the page that redirects from an alias.

    `v3/2014/10/17/` becomes `v3/2014/10/17/index.html`; a brief's old id, or its old address without `.html`, becomes
    the address of the brief's page.
    """
    path = alias.strip("/")
    match = _ID.fullmatch(path)
    if match:
        return f"archive/{match[1]}/{path}.html"
    if _BRIEF.fullmatch(f"{path}.html"):
        return f"{path}.html"
    return path if path.endswith(".html") else f"{path}/index.html"


def is_former_page(address: str) -> bool:
    """Return whether *address* has the form of a brief's page."""
    return _BRIEF.fullmatch(address) is not None
