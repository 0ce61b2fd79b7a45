"""The report that a brief is, and its entry in BibTeX."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.exporting.latex import bibtex_entry
from briefarchive.facets.report import (
    Contributor,
    Report,
    license_address,
    list_names,
    make_report,
    source_from_report,
)
from briefarchive.model import Name, Person, Vocabulary
from briefarchive.model.lines import one_line
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.bibliography.sources import FORBIDDEN
from briefarchive.reading.configuration import Publication

from ..cases import by_cases, cases
from .conftest import brief, entries

REPORT = Report(
    brief=brief("2014-05-02-harbour", published=datetime.date(2014, 5, 2), language="zh-Hans"),
    title="A harbour opens",
    authors=(Contributor(name=Name(family="Example", given="Ada"), display_name="Ada Example"),),
    institution="Archive of briefs",
    publisher="Archive of briefs",
    url="https://example.org/a_b%20c.html?x=1&y=#z",
)


def _of(one: Any, **options: str) -> Report:
    return make_report(one, entries([one]).catalogue.archive.vocabulary, Publication(series="An Archive", **options))


def _bibtex(report: Report) -> str:
    return bibtex_entry(source_from_report(report))


def test_a_brief_is_a_report_of_the_archive_by_its_compilers() -> None:
    one = brief("2014-10-17-gas", title="Gas  and\n oil.", compilers=("a-person", "b-person", "unknown"), language="de")
    assert _of(one, base_url="https://example.org/x/") == Report(
        brief=one,
        title="Gas and oil",
        authors=(
            Contributor(name=Name(family="Person", given="A"), display_name="A Person"),
            Contributor(name=Name(family="Person", given="B"), display_name="B Person"),
            Contributor(name=Name(family="unknown"), display_name="unknown"),
        ),
        institution="An Archive",
        publisher="An Archive",
        url="https://example.org/x/archive/2014/2014-10-17-gas.html",
    )


def test_a_placeholder_is_no_title() -> None:
    assert _of(brief("2014-10-17-a", title="[Untitled] First words")).title == "[Untitled brief]"


@by_cases
def test_a_name_is_taken_apart_where_it_is_one_of_a_person_and_as_the_vocabulary_says(
    person: dict[str, Any], name: Name
) -> None:
    vocabulary = Vocabulary(people={"x": Person(id="x", **person)})
    report = make_report(brief("2014-10-17-a", compilers=("x",)), vocabulary, Publication(series="An Archive"))
    assert list_names(report.authors) == (name,)
    assert person.get("kind") != "organisation" or f"{{{{{name}}}}}" in _bibtex(report)


def test_the_entry_is_that_of_the_file_for_bibtex() -> None:
    assert _bibtex(REPORT) == (
        "@techreport{2014-05-02-harbour,\n"
        "  title = {{A harbour opens}},\n"
        "  author = {Example, Ada},\n"
        "  institution = {Archive of briefs},\n"
        "  year = {2014},\n"
        "  month = may # {~2},\n"
        "  url = {https://example.org/a_b%20c.html?x=1&y=#z},\n"
        "  language = {zh-Hans},\n"
        "}\n"
    )


@given(
    title=st.one_of(
        st.text(min_size=1, max_size=30),
        st.sampled_from(("}\n@online{forged, title={x}", "\\input{/etc/passwd} $%#&_~^", "`` -- '' ?` !`", "5% & so")),
    ).map(one_line).filter(lambda title: title and not FORBIDDEN.search(title))
)  # fmt: skip
def test_whatever_a_title_says_is_read_back_from_one_entry(title: str) -> None:
    (source,), _ = read_bibliography("bib/2014.bib", _bibtex(replace(REPORT, title=title, publisher=title)))
    assert (source.title, source.publisher_name) == (title, title)
    assert (source.type, source.url, str(source.issued), source.authors) == (
        "techreport", REPORT.url, "2014-05-02", list_names(REPORT.authors),
    )  # fmt: skip
    assert source.language.partition("-")[0] == "zh"


@pytest.mark.parametrize(*cases("facets/cases/licences.csv"))
def test_a_licence_has_an_address(license_id: str, address: str) -> None:
    assert license_address(license_id) == address
