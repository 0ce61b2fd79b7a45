"""When a source appeared."""

import pytest

from briefarchive.bibtex.dates import edtf_start, is_edtf, read_issue_date

from ..cases import by_cases

STARTS = """
    2014=2014 2014-10=2014-10 2014-10-17=2014-10-17 2014-10-17T10:00:00Z=2014-10-17 2014-10-17/2014-10-19=2014-10-17
    2014/..=2014 /2014=2014 ../2014-02=2014-02 2014-10~=2014-10 2014?/2015=2014 201X=2010 19uu=1900 2014-XX=2014
    2014-10-XX=2014-10 2014-24=2014 -0044=None Y-17000=None
"""


@pytest.mark.parametrize("case", STARTS.split())
def test_an_edtf_date_counts_by_its_start(case: str) -> None:
    edtf, _, start = case.partition("=")
    assert is_edtf(edtf)
    assert str(edtf_start(edtf)) == start


OTHERS = ("", "/", "..", "2014-13", "2014-02-30", "14", "2014-1-1", "17.10.2014", "2014/2015/2016")


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_is_no_edtf(text: str) -> None:
    assert not is_edtf(text)


@by_cases
def test_year_and_month_are_read_as_bibtex_files_have_them(year: str, month: str, day: str, date: str) -> None:
    issued, fault = read_issue_date({"year": year, "month": month, "day": day})
    assert (str(issued), fault) == (date, None)


@by_cases
def test_the_date_comes_first_and_the_field_at_fault_is_named(
    fields: dict[str, str], date: str, fault: str | None
) -> None:
    issued, named = read_issue_date(fields)
    assert (str(issued), named) == (date, fault)
