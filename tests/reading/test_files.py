"""Files are found in a fixed order, read within limits, and written whole or not at all."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.diagnostics import Diagnostic
from briefarchive.reading import decoding
from briefarchive.storage import files


def _bind_socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(file.name)


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda file: file.symlink_to("target.md"), "F101", "is a symbolic link"),
        (lambda file: file.symlink_to("nothing"), "F101", "is a symbolic link"),
        (lambda file: file.mkdir(), "F104", "is a folder, and has the name of a file"),
        (os.mkfifo, "F104", "is not a regular file"),
        (_bind_socket, "F104", "is not a regular file"),
        (lambda _: None, "F104", "cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_plain_file_is_reported_and_neither_followed_nor_waited_for(
    make: Callable[[Path], object], code: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    (tmp_path / "target.md").write_text("secret")
    make(tmp_path / "x.md")
    diagnostic = decoding.read("archive/x.md", tmp_path / "x.md", 100)
    assert isinstance(diagnostic, Diagnostic)
    assert (diagnostic.code, diagnostic.message) == (code, f'"archive/x.md" {said}')


def test_a_file_of_the_limit_is_read_and_one_byte_more_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"a" * 2000)
    assert decoding.read("x.md", file, 2000) == b"a" * 2000
    diagnostic = decoding.read("x.md", file, 1999)
    assert isinstance(diagnostic, Diagnostic)
    assert (diagnostic.code, diagnostic.message) == ("F102", '"x.md" is larger than 1 kB')


def test_files_are_found_in_alphabetical_order_by_folder(tmp_path: Path) -> None:
    for name in ("b/2.md", "b/1.md", "a.md", "c.md", "b.md", "b/c/3.md", "b/notes.txt"):
        file = tmp_path / "archive" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert [*files.find_paths(tmp_path, "archive", ".md")] == [
        "archive/a.md",
        "archive/b/1.md",
        "archive/b/2.md",
        "archive/b/c/3.md",
        "archive/b.md",
        "archive/c.md",
    ]


def test_hidden_files_and_folders_are_not_found(tmp_path: Path) -> None:
    (tmp_path / "archive" / ".git").mkdir(parents=True)
    (tmp_path / "archive" / ".git" / "x.md").touch()
    (tmp_path / "archive" / ".x.md").touch()
    assert list(files.find_paths(tmp_path, "archive", ".md")) == []


def test_a_link_to_a_folder_is_found_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.md").touch()
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "2014").symlink_to("../outside")
    assert [*files.find_paths(tmp_path, "archive", ".md")] == ["archive/2014"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(files.find_paths(tmp_path, "archive", ".md")) == []


@pytest.mark.parametrize("text", ["a\nb\n", "a\r\nb\r\n", "a\rb\r"], ids=["lf", "crlf", "cr"])
def test_every_line_end_becomes_a_line_feed(text: str) -> None:
    assert decoding.decode("x.md", text.encode()) == "a\nb\n"


def test_the_first_byte_that_is_not_utf8_has_its_line_and_its_column_in_characters() -> None:
    diagnostic = decoding.decode("x.md", "eins\nzwölf ".encode() + b"\xff\xfe")
    assert isinstance(diagnostic, Diagnostic)
    assert (str(diagnostic.span), diagnostic.code) == ("x.md:2:7", "F103")
    assert diagnostic.message == "the letters are not saved as UTF-8"


def test_what_is_written_reads_back_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "x.md"
    assert files.write_text(file, "能源\n")
    assert file.read_bytes() == "能源\n".encode()


def test_the_same_text_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    files.write_text(file, "one")
    os.utime(file, (1, 1))
    assert not files.write_text(file, "one")
    assert file.stat().st_mtime == 1


def test_a_crash_while_writing_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.md"
    files.write_text(file, "old")

    def crash(self: Path, target: Path) -> Path:
        assert self.read_text() == "new"
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        files.write_text(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        files.write_text(tmp_path / "ours", "text")
        (tmp_path / "other").write_text("text")
    finally:
        os.umask(before)
    assert _mode(tmp_path / "ours") == _mode(tmp_path / "other")


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_name_that_is_no_text_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "archive" / "2014"
    folder.mkdir(parents=True)
    text = b"---\ntitle: A\ndate: 2014-01-01\n---\nText.\n"
    for name in (b"2014-01-01-good.md", b"2014-01-01-\xff.md", b"2014-01-01-line\nfeed.md"):
        with open(os.fsencode(folder) + b"/" + name, "wb") as stream:  # noqa: PTH123 — the name is no text
            stream.write(text)
    for _ in range(2):  # with a cache and without
        reading = read_archive(tmp_path)
        assert list(reading.archive.briefs) == ["2014-01-01-good"]
        assert [(one.code, "\n" in one.span.path) for one in reading.diagnostics] == [("F110", False)] * 2


def test_a_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("x")
    with pytest.raises(files.UnreadableFolderError) as error:
        list(files.find_paths(tmp_path, "archive", ".md"))
    assert str(error.value) == 'the folder "archive" cannot be read: Not a directory'


def test_a_folder_whose_names_alone_are_told_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "archive/2014").mkdir(parents=True)
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path / "archive/2014")
    with pytest.raises(files.UnreadableFolderError, match="Permission denied"):
        list(files.find_paths(tmp_path, "archive", ".md"))
