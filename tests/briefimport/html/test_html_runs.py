"""Pages to briefs of an archive: what is kept, what is set aside, and what is said of it."""

import io
from pathlib import Path

import pytest
from PIL import Image

from briefarchive.checking.archive import read_archive
from briefimport import Outcome, import_exports

from ...cases import by_cases
from ..reading import body_of, codes

PAGE = (Path(__file__).parent / "cases" / "ferry.html").read_text("utf-8")
BRIEF = (Path(__file__).parent / "cases" / "ferry.md").read_text("utf-8")


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
    page(tmp_path / "in")
    page(tmp_path / "in" / "ferry_files", picture(), "map of port.png")
    report = import_exports(root, [tmp_path / "in"])
    assert [(file.file, file.status) for file in report.files] == [("ferry.html", Outcome.WRITTEN)]
    assert body_of(root, report) == BRIEF
    reading = read_archive(root)
    # A caption stands in the place of its picture, and a note is a source: a person sees to both.
    assert {one.code for one in reading.diagnostics if one.severity != "notice"} <= {"S117", "S141"}
    (brief,) = reading.archive.briefs.values()
    assert (brief.title, str(brief.date)) == ("A ferry opens between two ports", "2015-05-04")
    assert (brief.compilers, brief.editors) == (("ada-example",), ("ben-sample",))
    assert brief.aliases == ("2015/05/04/ferry/",)
    assert [
        (one.publisher_name, one.title, one.url) for one in map(reading.archive.sources.__getitem__, brief.sources)
    ] == [
        ("The Harbour Gazette", "Second ferry line opens", "https://gazette.example/2015/05/03/line"),
        ("Coast Radio", "Rates: down", "https://radio.example/rates"),
    ]
    assert [path.name for path in (root / "archive/2015").glob("*.png")] == [
        next(iter(reading.archive.attachments))[13:]
    ]


def test_provenance_of_a_page_stands_in_the_front_matter(root: Path, tmp_path: Path) -> None:
    import_exports(root, [page(tmp_path)])
    (brief,) = read_archive(root).archive.briefs.values()
    assert brief.imported is not None
    assert (brief.imported.origin, brief.imported.reader) == ("ferry.html", "html")
    assert brief.imported.address == "https://briefs.example/2015/05/04/ferry/"
    assert brief.imported.date is not None
    assert brief.imported.version


def test_date_and_names_come_from_the_head_where_the_text_has_none(root: Path, tmp_path: Path) -> None:
    text = PAGE.replace("Posted on May 4, 2015", "").replace("Compiled by Ada Example; edited by Ben Sample", "")
    report = import_exports(root, [page(tmp_path, text)])
    (brief,) = read_archive(root).archive.briefs.values()
    assert (str(brief.date), brief.compilers) == ("2015-05-04", ("ada-example",))
    assert codes(report).count("I104") == 2


def test_text_is_followed_where_the_head_says_another_date(root: Path, tmp_path: Path) -> None:
    report = import_exports(root, [page(tmp_path, PAGE.replace("2015-05-04T", "2015-05-09T"))])
    (brief,) = read_archive(root).archive.briefs.values()
    assert str(brief.date) == "2015-05-04"
    assert "I105" in codes(report)


def test_title_comes_from_the_window_without_the_name_of_the_site(root: Path, tmp_path: Path) -> None:
    for number in range(3):
        text = PAGE.replace("<h1>A ferry opens between two ports</h1>", "").replace("$4", f"${number}")
        page(tmp_path / "in", text.replace("<title>A ferry", f"<title>{number} ferry"), f"{number}.html")
    import_exports(root, [tmp_path / "in"])
    titles = {brief.title for brief in read_archive(root).archive.briefs.values()}
    assert titles == {f"{number} ferry opens between two ports" for number in range(3)}


def test_picture_that_tells_its_place_is_saved_anew_without_it(root: Path, tmp_path: Path) -> None:
    page(tmp_path / "ferry_files", picture("JPEG"), "map of port.png")
    import_exports(root, [page(tmp_path)])
    reading = read_archive(root)
    assert [name[-4:] for name in reading.archive.attachments] == [".jpg"]
    assert not [one for one in reading.diagnostics if one.code == "F115"]


