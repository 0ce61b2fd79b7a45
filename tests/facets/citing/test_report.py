"""The report that a brief is, and its entry in BibTeX."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.facets.citing.plain import one_line
from briefarchive.facets.citing.report import Report
from briefarchive.facets.citing.reported import report_of
from briefarchive.model import Name, Person
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.bibliography.sources import FORBIDDEN

Make = Callable[..., Any]
REPORT = Report(
    id="2014-05-02-harbour",
    title="A harbour opens",
    authors=(Name(family="Example", given="Ada"),),
    institution="Archive of briefs",
    date=datetime.date(2014, 5, 2),
    url="https://example.org/a_b%20c.html?x=1&y=#z",
    language="zh-Hans",
)


def _of(entries: Make, one: Any, **options: str) -> Report:
    return report_of(one, entries([one]), series="An Archive", **options)


def test_a_brief_is_a_report_of_the_archive_by_its_compilers(entries: Make, brief: Make) -> None:
    one = brief("2014-10-17-gas", title="Gas  and\n oil.", compilers=("a-person", "b-person", "unknown"), language="de")
    assert _of(entries, one, base_url="https://example.org/x/") == Report(
        id="2014-10-17-gas",
        title="Gas and oil",
        authors=(Name(family="Person", given="A"), Name(family="Person", given="B"), Name(family="unknown")),
        institution="An Archive",
        date=datetime.date(2014, 10, 17),
        url="https://example.org/x/archive/2014/2014-10-17-gas.html",
        language="de",
    )


def test_a_placeholder_is_no_title(entries: Make, brief: Make) -> None:
    assert _of(entries, brief("2014-10-17-a", title="[Untitled] First words")).title == "[Untitled brief]"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada von Example", Name(family="von Example", given="Ada")),
        ("王伟", Name(literal="王伟")),
        ("Ada Example, Jr.", Name(given="Ada", family="Example", suffix="Jr.")),
        ("Ada B. Example III", Name(given="Ada B.", family="Example", suffix="III")),
        ("The desk", Name(literal="The desk")),
        ("Desk for Asia and Europe", Name(literal="Desk for Asia and Europe")),
        ("Example, Inc.", Name(literal="Example, Inc.")),
        ("{Example} \\x $y$", Name(literal="Example \\x $y$")),
    ],
)
def test_a_name_is_taken_apart_only_where_it_is_one_of_a_person(
    entries: Make, brief: Make, written: str, name: Name
) -> None:
    one = brief("2014-10-17-a", compilers=("x",))
    made = entries([one])
    made.catalogue.archive.vocabulary.people["x"] = Person(id="x", name=written)
    assert report_of(one, made, series="An Archive").authors == (name,)


def test_the_entry_says_all_for_old_styles_and_new_ones() -> None:
    assert REPORT.bibtex == (
        "@techreport{2014-05-02-harbour,\n"
        "  title           = {{A harbour opens}},\n"
        "  author          = {Example, Ada},\n"
        "  institution     = {Archive of briefs},\n"
        "  number          = {2014-05-02-harbour},\n"
        "  date            = {2014-05-02},\n"
        "  year            = {2014},\n"
        "  url             = {https://example.org/a_b%20c.html?x=1&y=#z},\n"
        "  langid          = {chinese},\n"
        "}\n"
    )


@given(
    title=st.one_of(
        st.text(min_size=1, max_size=30),
        st.sampled_from(("}\n@online{forged, title={x}", "\\input{/etc/passwd} $%#&_~^", "`` -- '' ?` !`", "5% & so")),
    ).map(one_line).filter(lambda title: title and not FORBIDDEN.search(title))
)  # fmt: skip
def test_whatever_a_title_says_is_read_back_from_one_entry(title: str) -> None:
    (source,), _ = read_bibliography("bib/2014.bib", replace(REPORT, title=title, institution=title).bibtex)
    assert (source.title, source.publisher_name) == (title, title)
    assert (source.type, source.url, str(source.issued), source.authors) == (
        "techreport", REPORT.url, "2014-05-02", REPORT.authors,
    )  # fmt: skip
    assert source.language.partition("-")[0] == "zh"


@pytest.mark.parametrize(
    ("cited_as", "name"),
    [
        ("Wu, Jiao", Name(family="Wu", given="Jiao")),
        ("MobileGov Team", Name(literal="MobileGov Team")),
        ("Wu,", Name(literal="Wu,")),
    ],
)
def test_the_vocabulary_says_how_a_name_is_cited(entries: Make, brief: Make, cited_as: str, name: Name) -> None:
    one = brief("2014-10-17-a", compilers=("x",))
    made = entries([one])
    made.catalogue.archive.vocabulary.people["x"] = Person(id="x", name="Wu Jiao", cited_as=cited_as)
    assert report_of(one, made, series="An Archive").authors == (name,)


def test_the_archive_answers_for_a_brief_that_nobody_is_known_to_have_compiled() -> None:
    (source,), _ = read_bibliography("bib/x.bib", replace(REPORT, authors=()).bibtex)
    assert [str(name) for name in source.authors] == ["Archive of briefs"]
