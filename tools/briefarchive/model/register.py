"""Names that are taken. Names that look alike to a reader or to a file system are one name."""

import unicodedata
from typing import Generic, TypeVar

T = TypeVar("T")


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
