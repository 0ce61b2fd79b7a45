"""Facts about a text that other texts of the same run show."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from .dates.printed import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Facts about an export that other exports of the same run show.

    Attributes:
        order: How numeric dates are written, if others show it.
        todays: Dates that other pages print as their own “today”.
        furniture: Lines in the place of a title, or around the text, that many pages share.
        headings: Lines that many texts have right above their sources.
        titles: The titles of texts by origin, if other texts of the folder show which they are.
        signed: The people in each line that is where other texts of the folder have names as well.
        people: The folded names of these people.
        filed: The topics in each line that is where other texts of the folder have topics as well.
    """

    order: Order | None = None
    todays: frozenset[datetime.date] = frozenset()
    furniture: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    filed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


ALONE = Context()
