"""Names of things: ids, keys and codes, which are strings of different kinds; names that are taken; old addresses.

Names that look alike to a reader or to a file system are one name.
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
"""An id in `vocabulary/publishers.yaml`, or the slug of a publisher's name that stands in no vocabulary."""

TopicId = NewType("TopicId", str)
"""An id in `vocabulary/topics.yaml`."""
T = TypeVar("T")
_BRIEF = re.compile(r"archive/\d{4}/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.html")
_ID = re.compile(r"(\d{4})-\d{2}-\d{2}-[a-z0-9-]+")


def folded_name(name: str) -> str:
    """The form in which two names are the same: no case, compatibility forms (Unicode's NFKC) or runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Register(Generic[T]):
    """Who has which name; who asks first has it."""

    def __init__(self) -> None:
        self._owners: dict[str, T] = {}

    def claim(self, name: str, owner: T) -> T:
        """Who has *name*: *owner*, unless somebody has it already."""
        return self._owners.setdefault(folded_name(name), owner)

    def owner(self, name: str) -> T | None:
        """Who has *name*, if anybody has."""
        return self._owners.get(folded_name(name))


def address_of_alias(alias: str) -> str:
    """The address of the page that leads on from an old address.

    `v3/2014/10/17/` is a folder's page, `v3/2014/10/17/index.html`; the old id of a brief, or its old address without
    `.html`, is that of the brief's page.
    """
    path = alias.strip("/")
    match = _ID.fullmatch(path)
    if match:
        return f"archive/{match[1]}/{path}.html"
    if _BRIEF.fullmatch(f"{path}.html"):
        return f"{path}.html"
    return path if path.endswith(".html") else f"{path}/index.html"


def is_former_page(address: str) -> bool:
    """Whether a brief of this archive could have its page at *address*."""
    return _BRIEF.fullmatch(address) is not None
