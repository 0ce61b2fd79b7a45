"""Dates as people write them, such as `7 September 2013` or `07/09/2013`, and what they can mean."""

import datetime
import re
from collections.abc import Iterator

from ..model.names import normalize_name

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # as EDTF (ISO 8601-2) writes them
_WEEKDAY = r"(?:on\s+)?(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[t\s,]\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:z|utc|gmt|[ap]\.?m\.?|[+-]\d{2}:?\d{2})?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_MONTH = r"(?P<month>[a-z]+)\.?"
_YEAR = r"(?P<year>\d{4})"
_MONTH_NUMBER = r"(?P<month>\d{1,2})"
_SEPARATOR = r"\s*[-–—‐‑−/.．\s]\s*"
_DAYS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}{_SEPARATOR}{_MONTH_NUMBER}{_SEPARATOR}{_DAY}{_TIME}",
        rf"{_YEAR}年\s*{_MONTH_NUMBER}月\s*(?P<day>\d{{1,2}})[日号號]",
        rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_SEPARATOR}{_MONTH_NUMBER}{_SEPARATOR}{_YEAR}{_TIME}",
        rf"{_WEEKDAY}(?:the\s+)?{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_YEAR},?\s+{_MONTH}\s+{_DAY}{_TIME}",
    )
)
_HAN = "〇一二三四五六七八九"
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_YEAR_OF_SOURCE = r"(?P<year>(?:1[5-9]|20)\d\d)"
_MONTHS_OF_SOURCES = (
    re.compile(rf"(?P<month>[a-z]{{3,9}})\.?,?\s+{_YEAR_OF_SOURCE}", re.IGNORECASE),
    re.compile(rf"{_YEAR_OF_SOURCE}[\s-]+(?P<month>[a-z]{{3,9}})", re.IGNORECASE),
    re.compile(rf"{_YEAR_OF_SOURCE}\s*[年./]\s*(?P<month>0?[1-9]|1[0-2])\s*月?"),
    re.compile(rf"(?P<month>0?[1-9]|1[0-2])[./]{_YEAR_OF_SOURCE}"),
)
_ONLY_YEAR = re.compile(rf"(?:©\s*)?{_YEAR_OF_SOURCE}\s*年?")
_DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_EXTRA = re.compile(r"^(?:published|updated|posted|accessed|retrieved)(?:\s+on)?\s*:?\s+|\.$", re.IGNORECASE)


def possible_dates(text: str) -> tuple[datetime.date, ...]:
    """Return the days that *text* can mean: none, one, or two where day and month may be swapped."""
    normalized = normalize_name(text).rstrip(".")
    matches = filter(None, (form.fullmatch(normalized) for form in _DAYS))
    return tuple(dict.fromkeys(day for match in matches for day in _read_days(match)))


def names_day(text: str, day: int) -> bool:
    """Return whether *text* has the number of a day of a month: `3 May`, `2014-05-03`, `5月3日` or `五月三日`."""
    tens, units = divmod(day, 10)
    han = f"{'' if tens < 2 else _HAN[tens]}{'十' if tens else ''}{_HAN[units] if units else ''}"
    number = rf"(?<!\d)0?{day}(?!\d|,\d)|(?<![{_HAN}十]){han}[日号號]"
    return re.search(number, normalize_name(text)) is not None


def find_false_hyphen(text: str) -> str:
    """Return the first character in a date that only looks like a hyphen; empty if there is none."""
    match = re.search(r"(?<=\d)\s*([–—‐‑−])\s*(?=\d)", text)
    return match[1] if match else ""


def _read_days(match: re.Match[str]) -> Iterator[datetime.date]:
    """Yield the day that a match means, and if its year comes last, also the one with day and month swapped."""
    year, month, day = int(match["year"]), _month_number(match["month"]), int(match["day"])
    yield from _valid_dates(year, month, day)
    if match["month"].isdigit() and match.start("year") > match.start("day"):
        yield from _valid_dates(year, day, month)


def _month_number(name: str) -> int:
    """Return the number of a month from its digits, its name or an unambiguous prefix; 0 if there is none."""
    if name.isdigit():
        return int(name)
    numbers = {number for month, number in _MONTH_NUMBERS.items() if len(name) > 2 and month.startswith(name)}
    return numbers.pop() if len(numbers) == 1 else 0


def _valid_dates(year: int, month: int, day: int) -> Iterator[datetime.date]:
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        try:
            yield datetime.date(year, month, day)
        except ValueError:
            return


def iso_date(text: str) -> str:
    """Return *text* as 2013-09-07, 2013-09, 2013-21 for its spring, or 2013; empty if it is ambiguous or not a date."""
    if len(text) > 60:
        return ""
    stripped = _EXTRA.sub("", " ".join(text.split()))
    if days := possible_dates(stripped):
        # Where numbers are separated by full stops, the day always comes first.
        return days[0].isoformat() if len(days) == 1 or _DOTTED.fullmatch(stripped) else ""
    if match := next(filter(None, (form.fullmatch(stripped) for form in _MONTHS_OF_SOURCES)), None):
        month = _SEASONS.get(match["month"].lower()) or _month_number(match["month"][:3].lower())
        return f"{match['year']}-{month:02}" if month else ""
    match = _ONLY_YEAR.fullmatch(stripped)
    return match["year"] if match else ""
