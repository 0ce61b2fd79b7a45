"""One ISO date instead of BibTeX's `year`, `month` and `day`, where it says all that they say."""

import re
from collections.abc import Mapping

from pybtex.database.input.bibtex import month_names

from ..model import PartialDate

SPLIT = ("year", "month", "day")
"""The fields that become one."""

_MONTH = re.compile(
    r"\d{1,2}|(?P<word>[a-z]{3,9})\.?(?:\s+(?P<day>\d{1,2}))?|(?P<first>\d{1,2})\.?\s+(?P<name>[a-z]+)\.?"
)
_NAMES = [name.casefold() for name in month_names.values()]


def joined_date(own: Mapping[str, str], issued: PartialDate | None) -> str:
    """The value for `date`; empty where the fields say more than a date can (“May–June”, “c. 1990”), or another thing.

    Args:
        own: The entry's own fields, decoded.
        issued: When the source appeared, as the reader understands the fields.
    """
    if "date" in own or issued is None or not re.fullmatch(r"\d{4}", own.get("year", ""), re.ASCII):
        return ""
    month, day = own.get("month", "").casefold(), own.get("day", "")
    if not month:
        return str(issued) if not day and not issued.month else ""
    found = _MONTH.fullmatch(month)
    word = (found["word"] or found["name"]) if found else None
    if found is None or (word and not _is_month(word)):
        return ""
    inner = found["day"] or found["first"]
    if day and (inner or not re.fullmatch(r"\d{1,2}", day, re.ASCII)):
        return ""
    told = int(inner or day or 0)
    return str(issued) if issued.month and issued.day == told else ""


def _is_month(word: str) -> bool:
    return word == "sept" or any(name.startswith(word) for name in _NAMES)
