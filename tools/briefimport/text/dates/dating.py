"""Decides which of the dates of a page is the day on which its brief was published."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefarchive.reading.languages import HAN

from ...words import make_pattern
from ..people.names import is_name
from .printed import UNPUBLISHED, FoundDate, Order, Reading, Role, find_dates

# “Brasilia, 15 de junio de 2009.– El Congreso …”: a place, a sign, a date, and another sign before the text.
_PLACE = re.compile(
    r"[(（【\[]?(?:(?P<name>[^\W\d_][^\d.!?;:]{1,45}?)\s*(?:[,(（，.–—-]|(?<=[\u3400-\u9fff]))\s*(?:a\s+)?)?"
)
_GOES_ON = re.compile(
    r"\s*[)）\]】]?(?:\s*[(（][^()（）\d]{1,20}[)）])?\s*(?:[电電讯訊]|[.,:：]?\s*(?:[–—―|-]|--)+\s*|[.:：]\s+|(?<=\.)\s+|(?<=[)）\]】])\s*)\s*\S"
)
_PLACE_ALONE = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,3},\s*(?:(?:le|den|il|a)\s+)?")
# A line with place and day is short.
_REACH, _LONGEST_LINE = 120, 80
FIRST_YEAR = 1980
"""No text of a site is dated earlier."""
_ORIGINAL = re.compile(rf"\W*(?:{make_pattern('dates', 'original')})", re.IGNORECASE)
_MOST_WORDS_OF_PLACE, _LONGEST_PLACE_HAN = 5, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date of a page with its words and its line."""

    line: int
    text: str
    reading: Reading


def choose_date(
    head: Sequence[Dated], tail: Sequence[Dated], todays: frozenset[datetime.date]
) -> tuple[Dated | None, datetime.date | None]:
    """Return the date of publication among those above and below a text, and the day that the page prints as its own.

    One that is labelled as such wins. Otherwise the first of a page is the day of the export if an earlier one follows,
    or if it is alone and other pages print it as theirs (*todays*). A day goes before a month. The day of the last
    change counts if there is no other.
    """
    labelled = [dated for dated in (*head, *tail) if dated.reading.role is Role.PUBLISHED]
    if labelled:
        # A page is created before it is published, and a text that is shown again has its first day.
        return min(
            labelled, key=lambda dated: (not _ORIGINAL.match(dated.text), dated.text.casefold().startswith("created"))
        ), None
    changed = [dated for dated in (*head, *tail) if dated.reading.role is Role.OTHER]
    head = [dated for dated in head if dated.reading.role is Role.UNLABELLED]
    tail = [dated for dated in tail if dated.reading.role is Role.UNLABELLED]
    if len(changed) == 1 and not head and not tail:
        return changed[0], None
    earlier = [dated for dated in head[1:] if dated.reading.date < head[0].reading.date]
    if earlier:
        return _first_day(earlier), head[0].reading.date
    if head and head[0].reading.date in todays:
        return _first_day([dated for dated in tail if dated.reading.date < head[0].reading.date]), None
    return _first_day([*head, *tail]), None


def _first_day(dates: Sequence[Dated]) -> Dated | None:
    """Return the first date that is a day, else the first; None if there is none."""
    return min(dates, key=lambda dated: dated.reading.is_month, default=None)


def dateline_of(text: str, order: Order | None) -> FoundDate | None:
    """Return the date with which *text* begins, alone or after a place, as in reports of agencies; None if none."""
    date = next(iter(find_dates(text[:_REACH], order)), None)
    if date is None or date.reading.is_month or date.reading.role in UNPUBLISHED:
        return None
    before = _PLACE.fullmatch(text[: date.start])
    if before is None or not _GOES_ON.match(text, date.end):
        return None
    return date if before["name"] is None or is_place(before["name"]) else None


def is_place(text: str) -> bool:
    """Return whether *text* can be the name of a place before a date, or of two: a few words with capitals or signs."""
    places = text.split("/")
    return len(places) <= 2 and all(
        len(place.split()) <= _MOST_WORDS_OF_PLACE
        and not (HAN.match(place) and len(place) > _LONGEST_PLACE_HAN)
        and is_name(place.strip())
        for place in places
    )


def is_place_and_day(text: str) -> bool:
    """Return whether a line says nothing but where and on what day: “Oslo, 4 May 2015”."""
    dates = find_dates(text) if len(text) <= _LONGEST_LINE else ()
    if len(dates) != 1 or dates[0].reading.is_month or text[dates[0].end :].strip(" ."):
        return False
    return bool(_PLACE_ALONE.fullmatch(text[: dates[0].start]))
