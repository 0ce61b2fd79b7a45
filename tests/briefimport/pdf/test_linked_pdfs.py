"""PDFs to which pages and posts link: carried beside the brief, if they are at hand and nothing in them acts."""

import io
import random
from pathlib import Path

import pikepdf
import pytest
import typst

from briefarchive.checking.loading import read_archive
from briefimport import import_exports

from ..wxr.wordpress import SITE, export, item

PARAGRAPH = "<p>The ferry between the two ports opened in May, and many people came to see it off.</p>"
PAGE = f"""<html><body><article><h1>A ferry opens</h1><p>May 4, 2015</p>{PARAGRAPH}
<p>The agency tells more in <a href="%s">its report on the line</a>, which has figures.</p></article></body></html>"""


def pdf(*, acts: bool = False) -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if acts:
            document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.save(stream, deterministic_id=True)
    return stream.getvalue()


def post(name: str = "report.pdf") -> bytes:
    """An export of a blog with one post, which links to that upload."""
    link = f'<a href="{SITE}/wp-content/uploads/{name}">its figures of the year</a>'
    content = f"<p>Nobody knew why the crane waited so long before it moved again: see {link}.</p>"
    post = item(12, "A crane waits", content, "", creator="ada", post_name="a", link=f"{SITE}/2016/01/a/")
    return export([post], random.Random(1), ("Ada Example",))


def written(root: Path, page: Path) -> tuple[str, list[Path], dict[str, str]]:
    """The text of the brief that is made of a page, the PDFs beside it, and what was told by its code."""
    report = import_exports(root, [page])
    file = next(file for file in report.files if file.brief)
    path = root / file.path
    return (
        path.read_text("utf-8"),
        list(path.parent.glob("*.pdf")),
        {diagnostic.code: diagnostic.message for diagnostic in report.all_diagnostics},
    )


@pytest.mark.parametrize("address", ["files/Our%20report.pdf", "/in/files/Our%20report.pdf"])
def test_pdf_to_which_a_page_links_is_carried_beside_its_brief(root: Path, tmp_path: Path, address: str) -> None:
    (tmp_path / "in" / "in" / "files").mkdir(parents=True)
    page = tmp_path / "in" / "ferry.html"
    page.write_text(PAGE % address)
    for folder in ("files", "in/files"):
        file = tmp_path / "in" / folder / "Our report.pdf"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(pdf())
    text, (carried,), _ = written(root, page)
    assert f"[its report on the line]({carried.name})" in text
    assert (carried.name.startswith("our-report-"), carried.read_bytes()) == (True, pdf())
    assert not [diagnostic for diagnostic in read_archive(root).diagnostics if diagnostic.code.startswith(("L", "F"))]


@pytest.mark.parametrize("address", ["report.pdf", "report.pdf?download=1"])
def test_pdf_that_acts_is_left_out_and_told(root: Path, tmp_path: Path, address: str) -> None:
    page = tmp_path / "in" / "ferry.html"
    page.parent.mkdir()
    page.write_text(PAGE % address)
    (tmp_path / "in" / "report.pdf").write_bytes(pdf(acts=True))
    text, carried, messages = written(root, page)
    assert (carried, "its report on the line" in text, "](" in text) == ([], True, False)
    assert f'the PDF "{address}" was not saved with the page, or cannot be shown' in messages["I208"]
    assert "I209" in messages


@pytest.mark.parametrize(("most_mb", "carried"), [(1, 0), (2, 2)])
def test_pdf_that_is_larger_than_a_person_allows_is_not_carried(
    root: Path, tmp_path: Path, most_mb: int, carried: int
) -> None:
    """Beside a page and among the uploads of a blog."""
    uploads = tmp_path / "in" / "uploads"
    uploads.mkdir(parents=True)
    (tmp_path / "in" / "ferry.html").write_text(PAGE % "uploads/report.pdf")
    (uploads / "report.pdf").write_bytes(pdf() + bytes(1_000_000))
    (tmp_path / "in" / "site.xml").write_bytes(post())
    import_exports(root, [tmp_path / "in" / "ferry.html", tmp_path / "in" / "site.xml"], most_mb=most_mb)
    assert [len(list(root.glob(f"archive/*/*.{kind}"))) for kind in ("md", "pdf")] == [2, carried]


def texts(folder: Path, *, linked: bool) -> Path:
    """A folder with a page and a PDF that has a text."""
    folder.mkdir()
    text = b"May 5, 2015\n\nThe figures of the line were told by the agency, and all of them are in this file."
    (folder / "report.pdf").write_bytes(typst.compile(text))
    (folder / "ferry.html").write_text(PAGE % ("report.pdf" if linked else "other.pdf"))
    return folder


@pytest.mark.parametrize("blank", [False, True])
def test_pdf_that_is_carried_beside_a_brief_becomes_no_text_of_its_own(
    root: Path, tmp_path: Path, *, blank: bool
) -> None:
    folder = texts(tmp_path / "in", linked=True)
    if blank:
        (folder / "report.pdf").write_bytes(pdf())
    for _ in range(2):  # what an earlier run has carried stays no text
        report = import_exports(root, [folder])
        assert (report.failed, len(read_archive(root).archive.briefs)) == (False, 1)
        (aside,) = (file for file in report.files if file.file == "report.pdf")
        assert [diagnostic.code for diagnostic in aside.diagnostics] == ["I231"]


def test_pdf_becomes_a_text_if_nothing_links_to_it_or_it_is_named(root: Path, tmp_path: Path) -> None:
    assert not import_exports(root, [texts(tmp_path / "in", linked=False)]).failed
    assert len(read_archive(root).archive.briefs) == 2
    other = texts(tmp_path / "other", linked=True)
    import_exports(root, [other / "ferry.html"])
    assert len(read_archive(root).archive.briefs) == 2


@pytest.mark.parametrize("query", ["", "?download=1"])
def test_pdf_among_the_uploads_of_a_blog_is_carried_beside_its_brief(root: Path, tmp_path: Path, query: str) -> None:
    uploads = tmp_path / "in" / "wp-content" / "uploads" / "2016" / "01"
    uploads.mkdir(parents=True)
    (uploads / "report.pdf").write_bytes(pdf())
    (tmp_path / "in" / "site.xml").write_bytes(post(f"2016/01/report.pdf{query}"))
    text, (carried,), _ = written(root, tmp_path / "in" / "site.xml")
    assert f"[its figures of the year]({carried.name})" in text
