"""Dates as pages print them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.text.dates import Order, Role, day_and_rest, find_dates, read_date
from briefimport.text.dating import dateline_of

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
    "пятница, 17 октября 2014 г., 10:30",
    "viernes 17 de octubre del 2014",
    "sexta-feira, 17 de outubro de 2014, às 10h30",
    "Publicado em 17 de outubro de 2014",
    "Mis en ligne le vendredi 17 octobre 2014",
    "Erschienen am 17. Oktober 2014",
    "venerdì 17 ottobre 2014",
    "Opublikowano: 17 października 2014 r.",
    "Gepubliceerd op 17 oktober 2014",
    "2014. október 17.",
    "17 Ekim 2014",
)
MONTHS = (
    "October 2014",
    "Octubre de 2014",
    "Stand: Oktober 2014",
    "październik 2014 r.",
    "октябрь 2014 г.",
    "2014年10月",
)
DATELINES = (
    "Brasilia, 17 de octubre de 2014.– El Congreso aprobó la ley.",
    "BRASÍLIA, 17 de outubro de 2014 – O Congresso aprovou a lei.",
    "Madrid, a 17 de octubre de 2014. El Congreso aprobó la ley.",
    "MOSKAU, 17. Oktober 2014 – Das Parlament hat beschlossen.",
    "Москва (17 октября 2014 г.) — Парламент принял закон.",
    "Paris, le 17 octobre 2014 - Le Parlement a voté.",
    "Warszawa, 17 października 2014 r. – Sejm przyjął ustawę.",
    "17 October 2014 — The council met.",
)
NO_DATELINES = (
    "On 17 October 2014 the council met.",
    "The council, 17 October 2014 at the latest, wants to meet.",
    "It was in Madrid, 17 October 2014. The council met.",
    "Nothing happened. Then, 17 October 2014. The council met.",
)
NO_DATES = (
    "",
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
    ("text", "role"),
    [
        ("Last updated: October 17, 2014", Role.OTHER),
        ("Today is October 17, 2014", Role.OTHER),
        ("hoy es viernes, 17 de octubre de 2014", Role.OTHER),
        ("Letzte Änderung: 17.10.2014", Role.OTHER),
        ("Accessed 17 October 2014", Role.ACCESSED),
        ("[Consulta: 17 de octubre de 2014]", Role.ACCESSED),
        ("(дата обращения: 17.10.2014)", Role.ACCESSED),
        ("（2014-10-17访问）", Role.ACCESSED),
    ],
)
def test_label_says_that_it_is_another_date(text: str, role: Role) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.role) == (DAY, role)


@pytest.mark.parametrize("text", MONTHS)
def test_a_month_alone_is_a_date_without_a_day(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (str(reading.partial), reading.is_month) == ("2014-10", True)


@pytest.mark.parametrize("text", DATELINES)
def test_a_text_may_begin_with_its_day_behind_a_place(text: str) -> None:
    found = dateline_of(text, None)
    assert found is not None
    assert found.reading.date == DAY


@pytest.mark.parametrize("text", NO_DATELINES)
def test_a_day_within_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline_of(text, None) is None


def test_all_dates_of_a_line_are_found_with_what_belongs_to_each() -> None:
    text = "Publicado el 17 de octubre de 2014 por A · actualizado el lunes 20 de octubre de 2014 a las 10:30 hs"
    found = find_dates(text)
    assert [text[one.start : one.end] for one in found] == [
        "Publicado el 17 de octubre de 2014",
        "actualizado el lunes 20 de octubre de 2014 a las 10:30 hs",
    ]
    assert [one.reading.role for one in found] == [Role.PUBLISHED, Role.OTHER]


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
