"""When a source appeared, as far as it is known: a day, a range, about a year, in spring, or words such as “in press”.

`Source.issued` is where the date begins. What else biblatex's `date` says in EDTF stands in the source's fields.
"""

import re
from dataclasses import dataclass

from ..bibtex.dates import edtf_start, is_edtf
from ..model import PartialDate, Source

_OPEN = ("", "..")
_SEASON = re.compile(r"\d{4}-2([1-4])")
_INEXACT = re.compile(r"[~?%XxUu]")
_INEXACT_YEAR = re.compile(r"[~?]|\bca?\b|circa", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeared:
    """When a source appeared.

    Attributes:
        start: The date, or where a range begins; None where that is not known.
        end: Where a range ends, if it does.
        season: 1 for spring to 4 for winter, or 0.
        circa: Whether the date is approximate, uncertain or known in part.
        written: All of it in EDTF, or in the source's own words; empty for no date.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    season: int = 0
    circa: bool = False
    written: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether *start* says it all."""
        return self.written == (str(self.start) if self.start else "")


def appeared(source: Source) -> Appeared:
    """When *source* appeared."""
    text = source.fields.get("date", "").strip()
    if not is_edtf(text):
        return _from_year(source)
    first, _, last = (part.strip() for part in text.partition("/"))
    season = _SEASON.match(first)
    return Appeared(
        start=None if first in _OPEN else edtf_start(first),
        end=None if last in _OPEN else edtf_start(last),
        season=int(season[1]) if season else 0,
        circa=_INEXACT.search(text) is not None,
        written=text,
    )


def _from_year(source: Source) -> Appeared:
    words = source.fields.get("date") or source.fields.get("year", "")
    if source.issued is None:
        return Appeared(written=words.strip())
    circa = _INEXACT_YEAR.search(words) is not None
    return Appeared(start=source.issued, circa=circa, written=f"{source.issued}{'~' if circa else ''}")
