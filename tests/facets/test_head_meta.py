"""What a page's head tells reference managers: what Zotero asks for, one value a tag, in the right order."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from briefarchive.facets.brief_page import find_publication
from briefarchive.facets.citing.report import make_report
from briefarchive.facets.entries import Entries
from briefarchive.facets.head_meta import head_meta
from briefarchive.model import Correction, Name, Original, Person

Make = Callable[..., Any]


@pytest.fixture
def tags(entries: Make, brief: Make, source: Make) -> list[tuple[str, str]]:
    sources = [
        source("a", title="Energy; and trade", authors=(Name(family="Wu", given="Jiao"), Name(literal="World Bank"))),
        source("b", title="能源", publisher_name="Xinhua", issued="2014-05", doi="10.1000/1"),
    ]
    one = brief(
        "2014-10-17-a",
        title="A “title”",
        countries=("CN", "RU"),
        topics=("energy",),
        compilers=("b-person", "the-desk"),
        editors=("a-person",),
        published=datetime.date(2014, 10, 19),
        corrections=(Correction(date=datetime.date(2014, 10, 20), note="N."),),
        summary="S.",
        language="en",
        cites=("b", "a", "missing"),
    )
    made: Entries = entries([one], sources)
    people = made.catalogue.archive.vocabulary.people
    people["b-person"] = replace(people["b-person"], orcid="0000-0002-1825-0097")
    people["the-desk"] = Person(id="the-desk", name="The Desk", kind="organisation")
    return _tags(one, made, base_url="https://briefs.example/")


def _tags(one: Any, made: Entries, *, base_url: str = "", license_id: str = "") -> list[tuple[str, str]]:
    vocabulary = made.catalogue.archive.vocabulary
    report = make_report(one, vocabulary, series="Briefs", base_url=base_url, license_id=license_id)
    return list(head_meta(one, report, made, base_url=base_url))


def _of(tags: list[tuple[str, str]], name: str) -> list[str]:
    return [content for tag, content in tags if tag == name]


def test_zotero_and_google_scholar_find_a_report_with_its_institution_and_its_authors_in_order(
    tags: list[tuple[str, str]],
) -> None:
    assert _of(tags, "citation_title") == ["A “title”"]
    assert _of(tags, "citation_publication_date") == ["2014/10/19"]
    assert _of(tags, "citation_technical_report_institution") == ["Briefs"]
    assert _of(tags, "citation_technical_report_number") == []  # the id is none
    assert _of(tags, "citation_author") == ["Person, B", "The Desk"]
    assert _of(tags, "citation_author_orcid") == ["https://orcid.org/0000-0002-1825-0097"]
    assert tags.index(("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097")) == 2
    assert _of(tags, "citation_editor") == ["Person, A"]
    assert _of(tags, "citation_language") == ["en"]
    assert _of(tags, "citation_abstract_html_url") == ["https://briefs.example/archive/2014/2014-10-17-a.html"]


def test_each_source_is_a_reference_in_the_order_of_the_list(tags: list[tuple[str, str]]) -> None:
    assert _of(tags, "citation_reference") == [
        "citation_title=能源; citation_publisher=Xinhua; citation_publication_date=2014-05; citation_doi=10.1000/1",
        "citation_title=Energy, and trade; citation_author=Jiao Wu; citation_author=World Bank",
    ]


def test_a_reference_is_an_article_or_a_report_as_its_publisher_is_a_newspaper_or_a_body(
    entries: Make, brief: Make, source: Make
) -> None:
    sources = [
        source("a", publisher_name="Daily", publisher_kind="newspaper"),
        source("b", publisher_name="Ministry", publisher_kind="government"),
    ]
    found = _tags(brief("2014-10-17-a", cites=("a", "b")), entries([], sources))

    assert _of(found, "citation_reference") == [
        "citation_title=A; citation_journal_title=Daily",
        "citation_title=B; citation_technical_report_institution=Ministry",
    ]


def test_dublin_core_says_the_same(tags: list[tuple[str, str]]) -> None:
    assert _of(tags, "DC.title") == ["A “title”"]
    assert _of(tags, "DC.creator") == ["Person, B; https://orcid.org/0000-0002-1825-0097", "The Desk"]
    assert _of(tags, "DC.contributor") == ["Person, A"]
    assert _of(tags, "DC.subject") == ["China", "Russia", "Energy"]
    assert _of(tags, "DC.date") == ["2014-10-19"]
    assert _of(tags, "DCTERMS.modified") == ["2014-10-20"]
    assert _of(tags, "DCTERMS.temporal") == ["2014-10-17"]


def test_what_can_be_there_once_is_there_once_and_nothing_is_empty(tags: list[tuple[str, str]]) -> None:
    several = {"citation_author", "citation_keywords", "citation_reference", "DC.creator", "DC.subject"}
    several |= {"DC.identifier"}
    counts = Counter(name for name, _ in tags)
    assert {name for name, count in counts.items() if count > 1} <= several
    assert all(content for _, content in tags)


def test_without_the_sites_address_there_is_none(entries: Make, brief: Make) -> None:
    one = brief("2014-10-17-a")
    found = dict(_tags(one, entries([one])))
    assert "citation_abstract_html_url" not in found
    assert found["DC.identifier"] == "2014-10-17-a"


def test_what_is_not_known_is_not_told(entries: Make, brief: Make) -> None:
    one = brief("2014-10-17-a")
    found = dict(_tags(one, entries([one])))
    assert not {"citation_publication_date", "DC.date", "DCTERMS.modified", "DC.rights", "citation_doi"} & found.keys()
    assert found["citation_author"] == found["DC.creator"] == "Briefs"


def test_a_text_from_elsewhere_has_the_day_of_its_first_publication_and_that_of_its_arrival(
    entries: Make, brief: Make
) -> None:
    first = Original(date=datetime.date(2008, 5, 2))
    one = brief("2008-05-01-a", original=first, published=datetime.date(2026, 11, 25), doi="10.5555/a(b)")
    found = _tags(one, entries([one]), base_url="https://briefs.example", license_id="CC-BY-4.0")
    assert _of(found, "citation_publication_date") == ["2008/05/02"]
    assert _of(found, "citation_online_date") == ["2026/11/25"]
    assert _of(found, "citation_doi") == ["10.5555/a(b)"]
    assert _of(found, "DC.rights") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert _of(found, "DC.identifier") == [
        "https://doi.org/10.5555/a%28b%29",
        "https://briefs.example/archive/2008/2008-05-01-a.html",
        "2008-05-01-a",
    ]


def test_the_file_in_which_a_brief_came_is_its_pdf_and_else_the_one_that_is_made(entries: Make, brief: Make) -> None:
    one = brief("2014-10-17-a", original=Original(file="2014-10-17-a-original.pdf"))
    original, printed = (f"archive/2014/2014-10-17-a{suffix}.pdf" for suffix in ("-original", ""))
    for there, wanted in ((True, original), (False, printed)):
        made: Entries = entries([one])
        made.pdfs = frozenset({printed})
        made.catalogue.archive.attachments.update({original: "0" * 64} if there else {})
        tags = dict(_tags(one, made, base_url="https://b.example.org/"))
        assert tags["citation_pdf_url"] == f"https://b.example.org/{wanted}"
        assert find_publication(one, made).file == (original if there else "")
