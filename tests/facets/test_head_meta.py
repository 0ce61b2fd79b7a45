"""What a page's head tells reference managers, catalogues, search engines and programs that show previews."""

import datetime
from typing import Any

import pytest

from briefarchive.facets.entries import Entries
from briefarchive.facets.linked_data import head_meta
from briefarchive.facets.report import make_report
from briefarchive.model import Correction, Original, Person
from briefarchive.reading.configuration import Publication

from ..cases import by_cases
from .conftest import brief, entries


@pytest.fixture
def tags() -> list[tuple[str, str]]:
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
    )
    people = {
        "b-person": Person(id="b-person", name="B Person", orcid="0000-0002-1825-0097"),
        "the-desk": Person(id="the-desk", name="The Desk", kind="organisation"),
    }
    return _tags(one, entries([one], people=people), base_url="https://briefs.example/")


def _tags(one: Any, entries: Entries, *, base_url: str = "", license_id: str = "") -> list[tuple[str, str]]:
    vocabulary = entries.catalogue.archive.vocabulary
    report = make_report(one, vocabulary, Publication(base_url=base_url, license_id=license_id))
    return list(head_meta(report, entries, base_url=base_url))


@by_cases
def test_zotero_google_scholar_and_catalogues_are_told_of_a_report_with_its_people_in_order(
    tags: list[tuple[str, str]], told: list[tuple[str, str]]
) -> None:
    assert tags == told


def test_the_file_in_which_a_brief_came_is_its_pdf_and_else_the_one_that_is_made() -> None:
    one = brief("2014-10-17-a", original=Original(file="2014-10-17-a-original.pdf"))
    original, printed = (f"archive/2014/2014-10-17-a{suffix}.pdf" for suffix in ("-original", ""))
    for has_original, wanted in ((True, original), (False, printed)):
        archive_entries: Entries = entries([one])
        archive_entries.pdfs = frozenset({printed})
        archive_entries.catalogue.archive.attachments.update({original: "0" * 64} if has_original else {})
        tags = dict(_tags(one, archive_entries, base_url="https://b.example.org/"))
        assert tags["citation_pdf_url"] == f"https://b.example.org/{wanted}"
        assert archive_entries.original_address(one) == (original if has_original else "")
