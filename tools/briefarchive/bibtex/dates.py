"""Dates of sources: biblatex's `date` in EDTF, and BibTeX's `year` and `month`."""

import difflib
import functools
import re
from collections.abc import Mapping

from pybtex.database.input.bibtex import month_names

from ..model import PartialDate

_EDTF = re.compile(
    r"(?P<year>\d{4}|\d{3}[XxUu]|\d{2}[XxUu]{2})[?~%]*"
    r"(?:-(?P<month>\d{2}|[XxUu]{2})[?~%]*(?:-(?P<day>\d{2}|[XxUu]{2})[?~%]*(?:T[\d:.Zz+-]+)?)?)?"
)
# Years before 1 and after 9999 are valid EDTF, but the archive cannot sort them.
_FAR_YEARS = re.compile(r"-\d{4,}(?:-\d{2}){0,2}[?~%]*|[Yy]-?\d{5,}")
_OPEN_ENDS = ("", "..", "open", "unknown")
_YEAR = re.compile(
    r"(?:ca?\.?|circa)?\s*[\[(]?\s*(?:ca?\.?|circa)?\s*(\d{4})[?~a-z]?(?:\s*[-–/]+\s*\d{2,4})?\s*[\])]?[?]?"
)
_MONTH_YEAR = re.compile(r"(?P<month>[^\W\d_]{3,}\.?(?:\s+\d{1,2})?|\d{1,2}\.?\s+[^\W\d_]{3,}\.?)[\s,]+(?P<year>\d{4})")
_NO_YEAR = re.compile(
    r"(?:n\.?\s?d\.?|no date|unknown|undated|forthcoming|in press|to appear|submitted|in preparation)\.?", re.IGNORECASE
)
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(month_names.values(), 1)}
_SEASONS = ("spr", "sum", "aut", "fal", "win")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?!\d)")
_DAY_AND_MONTH = re.compile(
    r"(?:(?P<before>\d{1,2})\.?\s+)?(?:\d{1,2}|[a-z]{3,9}\.?)|[a-z]{3,9}\.?\s+(?P<after>\d{1,2})|", re.ASCII
)

SPLIT_DATE = ("year", "month", "day")
"""The BibTeX fields for what biblatex writes as `date`."""


def edtf_start(text: str) -> PartialDate | None:
    """Return the start of an EDTF date or range of level 0 or 1, if it has one."""
    ends = (end.strip() for end in text.split("/", 1))
    return next((_edtf_date(end) for end in ends if end not in _OPEN_ENDS), None)


@functools.lru_cache(maxsize=20_000)
def is_edtf(text: str) -> bool:
    """Return whether *text* is an EDTF date or range of level 0 or 1."""
    ends = [end.strip() for end in text.split("/", 1)]
    bound = [end for end in ends if end not in _OPEN_ENDS]
    return bool(bound) and all(_FAR_YEARS.fullmatch(end) or _edtf_date(end) for end in bound)


@functools.lru_cache(maxsize=4_096)
def _edtf_date(text: str) -> PartialDate | None:
    match = _EDTF.fullmatch(text)
    if match is None:
        return None
    year = re.sub(r"\D", "0", match["year"])
    month, day = match["month"] or "", match["day"] or ""
    if "21" <= month <= "41" and day:
        return None  # a season has no days; month and day may be swapped
    if not month.isdigit() or "21" <= month <= "41":  # unknown, or a season
        return PartialDate.parse(year)
    return PartialDate.parse("-".join((year, month, day) if day.isdigit() else (year, month)))


def read_issue_date(fields: Mapping[str, str]) -> tuple[PartialDate | None, str | None]:
    """Return when a source was published, and the name of the field that cannot be read, if any."""
    date = fields.get("date", "").strip()
    if date and is_edtf(date):
        return edtf_start(date), None
    partial_date, fault = _read_year(fields)
    return (partial_date, "date") if date else (partial_date, fault)


def _read_year(fields: Mapping[str, str]) -> tuple[PartialDate | None, str | None]:
    text = fields.get("year", "").strip()
    if not text or _NO_YEAR.fullmatch(text):
        return None, None
    month, day = fields.get("month", "").strip(), fields.get("day", "").strip()
    if (both := _MONTH_YEAR.fullmatch(text)) and _month(both["month"]):
        text, month, day = both["year"], both["month"], ""
    match = _YEAR.fullmatch(text.casefold())
    if match and (year := PartialDate.parse(match[1])):
        return _add_month(year, month, day)
    start = edtf_start(text)
    return start, None if start else "year"


def _add_month(year: PartialDate, text: str, day: str) -> tuple[PartialDate, str | None]:
    """Add a month (`10`, `oct`, `October`) and a day (`17`, `October 17`, `17~oct`)."""
    month = _month(text)
    if not month:
        return year, "month" if text and not text.casefold().startswith(_SEASONS) else None
    if not day and not text.isdigit() and (match := _DAY.search(text)):
        day = match[1]
    parts = f"{year.year:04}-{month:02}"
    full = PartialDate.parse(f"{parts}-{int(day):02}") if day.isdecimal() and len(day) < 3 else None
    return full or PartialDate(year=year.year, month=month), None


def correct_month(text: str) -> str:
    """Return *text* with the first name of a month in it spelt right; empty if there is none."""
    for word in _WORD.findall(text):
        if names := difflib.get_close_matches(word.title(), month_names.values(), n=1, cutoff=0.75):
            return text.replace(word, names[0], 1)
    return ""


def _month(text: str) -> int:
    """Return the first month that *text* names, or 0."""
    if match := re.match(r"(\d{1,2})(?:\s*[-–/]+\s*\d{1,2})?$", text, re.ASCII):
        return int(match[1]) if 1 <= int(match[1]) <= 12 else 0
    words = (word[0].casefold() for word in _WORD.finditer(text))
    return next((number for word in words if (number := _MONTHS.get(word[:3], 0))), 0)


def join_date(own_fields: Mapping[str, str], issued: PartialDate | None) -> str:
    """Return the value for `date` that replaces `year`, `month` and `day` in an entry's *own_fields*.

    It is empty where the fields say more than a date can (“May–June”, “c. 1990”), or something else.
    """
    year, month, day = (own_fields.get(name, "").casefold() for name in SPLIT_DATE)
    match = _DAY_AND_MONTH.fullmatch(f"{day} {month}".strip()) if month or not day else None
    if "date" in own_fields or issued is None or not re.fullmatch(r"\d{4}", year, re.ASCII) or match is None:
        return ""
    month_and_day = (bool(month), int(match["before"] or match["after"] or 0))
    return str(issued) if month_and_day == (bool(issued.month), issued.day) else ""
