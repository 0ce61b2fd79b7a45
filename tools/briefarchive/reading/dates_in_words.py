"""Dates as people write them, such as `7 September 2013` or `07/09/2013`, and what they can mean."""

import datetime
import re
from collections.abc import Iterator

from ..model.names import normalize_name
from ..model.tables import load_expressions

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_FORMS = load_expressions(__file__)
_DAYS = tuple(form for name, form in _FORMS.items() if name.startswith("day_"))
_MONTHS = tuple(form for name, form in _FORMS.items() if name.startswith("month_of_"))
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


def possible_dates(text: str) -> tuple[datetime.date, ...]:
    """Return the days that *text* can mean: none, one, or two where day and month may be swapped."""
    plain = normalize_name(text).rstrip(".")
    matches = filter(None, (form.fullmatch(plain) for form in _DAYS))
    return tuple(dict.fromkeys(day for found in matches for day in _read_days(found)))


def find_false_hyphen(text: str) -> str:
    """Return the first character in a date that only looks like a hyphen; empty if there is none."""
    found = re.search(r"(?<=\d)\s*([–—‐‑−])\s*(?=\d)", text)
    return found[1] if found else ""


def _read_days(found: re.Match[str]) -> Iterator[datetime.date]:
    """Yield the day that a match means, and if its year comes last the one with day and month swapped."""
    year, month, day = int(found["year"]), _month_number(found["month"]), int(found["day"])
    yield from _valid_dates(year, month, day)
    if found["month"].isdigit() and found.start("year") > found.start("day"):
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
    """Return *text* as 2013-09-07, 2013-09 or 2013; empty if it is ambiguous or not a date."""
    if len(text) > 60:
        return ""
    plain = _FORMS["additions"].sub("", " ".join(text.split()))
    if days := possible_dates(plain):
        # Where numbers are separated by full stops, the day always comes first.
        return days[0].isoformat() if len(days) == 1 or _FORMS["dotted"].fullmatch(plain) else ""
    if found := next(filter(None, (form.fullmatch(plain) for form in _MONTHS)), None):
        month = _month_number(found["month"][:3].lower())
        return f"{found['year']}-{month:02}" if month else ""
    found = _FORMS["only_year"].fullmatch(plain)
    return found["year"] if found else ""
