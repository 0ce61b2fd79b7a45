"""Pages to briefs of an archive: what is kept, what is set aside, and what is said of it."""

import io
from pathlib import Path

import pytest
from PIL import Image

from briefarchive.checking.loading import read_archive
from briefimport import import_exports

from ...cases import by_cases
from ..reading import body_of, codes

HERE = Path(__file__).parent
PAGE = (HERE.parent / "samples/ferry.html").read_text("utf-8")


def page(folder: Path, text: str | bytes = PAGE, name: str = "ferry.html") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def picture(kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    image = Image.new("RGB", (4, 3), (200, 10, 10))
    exif = image.getexif()
    if kind == "JPEG":
        exif.get_ifd(0x8825)[1] = "N"
    image.save(stream, kind, exif=exif)
    return stream.getvalue()


def test_page_becomes_the_brief_that_its_case_says(root: Path, tmp_path: Path) -> None:
    page(tmp_path / "in" / "ferry_files", picture(), "map of port.png")
    report = import_exports(root, [page(tmp_path / "in")])
    assert body_of(root, report) == (HERE / "cases/ferry.md").read_text("utf-8")
    reading = read_archive(root)
    # A caption stands in the place of its picture, and a note is a source: a person sees to both.
    assert {one.code for one in reading.diagnostics if one.severity != "notice"} <= {"S117", "S141"}
    assert [f"archive/2015/{path.name}" for path in root.glob("archive/2015/*.png")] == [*reading.archive.attachments]


def test_picture_that_tells_its_place_is_saved_anew_without_it(root: Path, tmp_path: Path) -> None:
    page(tmp_path / "ferry_files", picture("JPEG"), "map of port.png")
    import_exports(root, [page(tmp_path)])
    reading = read_archive(root)
    assert [name[-4:] for name in reading.archive.attachments] == [".jpg"]
    assert not [diagnostic for diagnostic in reading.diagnostics if diagnostic.code == "F115"]


def _with(root: Path, folder: Path, words: str) -> str:
    """The text of a brief made of a page that has *words* behind its first paragraph."""
    head = "<html><body><h1>Rates of the port fall</h1><p>May 4, 2015</p><p>The port was opened.</p>"
    report = import_exports(
        root, [page(folder / "in", f"{head}{words}<p>It closes in winter, when the ice comes.</p>")]
    )
    assert not [diagnostic for diagnostic in read_archive(root).diagnostics if diagnostic.severity != "notice"]
    assert "I209" not in codes(report)
    return body_of(root, report)


@by_cases
def test_link_stays_whatever_its_line_begins_with(root: Path, tmp_path: Path, words: str, markup: str) -> None:
    body = _with(root, tmp_path, f"<p>{words.replace('%s', '<a href=https://example.org/a>half past five</a>')}</p>")
    assert f"\n{markup.replace('%s', '[half past five](https://example.org/a)')}\n" in body


@by_cases
def test_table_without_a_marked_header_gets_one_or_becomes_a_list(
    root: Path, tmp_path: Path, rows: tuple[tuple[str, ...], ...], markup: str
) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    assert f"\n\n{markup}\n" in _with(root, tmp_path, f"<table>{cells}</table>").replace("a\\_b", "a_b").replace(
        "\\", ""
    )


@pytest.mark.parametrize(("declared", "codec"), [("windows-1251", "cp1251"), ("gb2312", "gb18030"), ("big5", "big5")])
def test_page_is_read_in_the_encoding_that_it_says(root: Path, tmp_path: Path, declared: str, codec: str) -> None:
    words = "Паром между портами открыт" if codec == "cp1251" else "海港與北岸之間的新渡輪航線星期一開通"
    text = PAGE.replace('charset="utf-8"', f'charset="{declared}"').replace("One crane", words)
    report = import_exports(root, [page(tmp_path, text.replace("’", "'").encode(codec, "xmlcharrefreplace"))])
    assert words in body_of(root, report)
    assert "I207" in codes(report)
