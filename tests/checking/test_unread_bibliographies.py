"""What cannot be read in `bib/` is told first, and nothing that only follows from it is told."""

import shutil
from pathlib import Path

import pytest

from briefarchive.checking import check
from briefarchive.checking.archive import read_archive
from briefarchive.checking.one_brief import select_cited_entries, unread_keys
from briefarchive.checking.report import annotations
from briefarchive.diagnostics import Diagnostic
from briefarchive.model import BriefId
from briefarchive.reading.archive import Reading

BASE = Path(__file__).parent / "base"
BRIEF = BriefId("2014-05-02-harbour")
ENTRY = """
@online{daily-2014-port,
  title     = {A port opens},
  publisher = {Example Daily},
  date      = {2014-05-01},
  url       = {https://example.org/port},
}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with a brief that cites two sources, one of them three times."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "archive/2014/2014-05-02-harbour.md").open("a", encoding="utf-8") as brief:
        brief.write("\nSo it was {cite:p}`daily-2014-port`, and so {cite:p}`daily-2014-port`.\n")
    with (tmp_path / "bib/2014.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write(ENTRY)
    return tmp_path


def _read(root: Path) -> Reading:
    return read_archive(root, cache=False)


def _told(root: Path) -> list[str]:
    return [f"{one.code} {one.span.path}" for one in check(_read(root))]


def _replace(root: Path, old: str, new: str) -> None:
    file = root / "bib/2014.bib"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_bibliography_in_another_encoding_is_the_only_thing_told(encoding: str, root: Path) -> None:
    file = root / "bib/2014.bib"
    file.write_bytes(file.read_text("utf-8").replace("port opens", "pört opens").encode(encoding))

    assert _told(root) == ["F103 bib/2014.bib"]


def test_a_bibliography_in_gb18030_is_the_only_thing_told(root: Path) -> None:
    file = root / "bib/2014.bib"
    file.write_bytes(file.read_text("utf-8").replace("A port opens", "港口开放").encode("gb18030"))

    assert _told(root) == ["F103 bib/2014.bib"]


@pytest.mark.parametrize("name", ["2014.bib.txt", "2014.BIB", "2014.Bib.bak", "2014.bibtex"])
def test_a_bibliography_with_another_ending_is_the_only_thing_told(name: str, root: Path) -> None:
    (root / "bib/2014.bib").rename(root / "bib" / name)

    assert _told(root) == [f"F109 bib/{name}"]


def test_a_bibliography_that_cannot_be_opened_is_the_only_thing_told(root: Path) -> None:
    (root / "2014.bib").write_bytes((root / "bib/2014.bib").read_bytes())
    (root / "bib/2014.bib").unlink()
    (root / "bib/2014.bib").symlink_to(root / "2014.bib")

    assert _told(root) == ["F101 bib/2014.bib"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("@online{daily", "online{daily", "C102"),
        ("daily-2014-port,", "daily 2014 port,", "C104"),
        ("daily-2014-port,", "", "C103"),
        ("A port opens}", "A port opens", "C101"),
        ("A port opens}", "A port opens}}", "C102"),
    ],
)
def test_an_entry_that_cannot_be_read_is_the_only_thing_told(old: str, new: str, code: str, root: Path) -> None:
    _replace(root, old, new)

    assert _told(root) == [f"{code} bib/2014.bib"]


def test_a_key_is_told_once_with_the_number_of_places(root: Path) -> None:
    _replace(root, "daily-2014-port,", "weekly-2015-railway,")

    (fault,) = [one for one in check(_read(root)) if one.code == "C201"]

    assert fault.message == 'there is no source "daily-2014-port", cited in 2 places'
    assert (fault.span.line, fault.span.column) == (9, 20)


def test_causes_are_the_first_annotations_of_a_pull_request(root: Path) -> None:
    _replace(root, "A port opens}", "A port opens")
    brief = root / "archive/2014/2014-05-02-harbour.md"
    unknown = "".join(f"So it was {{cite:p}}`nobody-2013-{number}`.\n" for number in range(20))
    brief.write_text(f"{brief.read_text('utf-8')}\n{unknown}", "utf-8")

    first = next(annotations(check(_read(root)))).splitlines()[0]

    assert first.startswith("::error file=bib/2014.bib,line=9,")


def _of_page(root: Path) -> list[Diagnostic]:
    reading = _read(root)
    return select_cited_entries(check(reading), reading.archive, BRIEF)


def test_what_is_wrong_with_a_cited_entry_belongs_to_the_page_of_the_brief(root: Path) -> None:
    assert _of_page(root) == []

    _replace(root, "A port opens}", "A port opens")

    assert [one.code for one in _of_page(root)] == ["C101"]
    assert unread_keys(_read(root).archive, BRIEF) == ["daily-2014-port"]


def test_what_is_wrong_with_another_entry_does_not(root: Path) -> None:
    _replace(root, "@online{daily-2014-port", "@online{other-2012-x,\n title = {Other,\n}\n\n@online{daily-2014-port")

    assert _of_page(root) == []
    assert unread_keys(_read(root).archive, BRIEF) == []


def test_a_file_that_hides_a_cited_entry_belongs_to_the_page_of_the_brief(root: Path) -> None:
    (root / "bib/2014.bib").rename(root / "bib/2014.bib.txt")

    assert [one.code for one in _of_page(root)] == ["F109"]
    assert unread_keys(_read(root).archive, BRIEF) == ["daily-2014-port", "example-daily-2014-harbour"]


def test_what_is_wrong_with_a_cited_entry_is_told_behind_any_number_of_others(root: Path) -> None:
    others = "".join(f"@online{{other-2012-{number},\n title = {{Other,\n}}\n\n" for number in range(205))
    _replace(root, "@online{daily-2014-port", f"{others}@online{{daily-2014-port")
    _replace(root, "A port opens}", "A port opens")

    assert [(one.code, one.message) for one in _of_page(root)] == [("C101", "and 6 more of these in this file")]
