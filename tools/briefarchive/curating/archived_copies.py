"""Which sources lack an archived copy, and what came of the search for one: its outcome, and how near the copy is."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..facets.catalogue import Catalogue
from ..model import PartialDate, Source
from . import wayback
from .answers import Answer
from .wayback import Capture


class CopyOutcome(StrEnum):
    """What came of the search for a copy."""

    FOUND = "found"
    NONE = "none"
    SAVED = "saved"
    ASKED = "asked"
    FAILED = "failed"
    UNWRITTEN = "unwritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyResult:
    """What was found for one source.

    Attributes:
        source: The source.
        outcome: What came of it.
        capture: The copy, if there is one.
        distance: Days between the copy and the citation; None where the day of citation is not known.
        answer: What the Wayback Machine said instead.
        reason: Why no copy can be written into any entry now, if that is so.
    """

    source: Source
    outcome: CopyOutcome
    capture: Capture | None = None
    distance: int | None = None
    answer: Answer | None = None
    reason: str = ""


def sources_without_copy(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources with an address and no copy: neither field is there, be it sound or not, nor is `url` a copy."""
    has = ("archiveurl", "archivedate")
    return tuple(
        source
        for source in sources
        if source.url and not wayback.is_capture(source.url) and not any(source.fields.get(name) for name in has)
    )


def citation_date(source: Source, catalogue: Catalogue) -> PartialDate | None:
    """When a source was cited: when it was seen, else when it appeared, else when the first brief that cites it did."""
    if known := source.accessed or source.issued:
        return known
    first = min((brief.date for brief in catalogue.cited_by.get(source.key, ())), default=None)
    return PartialDate(year=first.year, month=first.month, day=first.day) if first else None


def middle_day(date: PartialDate) -> datetime.date:
    """The day itself, or one in the middle of a month or a year."""
    return datetime.date(date.year, date.month or 7, date.day or (15 if date.month else 1))


def days_between(date: PartialDate, day: datetime.date) -> int:
    """Days between *day* and *date*; none if it lies in that month or year."""
    parts = (date.year, date.month or day.month, date.day or day.day)
    if (day.year, day.month, day.day) == parts:
        return 0
    return abs((day - middle_day(date)).days)


def copy_result(
    source: Source, found: Capture | Answer | None, outcome: CopyOutcome, day: PartialDate | None
) -> CopyResult:
    """What the answer of the Wayback Machine means for a source that was cited on *day*."""
    if isinstance(found, Capture):
        days = days_between(day, found.date) if day else None
        return CopyResult(source=source, outcome=outcome, capture=found, distance=days)
    if found is None:
        return CopyResult(source=source, outcome=CopyOutcome.NONE)
    asked = outcome is CopyOutcome.SAVED and found.is_success
    return CopyResult(source=source, outcome=CopyOutcome.ASKED if asked else CopyOutcome.FAILED, answer=found)
