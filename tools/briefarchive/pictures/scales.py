"""Scales: round values for axes, the position of a date, the shade of a count."""

import datetime
import itertools
import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..model import PartialDate

SHADES = 5
"""The number of shades of a count; shade 0 means none."""

_DAYS, _MONTHS = 365.25, 12
_STEPS = (1, 2, 3, 6, *(_MONTHS * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)))


def ticks(highest: int, most: int = 5) -> tuple[int, ...]:
    """Return at most *most* round, evenly spaced counts above 0 for an axis up to *highest*."""
    if highest <= 0:
        return ()
    step = next(int(step) for step in _round_steps(Decimal(1)) if highest // step <= most)
    return tuple(range(step, highest + 1, step))


def round_values(low: Decimal, high: Decimal, most: int = 6) -> tuple[Decimal, ...]:
    """Return at most *most* round, evenly spaced values from at most *low* to at least *high*."""
    span = high - low or abs(high) or Decimal(1)
    candidates = (_values(low, high, step) for step in _round_steps(span / most))
    return next(values for values in candidates if len(values) <= most)


def _round_steps(least: Decimal) -> Iterator[Decimal]:
    for exponent in itertools.count(math.floor(math.log10(least))):
        power = Decimal(1).scaleb(exponent)
        yield from (power, 2 * power, 5 * power)


def _values(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(number * step for number in range(first, max(last, first + 1) + 1))


def decimal_year(date: PartialDate) -> float:
    """Return a date in years; an incomplete date counts from its first day."""
    day = datetime.date(date.year, date.month or 1, date.day or 1)
    return date.year + (day - datetime.date(date.year, 1, 1)).days / _DAYS


def round_dates(first: PartialDate, last: PartialDate, most: int = 6) -> tuple[PartialDate, ...]:
    """Return at most *most* evenly spaced years, or months if both dates have one, or else the two dates."""
    for step in (step for step in _STEPS if step >= _MONTHS or first.month or last.month):
        dates = tuple(_dates(first, last, step))
        if 1 < len(dates) <= most:
            return dates
    return (first, last) if first < last else (first,)


def _dates(first: PartialDate, last: PartialDate, step: int) -> Iterator[PartialDate]:
    start = first.year * _MONTHS + max(first.month, 1) - 1 + (first.day > 1)
    end = last.year * _MONTHS + max(last.month, 1) - 1
    for month in range(-(-start // step) * step, end + 1, step):
        yield PartialDate(year=month // _MONTHS, month=0 if step % _MONTHS == 0 else month % _MONTHS + 1)


def shade_groups(counts: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Group the distinct counts above 0 by shade, the lowest first.

    A few counts have a shade each. Otherwise counts within the same ratio share one, so that differences between small
    counts remain visible beside a very large one.
    """
    values = sorted({count for count in counts if count > 0})
    if len(values) <= SHADES:
        return tuple((value,) for value in values)
    groups: list[list[int]] = [[] for _ in range(SHADES)]
    span = math.log(values[-1] / values[0])
    for value in values:
        groups[min(int(SHADES * math.log(value / values[0]) / span), SHADES - 1)].append(value)
    return tuple(tuple(group) for group in groups if group)


def shades(counts: Sequence[int]) -> dict[int, int]:
    """Return the shade of each count, from 1 for the lowest."""
    return {value: shade for shade, group in enumerate(shade_groups(counts), 1) for value in group} | {0: 0}
