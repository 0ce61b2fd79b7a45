"""A share of a site: one of several that together are the whole of it, and of which no two have a page in common."""

import re
import zlib
from dataclasses import dataclass

MOST_SHARES = 9_999
_EXPORTS = "exports/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Share *number* of *count*, counted from 1. A page stays in its share as long as there are as many."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def has(self, name: str) -> bool:
        """Whether what has this name, or this address, belongs to it.

        The references of a page in all formats go with the page: they are written from the same parts.
        """
        if self.count == 1:
            return True
        folder, _, file = name.removeprefix(_EXPORTS).rpartition("/")
        page = f"{folder}/{file.partition('.')[0]}"
        return zlib.crc32(page.encode()) % self.count == self.number - 1

    def divided(self, count: int) -> "list[Share]":
        """So many shares which together are this one."""
        return [Share(number=self.number + self.count * turn, count=self.count * count) for turn in range(count)]


ALL = Share(number=1, count=1)


def read_share(text: str) -> Share | None:
    """The share that is written as `2/4`; None if none is."""
    match = re.fullmatch(r"([1-9]\d{0,8})/([1-9]\d{0,8})", text)
    share = Share(number=int(match[1]), count=int(match[2])) if match else None
    return share if share and share.number <= share.count <= MOST_SHARES else None
