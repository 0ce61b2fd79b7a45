"""Groups of connected items, by union–find."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Groups of items, each represented by its lead (union–find with path halving)."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def lead(self, item: T) -> T:
        """Return the lead of the group of *item*, which is alone until it is joined."""
        above = self._above
        while (lead := above.get(item, item)) != item:
            above[item] = item = above.get(lead, lead)
        return item

    def join(self, first: T, second: T) -> None:
        """Join the groups of both items under the lead of the second."""
        lead = self.lead(second)
        self._above[self.lead(first)] = lead
