"""What a page's head tells reference managers: what Zotero asks for, one value a tag, in the right order."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from briefarchive.facets.entries import Entries
from briefarchive.facets.head_meta import head_meta
from briefarchive.model import Name

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
        compilers=("b-person", "a-person"),
        summary="S.",
        language="en",
        cites=("b", "a", "missing"),
    )
    made: Entries = entries([one], sources)
    return list(head_meta(one, made, series="Briefs", base_url="https://briefs.example/"))


def _of(tags: list[tuple[str, str]], name: str) -> list[str]:
    return [content for tag, content in tags if tag == name]


def test_zotero_finds_a_report_with_its_institution_number_and_editors_in_order(tags: list[tuple[str, str]]) -> None:
    assert _of(tags, "citation_title") == ["A “title”"]
    assert _of(tags, "citation_publication_date") == ["2014/10/17"]
    assert _of(tags, "citation_technical_report_institution") == ["Briefs"]
    assert _of(tags, "citation_technical_report_number") == ["2014-10-17-a"]
    assert _of(tags, "citation_editor") == ["B Person", "A Person"]
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
    found = head_meta(brief("2014-10-17-a", cites=("a", "b")), entries([], sources), series="Briefs")

    assert _of(list(found), "citation_reference") == [
        "citation_title=A; citation_journal_title=Daily",
        "citation_title=B; citation_technical_report_institution=Ministry",
    ]


def test_dublin_core_says_the_same(tags: list[tuple[str, str]]) -> None:
    assert _of(tags, "DC.title") == ["A “title”"]
    assert _of(tags, "DC.contributor") == ["B Person", "A Person"]
    assert _of(tags, "DC.subject") == ["China", "Russia", "Energy"]
    assert _of(tags, "DC.date") == ["2014-10-17"]


def test_what_can_be_there_once_is_there_once_and_nothing_is_empty(tags: list[tuple[str, str]]) -> None:
    several = {"citation_editor", "citation_keywords", "citation_reference", "DC.contributor", "DC.subject"}
    counts = Counter(name for name, _ in tags)
    assert {name for name, count in counts.items() if count > 1} <= several
    assert all(content for _, content in tags)


def test_without_the_sites_address_there_is_none(entries: Make, brief: Make) -> None:
    one = brief("2014-10-17-a")
    found = dict(head_meta(one, entries([one]), series="Briefs"))
    assert "citation_abstract_html_url" not in found
    assert found["DC.identifier"] == "2014-10-17-a"
