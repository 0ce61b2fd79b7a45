"""The day in an address, as newspapers number their pages: `/2014/10/14/`, `/2014-10/14/`, `t20141014_9`."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from briefarchive.model import PartialDate
from briefarchive.reading.addresses import split_address

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_YEAR = r"(?<!\d)(?P<year>(?:19[89]|20[0-4])\d)"
_DAYS = (
    re.compile(rf"/{_YEAR}[/_.-]?(?P<month>0[1-9]|1[0-2])[/_.-]?(?P<day>0[1-9]|[12]\d|3[01])(?=\d{{6}}(?!\d)|(?!\d))"),
    re.compile(rf"/{_YEAR}[/_-](?P<month>\d{{1,2}})[/_-](?P<day>\d{{1,2}})(?=[/_.-]|$)"),
    re.compile(rf"/{_YEAR}[/_-](?P<month>{'|'.join(_MONTHS)})[a-z]*[/_-](?P<day>\d{{1,2}})(?=[/_.-]|$)", re.IGNORECASE),
    re.compile(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=\d{{6}}(?!\d)|(?!\d))"),
)
_MONTH = re.compile(rf"/{_YEAR}[/_-]?(?P<month>0[1-9]|1[0-2]|[1-9](?=[/_-]))(?=[/_-]|$)")


def address_date(address: str, *, latest: PartialDate | None = None) -> PartialDate | None:
    """The date in the path of *address*, the most exact first; none that is later than *latest*."""
    parts = split_address(address)
    if parts is None:
        return None
    return next((day for day in _dates(unquote(parts.path)) if latest is None or not _is_later(day, latest)), None)


def _dates(path: str) -> Iterator[PartialDate]:
    for form in (*_DAYS, _MONTH):
        for match in form.finditer(path):
            parts = match.groupdict()
            month = parts["month"].lower()
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            day = f"-{int(parts['day']):02}" if "day" in parts else ""
            if date := PartialDate.parse(f"{parts['year']}-{number:02}{day}"):
                yield date


def _is_later(day: PartialDate, latest: PartialDate) -> bool:
    """Whether *day* is later, as far as both are exact."""
    day_text, latest_text = str(day), str(latest)
    exact = min(len(day_text), len(latest_text))
    return day_text[:exact] > latest_text[:exact]
