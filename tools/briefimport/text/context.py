"""What other texts of a run tell about one."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from .dates import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What other exports of the same run tell about this one.

    Attributes:
        order: How numeric dates are written, where others show it.
        todays: Dates which other pages print as their own “today”.
        furniture: Lines in the place of a title, or around the text, that many pages share.
        headings: Lines that many texts have right above their sources.
        titles: The titles of texts, where the others of a folder show which they are, by their origins.
        signed: The people whom each line names that stands where other texts of the folder have names as well.
        people: The folded names of those who stand where other texts of the folder have names as well.
        filed: The topics in each line that stands where other texts of the folder have topics as well.
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
