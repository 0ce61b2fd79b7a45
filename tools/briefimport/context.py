"""What the exports of one run tell about one another."""

import datetime
from collections import Counter
from collections.abc import Iterable

from briefarchive.reading.sketch import make_sketch

from .comparing import words_of_text
from .legacy import LegacyBrief
from .text.dates import Order
from .text.layout import ALONE, Context

_SHARED_BY = 3


def learn(briefs: Iterable[LegacyBrief]) -> Context:
    """The order of numeric dates, the pages' own dates and the lines that stand above many briefs."""
    number = 0
    titles: set[tuple[str, bytes]] = set()
    todays: set[datetime.date] = set()
    orders: set[Order] = set()
    for brief in briefs:
        number += 1
        titles.update((title, _told_apart(brief)) for title in filter(None, [brief.title]))
        todays.update(filter(None, [brief.today]))
        orders.update(filter(None, [brief.evidence]))
    counts = Counter(title for title, _ in titles)
    often = max(_SHARED_BY, number // 5)
    return Context(
        # Every unambiguous numeric date must show the same one.
        order=orders.pop() if len(orders) == 1 else None,
        todays=frozenset(todays),
        furniture=frozenset(title for title, count in counts.items() if count >= often),
    )


def _told_apart(brief: LegacyBrief) -> bytes:
    """What copies of one text have in common, and two texts do not; a title of both is not the site’s."""
    text = words_of_text(brief).running
    return make_sketch(text)[:8] or text.encode()


def concerns(context: Context, brief: LegacyBrief) -> bool:
    """Whether *brief* could be read otherwise in *context*."""
    if context == ALONE:
        return False
    sole_date = brief.today is None and brief.published is not None and brief.published.date in context.todays
    return sole_date or brief.title in context.furniture or (brief.doubtful and context.order is not None)
