"""What a stranger's code has packed is unpacked within bounds, or not at all."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unpack_pages
from unpack_pages import Bounds, RefusedError, unpack

from ..cases import by_cases

Files = list[tuple[str | zipfile.ZipInfo, bytes]]


def _zip(path: Path, files: Files, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as bundle:
        for name, data in files:
            bundle.writestr(name, data)
    return path


def _refusal(tmp_path: Path, archive: Path, bounds: Bounds | None = None) -> str:
    """The reason for which *archive* is refused; nothing may be left behind."""
    before = set(tmp_path.rglob("*"))
    with pytest.raises(RefusedError) as refused:
        unpack(archive, tmp_path / "out", bounds)
    assert set(tmp_path.rglob("*")) == before
    return str(refused.value)


def test_pages_and_their_looks_come_out_as_they_were(tmp_path: Path) -> None:
    files: Files = [
        ("archive/2014/2014-10-17-port.html", b"<p>"),
        ("_static/styles/theme.css", b"p {}"),
        ("countries/CN/natural-gas.html", b""),
        ("changed.json", b"{}"),
    ]
    assert unpack(_zip(tmp_path / "in.zip", files), tmp_path / "deep/out") == 4
    out = tmp_path / "deep/out"
    assert {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()} == dict(
        files
    )


def test_folders_in_the_archive_count_for_nothing(tmp_path: Path) -> None:
    unpack(_zip(tmp_path / "in.zip", [("../up/", b""), ("a.html", b"")]), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["a.html"]
    assert not (tmp_path / "up").exists()


@by_cases
def test_only_names_of_pages_are_accepted(tmp_path: Path, name: str) -> None:
    archive = _zip(tmp_path / "in.zip", [("index.html", b""), (name, b"x")])
    assert _refusal(tmp_path, archive)


def test_a_name_that_is_cut_at_a_null_is_refused(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html_b.html", b"x")])
    archive.write_bytes(archive.read_bytes().replace(b"a.html_b.html", b"a.html\0b.html"))
    assert "not one that a page" in _refusal(tmp_path, archive)


def test_a_refusal_cannot_speak_to_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = _zip(tmp_path / "in.zip", [("a\n::error::forged\r.html", b"x")])
    assert unpack_pages.main([str(archive), str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    [line] = said.err.splitlines()
    assert line.startswith("Nothing was unpacked: ")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK, stat.S_IFDIR])
def test_links_and_special_files_are_refused(tmp_path: Path, kind: int) -> None:
    entry = zipfile.ZipInfo("a.html")
    entry.external_attr = (kind | 0o777) << 16
    archive = _zip(tmp_path / "in.zip", [(entry, b"/etc/passwd")])
    assert "special file" in _refusal(tmp_path, archive)


def test_what_is_unpacked_cannot_be_run(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("a.html")
    entry.external_attr = (stat.S_IFREG | 0o7777) << 16
    unpack(_zip(tmp_path / "in.zip", [(entry, b"")]), tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out/a.html").stat().st_mode) & 0o7111 == 0


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a.html", "a.html"), ("a.html", "a.html/b.html"), ("a.html/b.html", "a.html")])
def test_two_files_of_one_name_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    archive = _zip(tmp_path / "in.zip", [(name, b"") for name in names])
    assert "cannot be read" in _refusal(tmp_path, archive)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_compression_is_refused(tmp_path: Path, method: int) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html", b"x")], method)
    assert "unusual" in _refusal(tmp_path, archive)


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html", b"x")])
    data = bytearray(archive.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + offset] |= 1
    archive.write_bytes(data)
    assert "cannot be read" in _refusal(tmp_path, archive)


BOUNDS = Bounds(packed=2_000, files=3, name=20, file=1_000, total=1_500)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ([(f"{number}.html", b"") for number in range(4)], "more than 3 files"),
        ([("a" * 20 + ".html", b"")], "more than 20 characters"),
        ([("a.html", b"x" * 1_001)], "more than 1,000 bytes"),
        ([("a.html", b"x" * 1_000), ("b.html", b"x" * 501)], "more than 1,500 bytes"),
    ],
)
def test_each_bound_is_kept(tmp_path: Path, files: Files, reason: str) -> None:
    assert reason in _refusal(tmp_path, _zip(tmp_path / "in.zip", files), BOUNDS)


def test_an_archive_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    archive = tmp_path / "in.zip"
    archive.write_bytes(b"\0" * 2_001)
    assert "more than 2,000 bytes" in _refusal(tmp_path, archive, BOUNDS)


def test_a_bomb_that_states_a_small_size_is_stopped_as_it_goes_off(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html", b"\0" * 1_000_000)])
    data = archive.read_bytes().replace(struct.pack("<L", 1_000_000), struct.pack("<L", 10))
    archive.write_bytes(data)
    assert _refusal(tmp_path, archive, BOUNDS)


def test_a_bomb_of_a_thousand_times_its_size_is_refused(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html", b"\0" * 1_000_000)])
    assert archive.stat().st_size < BOUNDS.packed
    assert "more than 1,000 bytes" in _refusal(tmp_path, archive, BOUNDS)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html", b"good")], zipfile.ZIP_STORED)
    archive.write_bytes(archive.read_bytes().replace(b"good", b"evil"))
    assert "cannot be read" in _refusal(tmp_path, archive)


@pytest.mark.parametrize("cut", [lambda data: data[:-30], lambda data: data[:10], lambda _: b"", lambda _: b"no zip"])
def test_what_is_no_archive_is_refused(tmp_path: Path, cut: Callable[[bytes], bytes]) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html", b"x")])
    archive.write_bytes(cut(archive.read_bytes()))
    assert "cannot be read" in _refusal(tmp_path, archive)


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "in.zip", [("a.html", b"x")])
    with pytest.raises(RefusedError):
        unpack(archive, archive / "out")


def test_a_folder_that_is_there_already_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.html").write_text("mine")
    assert "cannot be read" in _refusal(tmp_path, _zip(tmp_path / "in.zip", [("a.html", b"x")]))


@given(changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8))
def test_whatever_bytes_are_changed_nothing_gets_out_of_the_folder(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        bundle.writestr("archive/a.html", b"a" * 50)
        bundle.writestr("b.html", b"b" * 50)
    data = bytearray(packed.getvalue())
    for place, byte in changes:
        data[place % len(data)] = byte
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "in.zip").write_bytes(data)
    try:
        unpack(folder / "in.zip", folder / "out")
    except RefusedError:
        assert [path.name for path in folder.iterdir()] == ["in.zip"]
    else:
        assert {path.name for path in folder.iterdir()} == {"in.zip", "out"}
        assert all(path.is_dir() or path.is_file() for path in (folder / "out").rglob("*"))


def test_the_command_needs_its_two_arguments() -> None:
    assert unpack_pages.main([]) == 2
