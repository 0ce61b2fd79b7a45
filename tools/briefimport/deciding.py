"""What a person has decided about one text of an old site, in the table of `briefs import --plan`."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from .document import SetAside
from .faults import DateMissing
from .legacy import LegacyBrief, PrintedDate
from .phrases import Suggestion
from .text.names import folded_name

PLAN = "plan"
"""Where a value is from that a person has written."""


class Decision(StrEnum):
    """What becomes of a text."""

    IMPORT = "import"
    AS_DRAFT = "as-draft"
    SKIP = "skip"
    DUPLICATE = "duplicate-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decisions about one text. None is what nobody has decided; an empty tuple is none of them.

    Attributes:
        other: With `duplicate-of`, the origin or the brief which has the text already.
        compilers: Their names.
        draft: Whether it is imported as a draft.
    """

    decision: Decision = Decision.IMPORT
    other: str = ""
    date: datetime.date | None = None
    title: str | None = None
    countries: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    compilers: tuple[str, ...] | None = None
    language: str = ""

    @property
    def draft(self) -> bool | None:
        """Whether it becomes a draft; None where nobody has decided."""
        return None if self is UNDECIDED else self.decision is Decision.AS_DRAFT


UNDECIDED = Decided()


def corrected(legacy: LegacyBrief, decided: Decided) -> LegacyBrief:
    """*legacy* with the date and the people that a person has decided; words that say others are set aside."""
    aside: list[SetAside] = []
    if decided.date and (legacy.published is None or legacy.published.date != decided.date):
        aside += _day_aside(legacy)
        faults = tuple(one for one in legacy.diagnostics if one.code != DateMissing.code)
        published = PrintedDate(date=decided.date, text="", line=0)
        legacy = replace(legacy, published=published, diagnostics=faults)
    if decided.compilers is not None:
        kept = {folded_name(name) for name in decided.compilers}
        dropped = [name for name in (*legacy.compilers, *legacy.editors) if folded_name(name) not in kept]
        aside += [SetAside(line=0, text=name, reason="the plan does not name this person") for name in dropped]
        if dropped or len(kept) != len({folded_name(name) for name in (*legacy.compilers, *legacy.editors)}):
            legacy = replace(legacy, compilers=decided.compilers, editors=())
    return replace(legacy, set_aside=(*legacy.set_aside, *aside))


def as_decided(suggested: tuple[Suggestion, ...], decided: Iterable[str] | None) -> tuple[Suggestion, ...]:
    """What was suggested, unless a person has decided otherwise."""
    if decided is None or tuple(decided) == tuple(one.value for one in suggested):
        return suggested
    reasons = {one.value: one for one in suggested}
    return tuple(reasons.get(value, Suggestion(value=value, because=PLAN)) for value in decided)


def _day_aside(legacy: LegacyBrief) -> list[SetAside]:
    printed = legacy.published
    if printed is None or not printed.text:
        return []
    return [SetAside(line=printed.line, text=printed.text, reason="the plan has another date")]
