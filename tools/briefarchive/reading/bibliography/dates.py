"""Dates of sources as people write them, with or without a day, in the form of ISO 8601."""

import re

from ..front_matter.dates_in_words import possible_dates

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH_FIRST = re.compile(rf"(?P<month>[a-z]{{3,9}})\.?,?\s+(?P<year>{_YEAR})", re.IGNORECASE)
_MONTH_NUMBER = re.compile(
    rf"(?P<year>{_YEAR})\s*[年./]\s*(?P<month>0?[1-9]|1[0-2])\s*月?|(?P<m>0?[1-9]|1[0-2])[./](?P<y>{_YEAR})"
)
_ONLY_YEAR = re.compile(rf"({_YEAR})\s*年?|©\s*({_YEAR})")
_POINTS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_AROUND = re.compile(r"^(?:published|updated|posted|accessed|retrieved)(?:\s+on)?\s*:?\s+|\.$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def iso_date(text: str) -> str:
    """What *text* means, as 2013-09-07 or 2013-09; empty where it may mean more than one thing or none."""
    if len(text) > 60:
        return ""
    plain = _AROUND.sub("", " ".join(text.split()))
    if days := possible_dates(plain):
        # With points between them, the day comes first everywhere.
        return days[0].isoformat() if len(days) == 1 or _POINTS.fullmatch(plain) else ""
    if (found := _MONTH_FIRST.fullmatch(plain)) and found["month"][:3].lower() in _MONTHS:
        return f"{found['year']}-{_MONTHS.index(found['month'][:3].lower()) + 1:02}"
    if found := _MONTH_NUMBER.fullmatch(plain):
        return f"{found['year'] or found['y']}-{int(found['month'] or found['m']):02}"
    if found := _ONLY_YEAR.fullmatch(plain):
        return str(next(filter(None, found.groups()), ""))
    return ""
