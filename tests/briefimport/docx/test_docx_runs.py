"""Word files to briefs of an archive: what is kept, what is set aside, and what is said of it."""

import datetime
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefimport import Outcome, import_exports
from briefimport.docx.reader import DocxReader

from ...cases import by_cases
from ..reading import body_of

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# A file with all that a reader meets, and what stands in it besides its text.
EVERYTHING = (Path(__file__).parent / "everything.docx").read_bytes()
DELETED, COMMENT, RUNNING_HEAD, NOTE = "struck words", "please check", "Desk copy", "Figures are of last year"


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A Word file with some parts changed, or left out where they are None."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            part = changes[name] if name in changes else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def put(folder: Path, data: bytes, name: str = "brief.docx") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def with_text(markup: str) -> bytes:
    document = f"<w:document {WORD}><w:body><w:p><w:r><w:t>May 4, 2015</w:t></w:r></w:p>{markup}</w:body></w:document>"
    return repacked(EVERYTHING, {"word/document.xml": document.encode()})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word_file_becomes_a_brief_with_its_parts(root: Path, tmp_path: Path) -> None:
    report = import_exports(root, [put(tmp_path / "in", EVERYTHING)])
    assert [file.status for file in report.files] == [Outcome.WRITTEN]
    reading = read_archive(root)
    assert not [diagnostic for diagnostic in reading.diagnostics if diagnostic.severity != "notice"]
    (brief,) = reading.archive.briefs.values()
    assert (brief.title, brief.date) == ("The Railway and the Ferry of the North", datetime.date(2014, 5, 17))
    body = body_of(root, report)
    assert f"[^1]: {NOTE}." in body
    assert "| Year |  | Ships |" in body
    assert ":alt: A quay\n\nFigure 1: The quay\n" in body
    assert [path.suffix for path in (root / "archive" / "2014").glob("picture-*")] == [".png"]
    sources = [reading.archive.sources[key] for key in brief.sources]
    assert {(source.publisher_name, source.title, source.url) for source in sources} == {
        ("govnews.example", "Rates: down, but for how long?", "https://x.example/0?a=1&b=2"),
        ("The Harbour Gazette", "Q&A with the harbour master", "https://x.example/1?a=1&b=2"),
        ("海港日报", "Sea, road and rail", "https://x.example/2?a=1&b=2"),
        ("The Harbour Gazette", "Cranes wanted – a port waits", "https://x.example/3?a=1&b=2"),
    }
    aside = {item.text: item.reason for file in report.files if file.draft for item in file.draft.set_aside}
    assert aside[DELETED] == "deleted with tracked changes"
    assert aside[COMMENT] == "a comment"
    assert aside[RUNNING_HEAD] == "the head of the pages"
    assert {"I224", "I225"} <= {diagnostic.code for diagnostic in report.all_diagnostics}
    assert not any(words in body for words in (DELETED, COMMENT, RUNNING_HEAD))


def test_properties_fill_in_what_the_text_does_not_say(root: Path, tmp_path: Path) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:title>A quay is built in the north</dc:title><dc:creator>Ada Example</dc:creator>"
        "<t:created>2015-05-04T10:00:00Z</t:created></cp:coreProperties>"
    )
    words = paragraph("The ferry line opened again this week, as was expected.")
    text = f"<w:document {WORD}><w:body>{words}</w:body></w:document>"
    changed = repacked(EVERYTHING, {"docProps/core.xml": core.encode(), "word/document.xml": text.encode()})
    report = import_exports(root, [put(tmp_path, changed)])
    (brief,) = read_archive(root).archive.briefs.values()
    assert (brief.title, str(brief.date), brief.compilers) == (
        "A quay is built in the north",
        "2015-05-04",
        ("ada-example",),
    )
    assert [diagnostic.code for diagnostic in report.all_diagnostics].count("I104") == 3


def test_day_with_which_a_text_begins_goes_before_that_of_the_properties(root: Path, tmp_path: Path) -> None:
    words = "Brasilia, 9 de mayo de 2010.– El Congreso aprobó la ley de puertos, y los muelles del norte abrieron."
    text = f"<w:document {WORD}><w:body>{paragraph(words)}</w:body></w:document>".encode()
    core = '<p xmlns:t="http://purl.org/dc/terms/"><t:created>2010-05-13T10:00:00Z</t:created></p>'
    report = import_exports(
        root, [put(tmp_path, repacked(EVERYTHING, {"docProps/core.xml": core.encode(), "word/document.xml": text}))]
    )
    (brief,) = read_archive(root).archive.briefs.values()
    assert "I105" in [diagnostic.code for diagnostic in report.all_diagnostics]
    assert brief.original is not None
    assert (str(brief.date), str(brief.original.date)) == ("2010-05-09", "2010-05-09")


@pytest.mark.parametrize("creator", ["Windows User", "admin", "python-docx", "Microsoft Office User"])
def test_creator_who_is_a_program_compiles_nothing(root: Path, tmp_path: Path, creator: str) -> None:
    data = with_text(paragraph("The ferry line opened again this week, as was expected."))
    core = f'<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{creator}</dc:creator></p>'
    import_exports(root, [put(tmp_path, repacked(data, {"docProps/core.xml": core.encode()}))])
    (brief,) = read_archive(root).archive.briefs.values()
    assert brief.compilers == ()


@by_cases
def test_markup_is_read_as_word_shows_it(root: Path, tmp_path: Path, markup: str, shown: str) -> None:
    text = "The ferry line opened again this week, after the quay had been built anew in the north of the port."
    report = import_exports(root, [put(tmp_path, with_text(paragraph(text) + markup))])
    assert [file.status for file in report.files] == [Outcome.WRITTEN]
    assert body_of(root, report) == f"{text}\n\n{shown}"


def test_sign_that_no_character_shows_is_left_out_and_said(root: Path, tmp_path: Path) -> None:
    text = "The ferry line opened again this week, after the quay had been built anew in the north of the port."
    signs = "".join(
        f'<w:sym w:font="{font}" w:char="{code}"/>'
        for font, code in (("Marlett", "F061"), ("Arial", "F0E5"), ("Symbol", "F0F0"), ("Wingdings", "no"))
    )
    report = import_exports(root, [put(tmp_path, with_text(paragraph(text) + f"<w:p><w:r>{signs}</w:r></w:p>"))])
    assert body_of(root, report) == f"{text}\n"
    aside = {item.text for file in report.files if file.draft for item in file.draft.set_aside}
    assert aside >= {"sign F061 of the font Marlett", "sign F0E5 of the font Arial", "sign F0F0 of the font Symbol"}
    assert 'signs of the font "Marlett" are left out' in {diagnostic.message for diagnostic in report.all_diagnostics}


def changed(**parts: bytes | None) -> bytes:
    return repacked(EVERYTHING, {f"word/{name}.xml": data for name, data in parts.items()})


def test_file_without_its_lesser_parts_is_read_all_the_same(root: Path, tmp_path: Path) -> None:
    data = repacked(
        EVERYTHING,
        {
            "word/styles.xml": b"<x",
            "word/numbering.xml": None,
            "docProps/core.xml": b"\0",
            "word/media/image1.png": None,
        },
    )
    report = import_exports(root, [put(tmp_path, data)])
    assert [file.status for file in report.files] == [Outcome.WRITTEN]
    assert "I208" in {diagnostic.code for diagnostic in report.all_diagnostics}


def test_format_is_known_by_the_first_file_of_a_package() -> None:
    assert DocxReader().fits(EVERYTHING[:65_536])
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/brief.docx", EVERYTHING)
    assert not DocxReader().fits(stream.getvalue()[:65_536])
