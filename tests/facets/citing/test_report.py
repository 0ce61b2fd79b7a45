"""The report that a brief is, and its entry in BibTeX."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.facets.citing.classical import bibtex_entry
from briefarchive.facets.citing.report import (
    Contributor,
    Report,
    license_address,
    list_names,
    make_report,
    report_as_source,
)
from briefarchive.model import Correction, Name, Original, PartialDate, Person, Publisher, Vocabulary
from briefarchive.model.one_line import one_line
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.bibliography.sources import FORBIDDEN

from ...cases import cases
from ..conftest import brief, entries

REPORT = Report(
    id="2014-05-02-harbour",
    title="A harbour opens",
    authors=(Contributor(name=Name(family="Example", given="Ada"), written="Ada Example"),),
    institution="Archive of briefs",
    publisher="Archive of briefs",
    event=datetime.date(2014, 5, 1),
    issued=PartialDate(year=2014, month=5, day=2),
    url="https://example.org/a_b%20c.html?x=1&y=#z",
    language="zh-Hans",
)


def _of(one: Any, **options: str) -> Report:
    return make_report(one, entries([one]).catalogue.archive.vocabulary, series="An Archive", **options)


def _bibtex(report: Report) -> str:
    return bibtex_entry(report_as_source(report))


def test_a_brief_is_a_report_of_the_archive_by_its_compilers() -> None:
    one = brief("2014-10-17-gas", title="Gas  and\n oil.", compilers=("a-person", "b-person", "unknown"), language="de")
    assert _of(one, base_url="https://example.org/x/") == Report(
        id="2014-10-17-gas",
        title="Gas and oil",
        authors=(
            Contributor(name=Name(family="Person", given="A"), written="A Person"),
            Contributor(name=Name(family="Person", given="B"), written="B Person"),
            Contributor(name=Name(family="unknown"), written="unknown"),
        ),
        institution="An Archive",
        publisher="An Archive",
        event=datetime.date(2014, 10, 17),
        url="https://example.org/x/archive/2014/2014-10-17-gas.html",
        language="de",
    )


def test_a_placeholder_is_no_title() -> None:
    assert _of(brief("2014-10-17-a", title="[Untitled] First words")).title == "[Untitled brief]"


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"name": "Ada von Example"}, Name(family="von Example", given="Ada")),
        ({"name": "王伟"}, Name(literal="王伟")),
        ({"name": "Ada Example, Jr."}, Name(given="Ada", family="Example", suffix="Jr.")),
        ({"name": "Ada B. Example III"}, Name(given="Ada B.", family="Example", suffix="III")),
        ({"name": "The desk"}, Name(literal="The desk")),
        ({"name": "Desk for Asia and Europe"}, Name(literal="Desk for Asia and Europe")),
        ({"name": "Example, Inc."}, Name(literal="Example, Inc.")),
        ({"name": "{Example} \\x $y$"}, Name(literal="Example \\x $y$")),
        ({"name": "Wu Jiao", "cited_as": "Wu, Jiao"}, Name(family="Wu", given="Jiao")),
        ({"name": "Wu Jiao", "cited_as": "MobileGov Team"}, Name(literal="MobileGov Team")),
        ({"name": "Wu Jiao", "cited_as": "Wu,"}, Name(literal="Wu,")),
        ({"name": "Redacción IAL", "kind": "organisation"}, Name(literal="Redacción IAL")),
        ({"name": "Wu, Jiao and Sons", "kind": "organisation"}, Name(literal="Wu, Jiao and Sons")),
    ],
)
def test_a_name_is_taken_apart_where_it_is_one_of_a_person_and_as_the_vocabulary_says(
    person: dict[str, Any], name: Name
) -> None:
    vocabulary = Vocabulary(people={"x": Person(id="x", **person)})
    report = make_report(brief("2014-10-17-a", compilers=("x",)), vocabulary, series="An Archive")
    assert list_names(report.authors) == (name,)
    assert person.get("kind") != "organisation" or f"{{{{{name}}}}}" in _bibtex(report)


def test_the_entry_is_that_of_the_file_for_bibtex() -> None:
    assert _bibtex(REPORT) == (
        "@techreport{2014-05-02-harbour,\n"
        "  title           = {{A harbour opens}},\n"
        "  author          = {Example, Ada},\n"
        "  institution     = {Archive of briefs},\n"
        "  year            = {2014},\n"
        "  month           = may # {~2},\n"
        "  url             = {https://example.org/a_b%20c.html?x=1&y=#z},\n"
        "  language        = {zh-Hans},\n"
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


def test_the_archive_answers_for_a_brief_that_nobody_is_known_to_have_compiled() -> None:
    (source,), _ = read_bibliography("bib/x.bib", _bibtex(replace(REPORT, authors=())))
    assert [str(name) for name in source.authors] == ["Archive of briefs"]


@pytest.mark.parametrize(
    ("original", "publisher", "note"),
    [
        (Original(publisher="agency"), "An Agency", "Republished by An Archive, 25 November 2026"),
        (Original(publisher="unlisted"), "unlisted", "Republished by An Archive, 25 November 2026"),
        (
            Original(date=datetime.date(2008, 5, 3)),
            "An Archive",
            "First published elsewhere; republished in An Archive on 25 November 2026",
        ),
        (None, "An Archive", ""),
    ],
)
def test_a_text_from_elsewhere_is_cited_as_a_republication(
    original: Original | None, publisher: str, note: str
) -> None:
    one = brief("2008-05-01-a", compilers=("a-person",), published=datetime.date(2026, 11, 25), original=original)
    vocabulary = Vocabulary(publishers={"agency": Publisher(id="agency", name="An Agency")})
    report = make_report(one, vocabulary, series="An Archive")
    assert (report.publisher, "".join(report.notes)) == (publisher, note)


def test_the_first_publisher_answers_for_a_text_that_names_nobody() -> None:
    one = brief("2008-05-01-a", original=Original(publisher="agency"))
    report = make_report(one, Vocabulary(), series="An Archive")
    assert (list_names(report.creators), report.notes) == ((Name(literal="agency"),), ("Republished by An Archive",))


def test_a_corrected_brief_is_cited_with_the_day_of_its_last_revision() -> None:
    days = (datetime.date(2026, 10, 20), datetime.date(2026, 10, 3))
    one = brief("2014-10-17-a", corrections=tuple(Correction(date=day, note="A.") for day in days))
    assert _of(one).notes == ("Revised 20 October 2026",)
    assert "  note            = {Revised 20 October 2026.},\n" in _bibtex(_of(one))


def test_compilers_are_authors_where_there_are_none_and_else_editors() -> None:
    alone = _of(brief("2014-10-17-a", compilers=("a-person",)))
    beside = _of(brief("2014-10-17-a", compilers=("a-person",), authors=("b-person",)))
    assert ([one.written for one in alone.authors], alone.editors) == (["A Person"], ())
    assert [one.written for one in beside.authors] == ["B Person"]
    assert [one.written for one in beside.editors] == ["A Person"]


def test_without_a_day_of_publication_there_is_no_date_and_never_that_of_the_event() -> None:
    report = _of(brief("2014-10-17-a"))
    assert report.issued is None
    assert "  month " not in _bibtex(report)
    assert "year            = {n.d.}" in _bibtex(report)


@pytest.mark.parametrize(*cases("facets/cases/licences.csv"))
def test_a_licence_has_an_address(license_id: str, address: str) -> None:
    assert license_address(license_id) == address
