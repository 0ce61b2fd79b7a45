"""Stretches of time into which events are sorted where they are too many to be shown one by one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_skeleton

_MOST_QUARTERS = 60
_MOST_YEARS = 100


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter, a year, or several years; *length* is in years, and 0 for a quarter."""

    year: int
    quarter: int = 0
    length: int = 1

    @property
    def key(self) -> str:
        """`2014-Q3`, `2014`, `2010/2019`."""
        if self.quarter:
            return f"{self.year:04}-Q{self.quarter}"
        return f"{self.year:04}" if self.length == 1 else f"{self.year:04}/{self.year + self.length - 1:04}"

    def written(self, language: str) -> str:
        """“Q3 2014”, “2014”, “2010–2019”."""
        if self.quarter:
            day = datetime.date(self.year, 3 * self.quarter, 1)
            return str(format_skeleton("yQQQ", day, locale=language.replace("-", "_")))
        return self.key.replace("/", "–")


class Periods:
    """The periods between two years: quarters if these are not too many, else years, tens of years and so on."""

    def __init__(self, first: int, last: int) -> None:
        self._quarters = (last - first + 1) * 4 <= _MOST_QUARTERS
        self._length = 1
        while (last - first + 1) / self._length > _MOST_YEARS:
            self._length *= 10
        self.all: Sequence[Period] = tuple(self._between(first, last))

    def of(self, day: datetime.date) -> Period:
        """The period in which a day lies."""
        if self._quarters:
            return Period(day.year, (day.month + 2) // 3)
        return Period(day.year // self._length * self._length, length=self._length)

    def _between(self, first: int, last: int) -> list[Period]:
        if self._quarters:
            return [Period(year, quarter) for year in range(first, last + 1) for quarter in range(1, 5)]
        begin = first // self._length * self._length
        return [Period(year, length=self._length) for year in range(begin, last + 1, self._length)]
