"""Words for dates, languages and names."""

import datetime

import pytest

from briefarchive.facets.appearance import find_source_date
from briefarchive.facets.wording import (
    fold_text,
    format_date,
    format_list,
    format_partial_date,
    format_period,
    format_source_date,
    language_name,
    list_details,
    month_name,
    own_language_name,
    sort_key,
)
from briefarchive.model import Name, PartialDate, Period
from briefarchive.reading.bibliography import read_bibliography

from ..cases import by_cases, cases
from .conftest import source


def test_a_day_is_written_out_in_the_language_of_the_interface() -> None:
    day = datetime.date(2014, 10, 17)
    assert format_date(day) == "October 17, 2014"
    assert format_date(day, "zh") == "2014年10月17日"
    assert format_date(day, "fr") == "17 octobre 2014"


@pytest.mark.parametrize(
    ("date", "written"),
    [("2014", "2014"), ("2014-10", "October 2014"), ("2014-10-17", "October 17, 2014"), ("0099", "99"), ("", "n.d.")],
)
def test_a_partial_date_is_written_as_far_as_it_is_known(date: str, written: str) -> None:
    assert format_partial_date(PartialDate.parse(date)) == written


@pytest.mark.parametrize(*cases("facets/cases/days_of_appearance.csv"))
def test_when_a_source_appeared_is_told_as_exactly_as_it_is_known(date: str, written: str) -> None:
    (read,), _ = read_bibliography("bib/x.bib", f"@misc{{k, title={{A}}, date={{{date}}}}}")
    assert format_source_date(find_source_date(read)) == written


def test_chinese_has_a_sign_behind_a_year_and_no_spaces_at_a_dash() -> None:
    first, last = PartialDate.parse("2014"), PartialDate.parse("2016-05")
    assert format_partial_date(first, "zh_CN") == "2014年"
    assert format_period(Period(since=first, until=last), "zh_CN") == "2014年–2016年5月"
    assert format_period(Period(since=first), "zh_CN") == "2014年起"


def test_months_have_their_names() -> None:
    assert [month_name(month) for month in (1, 12)] == ["January", "December"]
    assert month_name(5, "fr") == "mai"


@pytest.mark.parametrize(*cases("facets/cases/language_names.csv"))
def test_a_language_has_its_name_or_its_tag(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B, and C")]
)
def test_names_are_joined_with_an_and(names: list[str], text: str) -> None:
    assert format_list(names) == text


def test_names_are_sorted_as_in_a_catalogue() -> None:
    names = ["Zeit", "élan", "The Economist", "Economic Daily", "Élan vital", "theory"]
    assert sorted(names, key=sort_key) == ["Economic Daily", "The Economist", "élan", "Élan vital", "theory", "Zeit"]


def test_accents_and_case_do_not_count_in_a_search() -> None:
    assert fold_text("Côte d’IVOIRE") == fold_text("cote d’Ivoire")


@pytest.mark.parametrize(*cases("facets/cases/periods.csv"))
def test_a_period_is_written_as_far_as_it_is_known(since: str, until: str, written: str) -> None:
    assert format_period(Period(since=PartialDate.parse(since), until=PartialDate.parse(until))) == written


@pytest.mark.parametrize(*cases("facets/cases/own_language_names.csv"))
def test_a_language_is_named_in_itself(tag: str, name: str) -> None:
    assert own_language_name(tag) == name


@by_cases
def test_numbers_places_and_pages_are_told(entry_type: str, fields: dict[str, str], expected: tuple[str, ...]) -> None:
    assert tuple(list_details(source("k", type=entry_type, fields=fields))) == expected


def test_editors_are_told_where_there_is_an_author() -> None:
    editors = (Name(given="Ada", family="Person"), Name(literal="World Bank"))
    chapter = source("k", type="incollection", authors=(Name(family="X"),), editors=editors)
    assert tuple(list_details(chapter)) == ("edited by Ada Person and World Bank",)
    assert tuple(list_details(source("k", type="book", editors=editors))) == ()
