"""What the exports of one run tell about one another."""

from collections import Counter
from collections.abc import Sequence

from .legacy import LegacyBrief
from .text.dates import Order
from .text.layout import ALONE, Context
from .titles import parts_of

_SHARED_BY = 3


def learn(briefs: Sequence[LegacyBrief]) -> Context:
    """The order of numeric dates, the pages' own dates and the lines that stand above many briefs."""
    titles = Counter(brief.title for brief in briefs if brief.title)
    often = max(_SHARED_BY, len(briefs) // 5)
    return Context(
        order=_order(briefs),
        todays=frozenset(brief.today for brief in briefs if brief.today),
        furniture=frozenset(title for title, count in titles.items() if count >= often),
    )


def sites(briefs: Sequence[LegacyBrief]) -> frozenset[str]:
    """The parts that the titles of many pages' windows have in common: names of sites and of their sections."""
    parts = Counter(
        part
        for brief in briefs
        for part in {part for hint in brief.hints.titles for part in parts_of(" ".join(hint.value.split()))}
    )
    return frozenset(part for part, count in parts.items() if count >= _SHARED_BY)


def concerns(context: Context, brief: LegacyBrief) -> bool:
    """Whether *brief* could be read otherwise in *context*."""
    if context == ALONE:
        return False
    sole_date = brief.today is None and brief.published is not None and brief.published.date in context.todays
    return sole_date or brief.title in context.furniture or (brief.doubtful and context.order is not None)


def _order(briefs: Sequence[LegacyBrief]) -> Order | None:
    """The order that every unambiguous numeric date shows; None where they differ or none is there."""
    shown = {brief.evidence for brief in briefs if brief.evidence}
    return shown.pop() if len(shown) == 1 else None
