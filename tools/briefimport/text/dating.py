"""Which of the dates of a page is the day on which its brief was published."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from .dates import Reading, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date of a page with its words and its line."""

    line: int
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The date of the brief, and the day that the page printed as its own."""

    chosen: Dated | None = None
    today: datetime.date | None = None


def choose_date(head: Sequence[Dated], tail: Sequence[Dated], todays: frozenset[datetime.date]) -> Choice:
    """The date of publication among the dates above and below a text.

    One that says it is the date of publication wins. Else the first of a page is the day of the export if an earlier
    one follows, or if it is alone and other pages print it as theirs (*todays*).
    """
    labelled = [dated for dated in (*head, *tail) if dated.reading.role is Role.PUBLISHED]
    if labelled:
        # A page is created before it is published.
        return Choice(
            chosen=next((one for one in labelled if not one.text.casefold().startswith("created")), labelled[0])
        )
    head = [dated for dated in head if dated.reading.role is Role.UNSAID]
    tail = [dated for dated in tail if dated.reading.role is Role.UNSAID]
    earlier = [dated for dated in head[1:] if dated.reading.date < head[0].reading.date]
    if earlier:
        return Choice(chosen=earlier[0], today=head[0].reading.date)
    if head and head[0].reading.date in todays:
        return Choice(chosen=next((dated for dated in tail if dated.reading.date < head[0].reading.date), None))
    return Choice(chosen=next(iter((*head, *tail)), None))
