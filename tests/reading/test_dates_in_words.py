"""Days as people write them, and what they can mean."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.reading.dates_in_words import possible_dates

from ..cases import by_cases


@by_cases
def test_a_day_that_can_be_read_in_one_way_is_known(text: str) -> None:
    assert [day.isoformat() for day in possible_dates(text)] == ["2013-09-07"]


@pytest.mark.parametrize("text", ["07/09/2013", "7.9.2013", "7-9-2013"])
def test_day_and_month_can_be_either_way_round(text: str) -> None:
    assert [day.isoformat() for day in possible_dates(text)] == ["2013-09-07", "2013-07-09"]


@by_cases
def test_what_is_no_day_is_none(text: str) -> None:
    assert possible_dates(text) == ()


def test_a_day_above_twelve_can_be_no_month() -> None:
    assert [day.isoformat() for day in possible_dates("25/12/2013")] == ["2013-12-25"]


@given(st.dates())
def test_every_day_of_the_archive_is_read_back(day: datetime.date) -> None:
    expected = (day,) if 1500 <= day.year <= 2100 else ()
    assert possible_dates(f"{day:%d %B} {day.year}") == expected
