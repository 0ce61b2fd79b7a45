"""Dates as pages print them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.text.dates.dating import dateline_of
from briefimport.text.dates.printed import Order, Role, day_and_other_words, find_dates, read_date

from ..cases import by_cases

DAY = datetime.date(2014, 10, 17)


@by_cases
def test_date_is_read_in_every_usual_form(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.reason) == (DAY, "")


@by_cases
def test_words_that_say_the_day_are_told_from_those_beside_them(text: str, parts: tuple[str, str]) -> None:
    assert day_and_other_words(text) == parts


@by_cases
def test_anything_else_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["Posted on October 17, 2014", "Published: 17 Oct 2014", "Date: 2014-10-17", "发布日期：2014-10-17"]
)
def test_label_says_that_it_is_the_date_of_publication(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.role) == (DAY, Role.PUBLISHED)


@by_cases
def test_label_says_that_it_is_another_date(text: str, role: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.role) == (DAY, Role[role])


@by_cases
def test_a_month_alone_is_a_date_without_a_day(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (str(reading.partial), reading.is_month) == ("2014-10", True)


@by_cases
def test_a_text_may_begin_with_its_day_behind_a_place(text: str) -> None:
    date = dateline_of(text, None)
    assert date is not None
    assert date.reading.date == DAY


@by_cases
def test_a_day_within_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline_of(text, None) is None


def test_all_dates_of_a_line_are_found_with_what_belongs_to_each() -> None:
    text = "Publicado el 17 de octubre de 2014 por A · actualizado el lunes 20 de octubre de 2014 a las 10:30 hs"
    dates = find_dates(text)
    assert [text[date.start : date.end] for date in dates] == [
        "Publicado el 17 de octubre de 2014",
        "actualizado el lunes 20 de octubre de 2014 a las 10:30 hs",
    ]
    assert [date.reading.role for date in dates] == [Role.PUBLISHED, Role.OTHER]


@by_cases
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
