"""ZIP archives: what is in them is read as in a folder, and nothing in them can do harm."""

import io
import warnings
import zipfile
from pathlib import Path

import pytest

from briefarchive.diagnostics import Diagnostic
from briefimport import Outcome, import_exports
from briefimport.files import collecting
from briefimport.zipped.unpacking import MOST_FILES, Budget

from ..reading import packed, read_bytes

TEXT = "October 17, 2014\n\nThe ferry line opened again this week.\n\nSources:\n\nCoast Radio – “Rates fall”\n"


def found(data: bytes) -> dict[str, str]:
    """The origins of what was read, with the codes of what was not."""
    return {
        result.span.path if isinstance(result, Diagnostic) else result.origin: result.code
        if isinstance(result, Diagnostic)
        else result.reader
        for result in read_bytes(data, "a.zip")
    }


def test_archive_is_read_as_a_folder_with_the_same_files() -> None:
    data = packed(
        {
            "2014/a.txt": TEXT,
            "2014/b.html": "<html><p>October 17, 2014</p><p>The line opened.</p></html>",
            "2014/logo.png": b"\x89PNG",
            "__MACOSX/2014/._a.txt": "x",
            "README.txt": "how it was made",
            "page.html": "<html><p>Some words.</p></html>",
            "page_files/frame.html": "<html><p>An advertisement.</p></html>",
            "t.csv": "title,date,body\nA,2014-10-17,words\n",
            "inner.zip": packed({"c.txt": TEXT}),
            ".hidden.txt": TEXT,
        }
    )
    assert found(data) == {
        "a.zip/2014/a.txt": "text",
        "a.zip/2014/b.html": "html",
        "a.zip/page.html": "html",
        "a.zip/t.csv#row-1": "table",
        "a.zip/inner.zip/c.txt": "text",
        "a.zip": "I231",
    }


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_file_that_would_leave_the_archive_is_left_out(root: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(packed({name: TEXT, "good.txt": TEXT}))
    before = {path for path in tmp_path.rglob("*") if "root" not in path.parts}
    report = import_exports(root, [path])
    assert sorted(file.status for file in report.files) == [Outcome.REFUSED, Outcome.WRITTEN]
    assert "I223" in {diagnostic.code for diagnostic in report.all_diagnostics}
    assert report.failed
    assert {path for path in tmp_path.rglob("*") if "root" not in path.parts} == before


@pytest.mark.parametrize("name", ["港" * 90 + ".txt", "港" * 90 + "/a.txt", "a/" * 3_000 + "a.txt"])
def test_a_name_that_is_too_long_costs_its_file_alone(name: str) -> None:
    (long,) = (origin for origin, code in found(packed({name: TEXT, "good.txt": TEXT})).items() if code == "I223")
    assert long == f"a.zip/{name}"
    assert found(packed({name: TEXT, "good.txt": TEXT}))["a.zip/good.txt"] == "text"


def test_link_is_left_out() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", TEXT)
    assert found(stream.getvalue()) == {"a.zip/link.txt": "I223", "a.zip/good.txt": "text"}


def test_bombs_are_not_unpacked() -> None:
    zeros = packed({"zeros.txt": bytes(50_000_000), "good.txt": TEXT})
    assert found(zeros) == {"a.zip/zeros.txt": "I223", "a.zip/good.txt": "text"}


def test_archives_deep_in_others_are_left_closed() -> None:
    data = packed({"c.txt": TEXT})
    for _ in range(5):
        data = packed({"b.zip": data, "d.txt": TEXT}, zipfile.ZIP_STORED)
    assert found(data) == {
        "a.zip/d.txt": "text",
        "a.zip/b.zip/d.txt": "text",
        "a.zip/b.zip/b.zip/d.txt": "text",
        "a.zip/b.zip/b.zip/b.zip": "I223",
    }


def test_file_of_no_known_kind_is_named_with_its_archive() -> None:
    assert found(packed({"d/some.bin": bytes(range(256)) * 4, "good.txt": TEXT})) == {
        "a.zip/d/some.bin": "I212",
        "a.zip/good.txt": "text",
    }


def test_file_with_a_password_and_a_damaged_one_are_named() -> None:
    data = bytearray(packed({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    second = data.index(b"PK\x03\x04", 4)
    data[second + 60] ^= 0xFF
    assert found(bytes(data)) == {"a.zip/a.txt": "I222", "a.zip/b.txt": "I221", "a.zip/c.txt": "text"}


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("海港新闻一.txt", "gb18030"), ("海港新闻一.txt", "utf-8"), ("Käse.txt", "cp437"), ("a.txt", "ascii")],
)
def test_names_are_read_in_the_encoding_in_which_they_were_written(name: str, encoding: str) -> None:
    raw = name.encode(encoding)
    stand_in = "x" * len(raw)
    data = packed({stand_in: TEXT}).replace(stand_in.encode(), raw)
    assert found(data) == {f"a.zip/{name}": "text"}


def _same_names(count: int) -> bytes:
    """An archive in which all files have one name."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for _ in range(count):
            archive.writestr("A.txt", TEXT)
    return stream.getvalue()


def test_files_of_one_name_are_all_read_and_cost_each_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(found(_same_names(3))) == ["a.zip/A.txt", "a.zip/A~2.txt", "a.zip/A~3.txt"]
    paths: list[Path] = []
    real = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: paths.append(path) or real(path))
    counts = []
    for count in (10, 20, 40):
        paths.clear()
        assert len(found(_same_names(count))) == count
        counts.append(len(paths))
    assert counts[2] - counts[1] <= 2 * (counts[1] - counts[0]) + 4


def test_folders_count_as_files_do(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = {f"{number}/a/b/c/x.txt": TEXT for number in range(4)}
    budget = Budget(files=10)
    monkeypatch.setattr(collecting, "Budget", lambda: budget)
    assert found(packed(deep)) == {"a.zip/0/a/b/c/x.txt": "text", "a.zip/1/a/b/c/x.txt": "text", "a.zip": "I223"}


def test_all_archives_of_a_run_have_a_bound_together(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_MAX_UNPACKED", 1_000)
    for name in "abc":
        (tmp_path / f"{name}.zip").write_bytes(packed({f"{name}.txt": TEXT * 8}))
    report = import_exports(root, [tmp_path / f"{name}.zip" for name in "abc"])
    warnings = [(one.span.path, one.code) for one in report.all_diagnostics if one.code == "I223"]
    assert warnings == [("c.zip", "I223")]


@pytest.mark.parametrize("place", [12, 40])
def test_an_archive_whose_list_is_longer_than_it_may_be_is_not_opened(place: int) -> None:
    data = bytearray(packed({"a.txt": TEXT}))
    if place == 40:  # the end of an archive of more than 4 GB
        data[-22:-22] = (
            b"PK\x06\x06" + bytes(36) + (50_000_000).to_bytes(8, "little") + bytes(8) + b"PK\x06\x07" + bytes(16)
        )
    else:  # its size looks like the beginning of another end
        data[-22 + place : -22 + place + 4] = b"PK\x05\x06"
    assert found(bytes(data)) == {"a.zip": "I223"}


def test_a_name_of_very_many_folders_costs_what_its_length_does(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = {"a/" * 30_000 + "a.txt": TEXT, "b/" * 100 + "b.txt": TEXT, "c/" * 99 + "c.txt": TEXT}
    budget = Budget()
    monkeypatch.setattr(collecting, "Budget", lambda: budget)
    codes = found(packed(deep))
    assert sorted(codes.values()) == ["I223", "I223", "text"]
    assert MOST_FILES - budget.files == 99 + len(deep)
