"""Axes show few and round values, and dates lie where they belong."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.model import PartialDate
from briefarchive.pictures.scales import SHADES, decimal_year, round_dates, round_values, shade_groups, shades, ticks

from ..cases import by_cases, cases

VALUES = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@by_cases
def test_an_axis_shows_round_values(highest: int, shown: tuple[int, ...]) -> None:
    assert ticks(highest) == shown


@given(st.integers(1, 10**9))
def test_an_axis_never_shows_more_than_is_asked_for(highest: int) -> None:
    assert 1 <= len(ticks(highest, 4)) <= 4


@pytest.mark.parametrize(*cases("pictures/cases/round_values.csv"))
def test_values_are_round(low: str, high: str, wanted: str) -> None:
    assert " ".join(map(str, round_values(Decimal(low), Decimal(high)))) == wanted


@given(VALUES, VALUES)
def test_values_are_few_evenly_apart_and_around_all(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    values = round_values(low, high)
    assert 2 <= len(values) <= 6
    assert values[0] <= low <= high <= values[-1]
    assert len({after - before for before, after in pairwise(values)}) == 1


@pytest.mark.parametrize(*cases("pictures/cases/round_dates.csv"))
def test_dates_are_round(first: str, last: str, wanted: str) -> None:
    start, end = PartialDate.parse(first), PartialDate.parse(last)
    assert start is not None
    assert end is not None
    assert " ".join(map(str, round_dates(start, end))) == wanted


def test_a_date_lies_within_its_year() -> None:
    assert decimal_year(PartialDate(year=2014)) == 2014
    assert decimal_year(PartialDate(year=2014, month=7, day=2)) == pytest.approx(2014.5, abs=0.01)
    assert decimal_year(PartialDate(year=2016, month=12, day=31)) < 2017


def test_each_count_has_its_own_shade_where_there_are_few() -> None:
    assert shade_groups([3, 1, 1, 0, 2]) == ((1,), (2,), (3,))
    assert shades([3, 1, 0]) == {0: 0, 1: 1, 3: 2}


def test_small_counts_keep_their_shades_beside_a_very_large_one() -> None:
    assert shade_groups([1, 2, 3, 4, 5, 28]) == ((1,), (2, 3), (4, 5), (28,))


@given(st.lists(st.integers(0, 10**6), max_size=50))
def test_a_higher_count_never_has_a_lighter_shade(counts: list[int]) -> None:
    shade_by_count = shades(counts)
    assert [shade_by_count[count] for count in sorted(shade_by_count)] == sorted(shade_by_count.values())
    assert set(shade_by_count.values()) <= set(range(SHADES + 1))
