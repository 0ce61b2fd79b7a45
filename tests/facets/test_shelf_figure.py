"""The shelf: what it shows, and what it says."""

import datetime

from briefarchive.facets.shelf import CalendarPeriod, Periods

from ..cases import by_cases


@by_cases
def test_few_years_are_shown_by_quarter_and_very_many_by_tens(
    years: tuple[int, int], day: str, number: int, key: str, written: str
) -> None:
    periods = Periods(*years)
    period = periods.find(datetime.date.fromisoformat(day))
    assert period in periods.all
    assert (len(periods.all), period.key, period.format("en")) == (number, key, written)
    assert CalendarPeriod(2014, 4).format("es") == "T4 2014"
