"""Things that belong together because one leads to the other by way of others."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Groups, of which each has a lead (union–find, with paths halved)."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def lead(self, one: T) -> T:
        """The lead of the group of *one*, which is alone until it is joined."""
        above = self._above
        while (lead := above.get(one, one)) != one:
            above[one] = one = above.get(lead, lead)
        return one

    def join(self, one: T, other: T) -> None:
        """Make one group of those of both, with the lead of the second."""
        lead = self.lead(other)
        self._above[self.lead(one)] = lead
