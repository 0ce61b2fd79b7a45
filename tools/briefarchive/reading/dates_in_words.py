"""Dates as people write them, such as `7 September 2013` or `07/09/2013`, and what they can mean."""

import datetime
import itertools
import re
from collections.abc import Iterator

from ..model.names import normalize_name

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_WEEKDAY = r"(?:on\s+)?(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[t\s,]\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:z|utc|gmt|[ap]\.?m\.?|[+-]\d{2}:?\d{2})?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_MONTH = r"(?P<month>[a-z]+)\.?"
_YEAR = r"(?P<year>\d{4})"
_SEPARATOR = r"\s*[-–—‐‑−/.．\s]\s*"
_YEAR_FIRST = re.compile(rf"{_YEAR}{_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}{_DAY}{_TIME}|"
                         r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})[日号號]|(\d{4})(\d{2})(\d{2})")  # fmt: skip
_YEAR_LAST = re.compile(rf"{_WEEKDAY}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}){_TIME}")
_IN_WORDS = tuple(
    re.compile(_WEEKDAY + form + _TIME)
    for form in (
        rf"(?:the\s+)?{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}",
        rf"{_YEAR},?\s+{_MONTH}\s+{_DAY}",
    )
)
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_YEAR_OF_SOURCE = r"(?:1[5-9]|20)\d\d"
_MONTH_FIRST = re.compile(rf"(?P<month>[a-z]{{3,9}})\.?,?\s+(?P<year>{_YEAR_OF_SOURCE})", re.IGNORECASE)
_MONTH_NUMBER = re.compile(
    rf"(?P<year>{_YEAR_OF_SOURCE})\s*[年./]\s*(?P<month>0?[1-9]|1[0-2])\s*月?|(?P<m>0?[1-9]|1[0-2])[./](?P<y>{_YEAR_OF_SOURCE})"
)
_ONLY_YEAR = re.compile(rf"({_YEAR_OF_SOURCE})\s*年?|©\s*({_YEAR_OF_SOURCE})")
_DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_EXTRA = re.compile(r"^(?:published|updated|posted|accessed|retrieved)(?:\s+on)?\s*:?\s+|\.$", re.IGNORECASE)


def possible_dates(text: str) -> tuple[datetime.date, ...]:
    """Return the days that *text* can mean: none, one, or two where day and month may be swapped."""
    plain = normalize_name(text).rstrip(".")
    return tuple(dict.fromkeys(itertools.chain(_parse_numbers(plain), _parse_words(plain))))


def find_false_hyphen(text: str) -> str:
    """Return the first character in a date that only looks like a hyphen; empty if there is none."""
    found = re.search(r"(?<=\d)\s*([–—‐‑−])\s*(?=\d)", text)
    return found[1] if found else ""


def _parse_numbers(text: str) -> Iterator[datetime.date]:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part)
        yield from _valid_dates(year, month, day)
    elif found := _YEAR_LAST.fullmatch(text):
        one, other, year = map(int, found.groups())
        yield from _valid_dates(year, other, one)
        yield from _valid_dates(year, one, other)


def _parse_words(text: str) -> Iterator[datetime.date]:
    for form in _IN_WORDS:
        if found := form.fullmatch(text):
            yield from _valid_dates(int(found["year"]), _month_number(found["month"]), int(found["day"]))


def _month_number(name: str) -> int:
    """Return the number of a month from its name or an unambiguous prefix; 0 if there is none."""
    numbers = {number for month, number in _MONTH_NUMBERS.items() if len(name) > 2 and month.startswith(name)}
    return numbers.pop() if len(numbers) == 1 else 0


def _valid_dates(year: int, month: int, day: int) -> Iterator[datetime.date]:
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        try:
            yield datetime.date(year, month, day)
        except ValueError:
            return


def iso_date(text: str) -> str:
    """Return *text* as 2013-09-07, 2013-09 or 2013; empty if it is ambiguous or not a date."""
    if len(text) > 60:
        return ""
    plain = _EXTRA.sub("", " ".join(text.split()))
    if days := possible_dates(plain):
        # Where numbers are separated by full stops, the day always comes first.
        return days[0].isoformat() if len(days) == 1 or _DOTTED.fullmatch(plain) else ""
    if (found := _MONTH_FIRST.fullmatch(plain)) and (month := _month_number(found["month"][:3].lower())):
        return f"{found['year']}-{month:02}"
    if found := _MONTH_NUMBER.fullmatch(plain):
        return f"{found['year'] or found['y']}-{int(found['month'] or found['m']):02}"
    if found := _ONLY_YEAR.fullmatch(plain):
        return str(next(filter(None, found.groups()), ""))
    return ""