@pytest.mark.parametrize(
    "source", ["../secret.png", "/etc/passwd", "file:///etc/passwd", "http://x.example/a.png", "%00"]
)
def test_picture_from_elsewhere_is_not_taken(root: Path, tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    report = import_exports(root, [page(tmp_path / "in", PAGE.replace("ferry_files/map%20of%20port.png", source))])
    assert report.files[0].status is Outcome.WRITTEN
    assert "I208" in codes(report)
    assert not read_archive(root).archive.attachments


def test_link_that_shows_another_address_than_its_own_is_left_out(root: Path, tmp_path: Path) -> None:
    link = '<p>Read <a href="https://example.org/trap">www.bbc.co.uk/news</a> or <a href="https://example.org/b">this</a>.</p>'
    text = f"<html><body><p>May 4, 2015</p><p>The ferry line opened again this week.</p>{link}</body></html>"
    report = import_exports(root, [page(tmp_path / "in", text)])
    assert body_of(root, report).endswith("Read www.bbc.co.uk/news or [this](https://example.org/b).\n")
    assert "I209" in codes(report)
    assert not [one for one in read_archive(root).diagnostics if one.severity == "error"]


def _with(root: Path, folder: Path, words: str) -> str:
    """The text of a brief made of a page that has *words* behind its first paragraph."""
    head = "<html><body><h1>Rates of the port fall</h1><p>May 4, 2015</p><p>The port was opened.</p>"
    report = import_exports(
        root, [page(folder / "in", f"{head}{words}<p>It closes in winter, when the ice comes.</p>")]
    )
    assert not [one for one in read_archive(root).diagnostics if one.severity != "notice"]
    assert "I209" not in codes(report)
    return body_of(root, report)


@by_cases
def test_link_stays_whatever_its_line_begins_with(root: Path, tmp_path: Path, words: str, markup: str) -> None:
    body = _with(root, tmp_path, f"<p>{words.replace('%s', '<a href=https://example.org/a>half past five</a>')}</p>")
    assert f"\n{markup.replace('%s', '[half past five](https://example.org/a)')}\n" in body


def test_words_of_a_link_that_only_look_like_a_host_do_not_take_its_address(root: Path, tmp_path: Path) -> None:
    body = _with(root, tmp_path, '<p>It met at 6:54 <a href="https://example.org/a">p.m. in</a> the hall.</p>')
    assert "6:54 [p.m. in](https://example.org/a) the hall." in body


@by_cases
def test_table_without_a_marked_header_gets_one_or_becomes_a_list(
    root: Path, tmp_path: Path, rows: tuple[tuple[str, ...], ...], markup: str
) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    assert f"\n\n{markup}\n" in _with(root, tmp_path, f"<table>{cells}</table>").replace("a\\_b", "a_b").replace(
        "\\", ""
    )


def test_headings_begin_with_the_second_level_whatever_the_page_has(root: Path, tmp_path: Path) -> None:
    words = "<h3>Of rates</h3><p>Rates fell.</p><h4>In May</h4><p>By half.</p><h2>Of ships</h2><p>Ships came.</p>"
    body = _with(root, tmp_path, words)
    assert [line for line in body.splitlines() if line[:1] == "#"] == ["## Of rates", "### In May", "## Of ships"]


@pytest.mark.parametrize(("declared", "codec"), [("windows-1251", "cp1251"), ("gb2312", "gb18030"), ("big5", "big5")])
def test_page_is_read_in_the_encoding_that_it_says(root: Path, tmp_path: Path, declared: str, codec: str) -> None:
    words = "Паром между портами открыт" if codec == "cp1251" else "海港與北岸之間的新渡輪航線星期一開通"
    text = PAGE.replace('charset="utf-8"', f'charset="{declared}"').replace("One crane", words)
    report = import_exports(root, [page(tmp_path, text.replace("’", "'").encode(codec, "xmlcharrefreplace"))])
    assert words in body_of(root, report)
    assert "I207" in codes(report)


def test_paragraphs_that_stand_in_nothing_of_their_own_are_the_text(root: Path, tmp_path: Path) -> None:
    notice = '<div id="cb">We use cookies to improve what you see here. Accept</div>'
    text = "".join(
        f"<p>Rates of the port fell by {number} percent in a week, and nobody said why.</p>" for number in "345"
    )
    sources = "<h2>Sources</h2><p>" + "<br>".join(
        f'Coast Radio – “<a href="https://coast.example/{number}">Rates fall for the {number} time</a>”'
        for number in "678"
    )
    found = page(
        tmp_path / "exports", f"<body>{notice}<h1>Rates fall again</h1><time>4 May 2014</time>{text}{sources}</p>"
    )
    body = body_of(root, import_exports(root, [found]))
    assert body.count("and nobody said why") == 3
