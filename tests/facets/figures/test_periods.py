"""Stretches of time."""

import datetime

from briefarchive.facets.figures.shelf import Periods


def test_few_years_are_shown_by_quarter() -> None:
    periods = Periods(2014, 2015)
    found = periods.find(datetime.date(2014, 10, 17))
    assert (len(periods.all), found.key) == (8, "2014-Q4")
    assert (found.written("en"), found.written("es")) == ("Q4 2014", "T4 2014")
    assert found in periods.all


def test_more_are_shown_by_year() -> None:
    periods = Periods(1990, 2020)
    found = periods.find(datetime.date(2014, 10, 17))
    assert (len(periods.all), found.key, found.written("en")) == (31, "2014", "2014")


def test_very_many_are_shown_by_tens_of_years() -> None:
    periods = Periods(1815, 2020)
    found = periods.find(datetime.date(1815, 6, 9))
    assert (len(periods.all), found.key, found.written("en")) == (22, "1810/1819", "1810–1819")
    assert periods.all[0] == found
