"""Captures of web sites to briefs of an archive: which capture is taken, and what is said of the others."""

import gzip
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefimport import ImportReport, Outcome, import_exports
from briefimport.warc.reader import WarcReader
from briefimport.warc.sites import is_listing

from ...cases import by_cases
from ..reading import codes, only_brief
from .crawls import SITE, Crawl, picture

FERRY = f"{SITE}/2015/05/ferry/"


def source(words: str = "again", title: str = "A ferry opens") -> bytes:
    return f"""<html><head><title>{title} | Briefs</title></head><body><nav>Home | About</nav><article><h1>{title}</h1>
<p>May 4, 2015</p><p>The ferry line between the two ports opened {words} this week, as everybody had expected.</p>
<p><img src="/img/map.png" alt="Map"></p><p>Nobody knew why the crane waited so long before it moved again.</p>
<p>Compiled by Ada Example</p></article></body></html>""".encode()


def put(folder: Path, crawl: Crawl | bytes, name: str = "site.warc.gz") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(crawl if isinstance(crawl, bytes) else crawl.data)
    return path


def written(report: ImportReport) -> list[str]:
    return [file.file for file in report.files if file.status is Outcome.WRITTEN]


def test_page_becomes_a_brief_with_its_address_and_its_pictures(root: Path, tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.answer(FERRY, source())
    crawl.answer(f"{SITE}/img/map.png", picture(), kind="image/png")
    report = import_exports(root, [put(tmp_path, crawl)])
    assert written(report) == [f"site.warc.gz#{FERRY}"]
    brief = only_brief(root)
    assert (brief.title, str(brief.date), brief.compilers) == ("A ferry opens", "2015-05-04", ("ada-example",))
    assert brief.aliases == ("2015/05/ferry/",)
    assert brief.imported is not None
    assert (brief.imported.address, brief.imported.reader) == (FERRY, "warc")
    assert len(read_archive(root).archive.attachments) == 1
    again = import_exports(root, [put(tmp_path, crawl)])
    assert Outcome.UNCHANGED in [file.status for file in again.files]
    assert not written(again)


def test_latest_good_capture_is_taken_and_the_others_are_said(root: Path, tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.answer(FERRY, source("first"), day="2014-01-01")
    crawl.answer(FERRY.replace("https://", "http://www."), source("last"), day="2016-01-01")
    crawl.answer(FERRY, b"<html>Gone", status="404 Not Found", day="2017-01-01")
    crawl.answer(FERRY, b"<html><body></body></html>", day="2018-01-01")
    report = import_exports(root, [put(tmp_path, crawl)])
    assert [file.status for file in report.files] == [Outcome.WRITTEN]
    assert "opened last this week" in (root / only_brief(root).path).read_text("utf-8")
    (note,) = [diagnostic for diagnostic in report.all_diagnostics if diagnostic.code == "I232"]
    assert "of 3 captures that of 2016-01-01 was taken" in note.message
    assert "2014-01-01" in note.message
    assert not report.failed


def test_page_of_a_web_archive_has_its_own_address(root: Path, tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.answer(f"https://web.archive.org/web/20160102030405/{FERRY}", source())
    import_exports(root, [put(tmp_path, crawl)])
    brief = only_brief(root)
    assert brief.aliases == ("2015/05/ferry/",)
    assert brief.imported is not None
    assert brief.imported.address == FERRY


def test_page_at_several_addresses_is_one_brief_that_has_them_all(root: Path, tmp_path: Path) -> None:
    crawl = Crawl()
    digest = crawl.answer(FERRY, source())
    crawl.answer(f"{SITE}/briefs/the-ferry/", source())
    crawl.revisit(f"{SITE}/b/7/", digest, "2016-05-05", FERRY)
    import_exports(root, [put(tmp_path, crawl)])
    assert set(only_brief(root).aliases) == {"2015/05/ferry/", "briefs/the-ferry/", "b/7/"}


def test_revisit_whose_page_is_in_another_file_is_said(root: Path, tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.answer(FERRY, source())
    crawl.revisit(f"{SITE}/2015/06/crane/", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "2016-05-05")
    report = import_exports(root, [put(tmp_path, crawl)])
    assert codes(report).count("I233") == 1
    assert written(report) == [f"site.warc.gz#{FERRY}"]


def test_lists_of_pages_are_set_aside(root: Path, tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.answer(FERRY, source())
    crawl.answer(f"{SITE}/category/ports/", source("twice"))
    report = import_exports(root, [put(tmp_path, crawl)])
    assert written(report) == [f"site.warc.gz#{FERRY}"]
    assert codes(report).count("I231") == 1


@pytest.mark.parametrize("cut", [1, 40, 300])
@pytest.mark.parametrize("compressed", [True, False])
def test_file_that_is_cut_off_gives_what_stands_before(
    root: Path,
    tmp_path: Path,
    cut: int,
    compressed: bool,
) -> None:
    crawl = Crawl(compressed=compressed)
    crawl.answer(FERRY, source())
    whole = len(crawl.data)
    crawl.answer(f"{SITE}/2015/06/crane/", source("never"))
    report = import_exports(root, [put(tmp_path, crawl.data[: whole + cut])])
    assert written(report) == [f"site.warc.gz#{FERRY}"]
    assert "I221" in codes(report)
    assert report.failed


def test_capture_whose_words_were_changed_is_not_taken(root: Path, tmp_path: Path) -> None:
    crawl = Crawl(compressed=False)
    crawl.answer(FERRY, source("rightly"), day="2014-01-01")
    crawl.answer(FERRY, source("wrongly"), day="2016-01-01")
    report = import_exports(root, [put(tmp_path, crawl.data.replace(b"opened wrongly", b"opened wr\x7fngly"))])
    assert "opened rightly this week" in (root / only_brief(root).path).read_text("utf-8")
    assert "I221" in codes(report)


def test_file_that_is_compressed_as_a_whole_is_read(root: Path, tmp_path: Path) -> None:
    crawl = Crawl(compressed=False)
    crawl.answer(FERRY, source())
    report = import_exports(root, [put(tmp_path, gzip.compress(crawl.data))])
    assert written(report) == [f"site.warc.gz#{FERRY}"]


def test_old_captures_are_read_as_well(root: Path, tmp_path: Path) -> None:
    answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + source()
    version = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://old.arc 0.0.0.0 20060102030405 text/plain %d\n%s\n" % (len(version), version)
    captured = head + f"{FERRY} 192.0.2.1 20060102030405 text/html {len(answer)}\n".encode() + answer + b"\n"
    report = import_exports(root, [put(tmp_path, captured, "old.arc")])
    assert written(report) == [f"old.arc#{FERRY}"]


def test_page_that_grows_without_end_is_refused(root: Path, tmp_path: Path) -> None:
    crawl = Crawl()
    bomb = gzip.compress(b"<html><p>" + b"x " * 15_000_000)
    crawl.answer(f"{SITE}/bomb/", bomb, headers=(("Content-Encoding", "gzip"),))
    crawl.answer(FERRY, source())
    report = import_exports(root, [put(tmp_path, crawl)])
    assert written(report) == [f"site.warc.gz#{FERRY}"]
    assert "I204" in codes(report)


@by_cases
def test_lists_are_known_by_their_address(address: str, lists: bool) -> None:
    assert is_listing(address) is lists


@pytest.mark.parametrize(
    ("head", "fits"),
    [
        (b"WARC/1.0\r\n", True),
        (gzip.compress(b"WARC/1.1\r\n" + b"x" * 100, mtime=0), True),
        (b"filedesc://a.arc 0.0.0.0", True),
        (gzip.compress(b"text", mtime=0), False),
        (b"\x1f\x8bjunk", False),
        (b"WAR", False),
    ],
)
def test_capture_is_known_by_its_content(head: bytes, fits: bool) -> None:
    assert WarcReader().fits(head) is fits
