"""Groups of connected items, by union–find."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Groups of items, each represented by its lead (union–find with path halving)."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def lead(self, one: T) -> T:
        """Return the lead of the group of *one*, which is alone until it is joined."""
        above = self._above
        while (lead := above.get(one, one)) != one:
            above[one] = one = above.get(lead, lead)
        return one

    def join(self, one: T, other: T) -> None:
        """Join the groups of both items under the lead of the second."""
        lead = self.lead(other)
        self._above[self.lead(one)] = lead
