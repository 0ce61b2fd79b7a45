"""`briefs pdf` and `briefs build --pdf`: what is asked for lies at its address, and what cannot be made is told."""

import shutil
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from briefarchive.reading.attached_files.attachments import clean_attachment

from .conftest import Run

ONE, TWO = "2014-05-01-one", "2015-05-01-two"
CONFIGURATION = 'project = "Papers"\nextensions = ["briefarchive.site"]\nhtml_baseurl = "https://b.example.org/x/"\n'


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two briefs and a draft; the user stands beside it."""
    root = shutil.copytree(Path(__file__).parent / "cases/print", tmp_path / "root")
    monkeypatch.chdir(tmp_path)
    return root


def made(root: Path, folder: str = "build/pdf") -> list[str]:
    files = (file.relative_to(root / folder).as_posix() for file in (root / folder).rglob("*.pdf"))
    return sorted(files)


def address_of(brief: str) -> str:
    return f"archive/{brief[:4]}/{brief}.pdf"


def test_briefs_that_are_named_are_bound_in_the_order_of_their_dates(briefs: Run, archive: Path) -> None:
    assert briefs("--root", archive, "pdf", TWO, ONE, TWO, "--bind", "Chosen & bound").exit_code == 0
    assert made(archive) == ["volumes/selection-chosen-bound.pdf"]
    file = archive / "build/pdf/volumes/selection-chosen-bound.pdf"
    with pikepdf.open(file) as document, document.open_outline() as marks:
        titles = [str(outline_item.title) for outline_item in marks.root]
    assert [title for title in titles if title in {"One", "Two"}] == ["One", "Two"]


def test_paper_numerals_and_standards_can_be_chosen(briefs: Run, archive: Path) -> None:
    choice = ("--paper", "letter", "--numerals", "old-style", "--standard", "a-3a", "-o", archive / "out")
    assert briefs("--root", archive, "pdf", ONE, *choice).exit_code == 0
    with pikepdf.open(archive / "out" / address_of(ONE)) as document:
        assert [float(side) for side in document.pages[0].MediaBox] == pytest.approx([0, 0, 612, 792], abs=1)
        assert sorted(document.attachments) == [f"{ONE}.bib", f"{ONE}.md"]
    assert "2 made" not in briefs("--root", archive, "pdf", ONE, "-o", archive / "out").stdout
    with pikepdf.open(archive / "out" / address_of(ONE)) as document:
        assert [round(float(side)) for side in document.pages[0].MediaBox] == [0, 0, 595, 842]


def page(root: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((root / "build/html" / address).read_text("utf-8"), "html.parser")


def test_a_site_with_pdfs_leads_to_them_and_one_without_does_not(briefs: Run, archive: Path) -> None:
    (archive / "docs").mkdir()
    (archive / "docs/conf.py").write_text(CONFIGURATION)
    assert briefs("--root", archive, "build", "--pdf", "--quiet").exit_code == 0
    assert made(archive, "build/html") == [
        *(address_of(ONE), address_of(TWO), "volumes/year-2014.pdf", "volumes/year-2015.pdf")
    ]
    brief = page(archive, f"archive/2014/{ONE}.html")
    assert brief.find("meta", {"name": "citation_pdf_url"})["content"] == f"https://b.example.org/x/{address_of(ONE)}"
    assert any(link.get("href", "").endswith(f"{ONE}.pdf") for link in brief.find_all("a"))
    assert page(archive, "years/2014.html").find("a", href="../volumes/year-2014.pdf")
    again = briefs("--root", archive, "build", "--pdf")
    assert again.exit_code == 0
    assert briefs("--root", archive, "build", "--quiet").exit_code == 0
    assert made(archive, "build/html") == []
    brief = page(archive, f"archive/2014/{ONE}.html")
    assert brief.find("meta", {"name": "citation_pdf_url"}) is None
    assert not [link for link in brief.find_all("a") if link.get("href", "").endswith(".pdf")]
    assert page(archive, "years/2014.html").find("a", href="../volumes/year-2014.pdf") is None


def test_a_file_beside_a_brief_keeps_its_address(briefs: Run, archive: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(archive / address_of(ONE))
    file = archive / f"archive/2014/{ONE}.md"
    file.write_text(file.read_text() + f"\n[A file]({ONE}.pdf)\n")
    result = briefs("--root", archive, "build", "--pdf")
    assert "P103" in result.output
    assert_is_published(archive)


def assert_is_published(archive: Path) -> None:
    address = address_of(ONE)
    assert (archive / "build/html" / address).read_bytes() == clean_attachment(
        address, (archive / address).read_bytes()
    )


def test_a_file_that_takes_the_address_of_a_pdf_is_on_the_site_at_once(briefs: Run, archive: Path) -> None:
    assert briefs("--root", archive, "build", "--pdf", "--quiet").exit_code == 0
    test_a_file_beside_a_brief_keeps_its_address(briefs, archive)
    briefs("--root", archive, "build")
    assert_is_published(archive)


def test_pages_lead_to_no_pdf_that_could_not_be_made(briefs: Run, archive: Path) -> None:
    file = archive / f"archive/2014/{ONE}.md"
    file.write_text(file.read_text() + "\nThe port of ก.\n")
    result = briefs("--root", archive, "build", "--pdf")
    assert result.exit_code == 0
    assert result.output.count("P101 no font") == 1
    assert '"year-2014" was not bound: none of its briefs can be printed' in result.output
    assert "2 PDFs could not be made" in result.output
    assert briefs("--root", archive, "build", "--pdf", "--strict").exit_code == 1
    links = [link.get("href", "") for link in page(archive, f"archive/2014/{ONE}.html").find_all(["a", "link"])]
    assert not [link for link in links if link.endswith(".pdf")]
    assert page(archive, "years/2014.html").find("a", href="../volumes/year-2014.pdf") is None
    assert page(archive, f"archive/2015/{TWO}.html").find("link", type="application/pdf")
