"""Dates that may lack a day or a month, as those of sources do."""

import datetime
import re
from dataclasses import dataclass

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A year, a month or a day: EDTF level 0 without times.

    A missing month or day is 0, so that `2014` sorts before `2014-01`, and that before `2014-01-01`.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate | None":
        """Parse `2014`, `2014-10` or `2014-10-17`; return None for anything else and for days that do not exist."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            return None
        year, month, day = (int(part or 0) for part in match.groups())
        try:
            datetime.date(year, month or 1, day or 1)
        except ValueError:
            return None
        if (match[2] and not month) or (match[3] and not day):
            return None
        return cls(year=year, month=month, day=day)

    @classmethod
    def from_day(cls, day: datetime.date) -> "PartialDate":
        """Convert a full date."""
        return cls(year=day.year, month=day.month, day=day.day)

    @property
    def first_day(self) -> datetime.date:
        """Its day, or the first day of its month or year."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def parts(self) -> tuple[int, int, int]:
        """Year, month and day: a sort key much faster than the dates themselves."""
        return self.year, self.month, self.day

    @property
    def last_parts(self) -> tuple[int, int, int]:
        """Year, month and day of its end: 31 December if only the year is known."""
        return self.year, self.month or 12, self.day or 31

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)
