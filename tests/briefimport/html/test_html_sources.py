"""Sources of pages as old sites print them: whose name is linked, whose title, and what stands around them."""

import json
from pathlib import Path

import pytest

from briefimport.document import LegacyDocument
from briefimport.exports import ExportFile
from briefimport.interpreting import interpret
from briefimport.legacy import LegacyBrief
from briefimport.readers import documents
from briefimport.text.sites import is_site_of
from briefimport.workspace import Workspace

from ...cases import by_cases

CASES = sorted((Path(__file__).parent / "cases" / "sources").glob("*.html"))


def read(path: Path, folder: Path) -> tuple[LegacyDocument, LegacyBrief]:
    export = ExportFile(path=path, origin=path.name, root=path.parent)
    (document,) = documents(export, Workspace(folder=folder))
    assert isinstance(document, LegacyDocument)
    return document, interpret(document)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_sources_are_read_as_the_case_says(case: Path, tmp_path: Path) -> None:
    wanted = json.loads(case.with_suffix(".json").read_text("utf-8"))
    _, brief = read(case, tmp_path)
    assert [[one.publisher, one.title, one.url, str(one.issued or "")] for one in brief.sources] == wanted["sources"]
    assert set(wanted["set_aside"]) <= {item.text for item in brief.set_aside}
    assert [block.text[:9] for block in brief.body] == ["The ferry", "Rates fel"]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_no_address_of_a_case_is_lost(case: Path, tmp_path: Path) -> None:
    document, brief = read(case, tmp_path)
    held = "\n".join(
        (
            *(block.markup for block in brief.body),
            *(f"{one.url} {one.archive_url} {one.printed_url} {one.note}" for one in brief.sources),
            *(item.text for item in brief.set_aside),
        )
    )
    linked = {link.address for block in document.blocks if not block.outside for link in block.links}
    assert {address for address in linked if address not in held} == set()


def test_address_of_a_line_that_is_no_source_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(
        "<html><body><h1>A ferry opens between two ports</h1><p>May 4, 2015</p>"
        '<p>By <a href="https://briefs.example/people/ada">Ada Example</a></p>'
        "<p>The ferry line of the northern port was opened again this week, after repairs.</p></body></html>",
        encoding="utf-8",
    )
    _, brief = read(path, tmp_path)
    assert brief.compilers == ("Ada Example",)
    assert "https://briefs.example/people/ada" in {item.text for item in brief.set_aside}
    assert "https://briefs.example/people/ada" in brief.text


@by_cases
def test_name_fits_the_site_that_is_named_after_it(name: str, address: str, fits: bool) -> None:
    assert is_site_of(name, address) is fits


@by_cases
def test_last_paragraph_with_a_link_is_text(tmp_path: Path, words: str) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(
        "<html><body><h1>A ferry opens between two ports</h1><p>May 4, 2015</p>"
        "<p>The ferry line of the northern port was opened again this week, after two years of repairs.</p>"
        f"<p>{words}</p></body></html>",
        encoding="utf-8",
    )
    _, brief = read(path, tmp_path)
    assert not brief.sources
    assert len(brief.body) == 2
    assert "https://gazette.example/a" in brief.body[1].markup


OWN_PAGES = """<html><head><title>The port opens</title><meta property="og:url" content="http://a.example/p/1"></head>
<body><article><h1>The port opens</h1><p>May 4, 2015</p><p>{text}</p>{amid}<p>{text}</p>{below}</article></body></html>
"""
STUDIES = '<ul><li><a href="/p/7">The harbour in its early years</a></li><li><a href="/p/8">The war years</a></li></ul>'
TEXT = "The ferry line opened on the coast, and the council said that it would pay for the quay. " * 3


@pytest.mark.parametrize("heading", ["Sources", "References:"])
def test_own_pages_below_a_heading_of_sources_are_sources(heading: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(OWN_PAGES.format(text=TEXT, amid="", below=f"<h2>{heading}</h2>{STUDIES}"))
    _, brief = read(path, tmp_path)
    assert [one.url for one in brief.sources] == ["http://a.example/p/7", "http://a.example/p/8"]


@pytest.mark.parametrize(("amid", "below", "kept"), [(STUDIES, "", True), ("", STUDIES, False)])
def test_a_list_of_own_pages_is_kept_where_the_text_goes_on_below_it(
    amid: str, below: str, kept: bool, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(OWN_PAGES.format(text=TEXT, amid=amid, below=below))
    _, brief = read(path, tmp_path)
    assert ("The war years" not in {item.text for item in brief.set_aside}) == kept
