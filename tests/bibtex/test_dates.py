"""When a source appeared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.bibtex.dates import edtf_start, is_edtf, issued


@pytest.mark.parametrize(
    ("edtf", "start"),
    [
        ("2014", "2014"),
        ("2014-10", "2014-10"),
        ("2014-10-17", "2014-10-17"),
        ("2014-10-17T10:00:00Z", "2014-10-17"),
        ("2014-10-17/2014-10-19", "2014-10-17"),
        ("2014/..", "2014"),
        ("/2014", "2014"),
        ("../2014-02", "2014-02"),
        ("2014-10~", "2014-10"),
        ("2014?/2015", "2014"),
        ("201X", "2010"),
        ("19uu", "1900"),
        ("2014-XX", "2014"),
        ("2014-10-XX", "2014-10"),
        ("2014-24", "2014"),
        ("-0044", "None"),
        ("Y-17000", "None"),
    ],
)
def test_an_edtf_date_counts_by_its_start(edtf: str, start: str) -> None:
    assert is_edtf(edtf)
    assert str(edtf_start(edtf)) == start


@pytest.mark.parametrize(
    "text", ["", "/", "..", "2014-13", "2014-02-30", "14", "2014-1-1", "17.10.2014", "2014/2015/2016"]
)
def test_other_text_is_no_edtf(text: str) -> None:
    assert not is_edtf(text)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": "2014"}, "2014"),
        ({"year": "2014", "month": "10"}, "2014-10"),
        ({"year": "2014", "month": "October"}, "2014-10"),
        ({"year": "2014", "month": "Sept."}, "2014-09"),
        ({"year": "2014", "month": "10", "day": "7"}, "2014-10-07"),
        ({"year": "2014", "month": "17 October"}, "2014-10-17"),
        ({"year": "2014", "month": "October 17--19"}, "2014-10-17"),
        ({"year": "2014", "month": "July/August"}, "2014-07"),
        ({"year": "2014", "month": "02", "day": "30"}, "2014-02"),
        ({"year": "2014", "month": "Summer"}, "2014"),
        ({"year": "[1990]"}, "1990"),
        ({"year": "c. 1990"}, "1990"),
        ({"year": "1990–91"}, "1990"),
        ({"year": "2014a"}, "2014"),
        ({"year": "2014-10-17"}, "2014-10-17"),
        ({"year": "June 1980"}, "1980-06"),
        ({"year": "forthcoming"}, "None"),
        ({"year": "n.d."}, "None"),
        ({"date": "2013", "year": "2014"}, "2013"),
        ({}, "None"),
    ],
)
def test_year_and_month_are_read_as_bibtex_files_have_them(fields: dict[str, str], date: str) -> None:
    found, fault = issued(fields)

    assert (str(found), fault) == (date, None)


@pytest.mark.parametrize(
    ("fields", "date", "fault"),
    [
        ({"date": "soon", "year": "2014"}, "2014", "date"),
        ({"year": "20l4"}, "None", "year"),
        ({"year": "2014", "month": "13"}, "2014", "month"),
    ],
)
def test_the_field_at_fault_is_named(fields: dict[str, str], date: str, fault: str) -> None:
    found, named = issued(fields)

    assert (str(found), named) == (date, fault)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=5))
def test_no_text_makes_reading_a_date_fail(date: str, year: str, month: str, day: str) -> None:
    found, _ = issued({"date": date, "year": year, "month": month, "day": day})

    assert found is None or 0 < found.year < 10_000
