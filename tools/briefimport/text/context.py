"""What other texts of a run tell about one."""

import datetime
from dataclasses import dataclass

from .dates import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What other exports of the same run tell about this one.

    Attributes:
        order: How numeric dates are written, where others show it.
        todays: Dates which other pages print as their own “today”.
        furniture: Lines in the place of a title, or around the text, that many pages share.
        headings: Lines that many texts have right above their sources.
    """

    order: Order | None = None
    todays: frozenset[datetime.date] = frozenset()
    furniture: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()


ALONE = Context()
