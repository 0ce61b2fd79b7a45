"""Dates that may lack a day or a month."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.model import PartialDate

from ..cases import by_cases


@by_cases
def test_a_year_a_month_and_a_day_are_dates(text: str, parts: tuple[int, int, int]) -> None:
    year, month, day = parts
    assert PartialDate.parse(text) == PartialDate(year=year, month=month, day=day)


@by_cases
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
