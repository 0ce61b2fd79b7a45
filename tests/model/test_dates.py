"""Dates that may lack a day or a month."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.model import PartialDate


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2014", (2014, 0, 0)),
        ("2014-10", (2014, 10, 0)),
        ("2014-10-17", (2014, 10, 17)),
        (" 2014 ", (2014, 0, 0)),
        ("2016-02-29", (2016, 2, 29)),
    ],
)
def test_a_year_a_month_and_a_day_are_dates(text: str, parts: tuple[int, int, int]) -> None:
    year, month, day = parts
    assert PartialDate.parse(text) == PartialDate(year=year, month=month, day=day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "14", "2014-1", "2014-13", "2014-00", "2014-02-30", "2015-02-29", "2014-10-00", "0000", "-2014"),
        *("2014-10-17T00:00", "2014/2015", "2014~", "２０１４", "soon", "2014-10-17-01"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert PartialDate.parse(text) is None


@given(st.dates())
def test_a_date_reads_back_as_it_is_written(day: datetime.date) -> None:
    for date in (
        PartialDate(year=day.year),
        PartialDate(year=day.year, month=day.month),
        PartialDate(year=day.year, month=day.month, day=day.day),
    ):
        assert PartialDate.parse(str(date)) == date
        assert day.isoformat().startswith(str(date))


def test_a_date_that_is_less_known_comes_before_those_within_it() -> None:
    written = ["2014-01-02", "2013-12-31", "2014", "2014-01", "2014-01-01", "2013"]
    assert sorted(written, key=PartialDate.parse) == [
        "2013",
        "2013-12-31",
        "2014",
        "2014-01",
        "2014-01-01",
        "2014-01-02",
    ]
