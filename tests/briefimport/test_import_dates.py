"""Dates as pages print them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.text.dates import Order, Role, day_and_rest, read_date

DAY = datetime.date(2014, 10, 17)
PRINTED = (
    "October 17, 2014",
    "Friday, October 17, 2014",
    "Friday October 17 2014",
    "17 October 2014",
    "17th of October, 2014",
    "Oct. 17, 2014",
    "OCTOBER 17TH, 2014",
    "17-Oct-2014",
    "17-Oct-14",
    "2014-10-17",
    "2014/10/17",
    "20141017",
    "10/17/2014",
    "17/10/2014",
    "17.10.2014",
    "10/17/14",
    "Fri, 17 Oct 2014 09:30:00 +0000",
    "2014-10-17T09:30:00Z",
    "October 17, 2014 at 9:30 a.m. EST",
    "(October 17, 2014)",
    "2014年10月17日",
    "2014 年 10 月 17 日（星期五）",
    "二〇一四年十月十七日",
    "17 octobre 2014",
    "17. Oktober 2014",
    "17 de octubre de 2014",
    "17 октября 2014 г.",
    "17 октября 2014 года",
)
NO_DATES = (
    "",
    "October 2014",
    "2014",
    "October 32, 2014",
    "February 29, 2015",
    "On October 17, 2014, the ministers met.",
    "17 people met in 2014",
    "May Day 2014",
    "10/17",
    "13/13/2014",
    "October 17, 1514",
    "Chapter 10.17.3",
    "March on, 2014",
)


@pytest.mark.parametrize("text", PRINTED)
def test_date_is_read_in_every_usual_form(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.reason) == (DAY, "")


BESIDE = {
    "Published: 17 Oct 2014 | 09:30 GMT": ("17 Oct 2014", "Published 09 30 GMT"),
    "Posted on Friday, October 17th, 2014": ("Friday October 17th 2014", "Posted on"),
    "Date: 2014-10-17T09:30Z": ("2014 10 17T09", "Date 30Z"),
    "发布日期：2014年10月17日 星期五": ("2014年10月17日 星期五", "发布日期"),
    "17 de octubre de 2014": ("17 octubre 2014", "de de"),
}


@pytest.mark.parametrize("text", BESIDE)
def test_words_that_say_the_day_are_told_from_those_beside_them(text: str) -> None:
    assert day_and_rest(text) == BESIDE[text]


@pytest.mark.parametrize("text", NO_DATES)
def test_anything_else_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["Posted on October 17, 2014", "Published: 17 Oct 2014", "Date: 2014-10-17", "发布日期：2014-10-17"]
)
def test_label_says_that_it_is_the_date_of_publication(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.role) == (DAY, Role.PUBLISHED)


@pytest.mark.parametrize(
    "text", ["Last updated: October 17, 2014", "Accessed 17 October 2014", "Today is October 17, 2014"]
)
def test_label_says_that_it_is_another_date(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.role) == (DAY, Role.OTHER)


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("10/11/2014", None, datetime.date(2014, 10, 11)),
        ("10.11.2014", None, datetime.date(2014, 11, 10)),
        ("10-11-2014", None, datetime.date(2014, 11, 10)),
        ("10/11/2014", Order.DAY_FIRST, datetime.date(2014, 11, 10)),
        ("10.11.2014", Order.MONTH_FIRST, datetime.date(2014, 10, 11)),
        ("Monday, 10/11/2014", None, datetime.date(2014, 11, 10)),
        ("Saturday 10.11.2014", Order.DAY_FIRST, datetime.date(2014, 10, 11)),
    ],
)
def test_numbers_that_allow_two_days_are_decided_with_a_reason(
    text: str, order: Order | None, expected: datetime.date
) -> None:
    reading = read_date(text, order)
    assert reading is not None
    assert reading.date == expected
    assert reading.reason


def test_unambiguous_number_shows_the_order_for_others() -> None:
    first, second = read_date("10/17/2014"), read_date("17/10/2014")
    assert first is not None
    assert second is not None
    assert (first.evidence, second.evidence) == (Order.MONTH_FIRST, Order.DAY_FIRST)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_every_day_written_out_is_read_as_itself(day: datetime.date) -> None:
    for text in (f"{day:%B} {day.day}, {day.year}", f"{day:%A}, {day.day} {day:%b} {day.year}", day.isoformat()):
        reading = read_date(text)
        assert reading is not None
        assert (reading.date, reading.reason) == (day, "")


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_of_dates_fail(text: str) -> None:
    read_date(text)
