"""A new site takes the place of the old one at once, also when a build is killed on the way."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from briefarchive.build import folder as folders
from briefarchive.build.folder import NAME, FolderError, Manifest, SiteFolder, read_manifest
from briefarchive.search import PartState
from briefarchive.storage.cache import note_own


def publish(target: Path, files: dict[str, str], **manifest: object) -> list[str]:
    """Put a site of some *files* into a folder."""
    with new_site(target) as folder:
        for address, text in files.items():
            folder.write(address, text.encode())
        return folder.publish(Manifest(pages=dict.fromkeys(files, "key"), **manifest))  # type: ignore[arg-type]


@contextlib.contextmanager
def new_site(target: Path) -> Iterator[SiteFolder]:
    """A site that is written beside the one that stands."""
    with SiteFolder(target).open() as folder:
        folder.begin()
        yield folder


def texts(target: Path) -> dict[str, str]:
    """The files that readers see."""
    paths = (path for path in target.rglob("*") if path.is_file() and not path.name.startswith(".briefs-"))
    return {path.relative_to(target).as_posix(): path.read_text() for path in paths}


OLD, NEW = {"index.html": "old", "a/b.html": "old"}, {"index.html": "new", "c.html": "new"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A site."""
    publish(tmp_path / "html", OLD)
    return tmp_path / "html"


def test_the_new_site_has_its_files_and_no_others(target: Path) -> None:
    target.chmod(0o750)
    assert publish(target, NEW) == []
    assert (texts(target), target.stat().st_mode & 0o777) == (NEW, 0o750)
    assert [path.name for path in target.parent.iterdir()] == ["html"]


def test_what_is_kept_is_the_same_file(target: Path) -> None:
    before = (target / "a/b.html").stat().st_ino
    with new_site(target) as folder:
        assert folder.keep("a/b.html")
        assert not folder.keep("nowhere.html")
        folder.publish(Manifest(pages={"a/b.html": "key"}))
    assert texts(target) == {"a/b.html": "old"}
    assert (target / "a/b.html").stat().st_ino == before


def test_what_is_written_with_the_same_bytes_is_the_same_file(target: Path) -> None:
    before = (target / "a/b.html").stat().st_ino
    assert publish(target, OLD | {"index.html": "new"}) == []
    assert texts(target) == OLD | {"index.html": "new"}
    assert (target / "a/b.html").stat().st_ino == before


def test_to_write_what_was_kept_leaves_the_site_that_stands(target: Path) -> None:
    with new_site(target) as folder:
        folder.keep("index.html")
        folder.write("index.html", b"new")
        assert texts(target) == OLD


def test_where_files_cannot_be_linked_they_are_copied(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders.os, "link", refuse)
    with new_site(target) as folder:
        assert folder.keep("index.html")
        folder.publish(Manifest(pages={"index.html": "key"}))
    assert texts(target) == {"index.html": "old"}


def test_a_link_in_the_place_of_a_page_is_not_kept(target: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(tmp_path / "mine")
    with new_site(target) as folder:
        assert not folder.keep("index.html")


def refuse(*_: object, **__: object) -> None:
    """What a system says to some of its calls."""
    raise PermissionError(13, "not yours")


def test_a_link_in_the_place_of_what_waits_leads_nowhere(target: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/data").write_text("mine")
    staged = SiteFolder(target).staged
    staged.symlink_to(tmp_path / "outside")
    publish(target, NEW)
    assert ((tmp_path / "outside/data").read_text(), texts(target)) == ("mine", NEW)
    assert not target.is_symlink()
    assert not staged.exists()


class Killed(BaseException):
    """What ends a process at once."""


def test_a_folder_in_which_all_is_kept_moves_and_one_in_which_something_is_not_gets_links(tmp_path: Path) -> None:
    target = tmp_path / "html"
    publish(target, dict.fromkeys(("a/one", "a/b/two", "c/three", "c/gone", "d/four", "e/five"), "old"))
    (target / "e/mine").write_text("mine")
    before = {folder: (target / folder).stat().st_ino for folder in "acde"}
    kept = ["a/one", "a/b/two", "c/three", "d/four", "e/five"]
    with new_site(target) as folder:
        assert folder.keep_all(kept)
        folder.write("d/new", b"new")
        folder.publish(Manifest(pages=dict.fromkeys([*kept, "d/new"], "key")))
    assert texts(target) == dict.fromkeys(kept, "old") | {"d/new": "new", "e/mine": "mine"}
    assert [name for name in "acde" if (target / name).stat().st_ino == before[name]] == ["a"]


@pytest.mark.parametrize("renames", [0, 1, 2, 3])
def test_what_is_killed_around_the_renames_is_completed_by_the_next(
    target: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    done: list[Path] = []
    rename = Path.rename

    def killed(self: Path, other: Path) -> Path:
        if len(done) == renames:
            raise Killed
        done.append(self)
        return rename(self, other)

    with monkeypatch.context() as patch, contextlib.suppress(Killed):
        patch.setattr(Path, "rename", killed)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)  # nothing is put away any more
        with new_site(target) as folder:
            folder.keep("a/b.html")
            folder.write("index.html", b"new")
            folder.publish(Manifest(pages=dict.fromkeys(OLD, "key")))
    assert len(done) == renames
    SiteFolder(target).recover()
    assert texts(target) == (OLD if renames == 0 else OLD | {"index.html": "new"})
    assert {path.name for path in target.parent.iterdir() if path.suffix != ".lock"} == {"html"}


def test_the_copy_of_a_folder_that_cannot_move_is_made_anew_if_it_was_interrupted(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, link = Path.rename, os.link

    def refuse_below(self: Path, other: Path) -> Path:
        return rename(self, other) if self.parent == target.parent else refuse()

    def killed(*paths: str, **options: bool) -> None:
        link(*paths, **options)
        raise Killed

    monkeypatch.setattr(Path, "rename", refuse_below)
    with monkeypatch.context() as patch, contextlib.suppress(Killed), new_site(target) as folder:
        folder.keep("a/b.html")
        folder.write("index.html", b"new")
        patch.setattr(os, "link", killed)
        patch.setattr(folder, "recover", lambda: None)
        folder.publish(Manifest(pages=dict.fromkeys(OLD, "key")))
    SiteFolder(target).recover()
    assert texts(target) == OLD | {"index.html": "new"}


def test_what_was_not_finished_is_put_away(target: Path) -> None:
    staged = SiteFolder(target).staged
    staged.mkdir()
    (staged / "index.html").write_text("half")
    shutil.rmtree(target)
    SiteFolder(target).recover()
    assert not staged.exists()
    assert not target.exists()


@pytest.mark.parametrize("name", ["CNAME", ".git/config", "fake.html"])
def test_what_others_have_put_there_and_links_to_folders_stay_and_are_named(
    target: Path, tmp_path: Path, name: str
) -> None:
    (target / name).parent.mkdir(exist_ok=True)
    (target / name).write_text("mine")
    (tmp_path / "elsewhere").mkdir()
    (target / "data").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert sorted(publish(target, NEW)) == sorted([name, "data"])
    assert texts(target) == NEW | {name: "mine"}
    assert (target / "data").is_symlink()


def test_what_others_have_put_there_and_cannot_be_kept_ends_the_build(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (target / "mine").write_text("mine")
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copy2", refuse)
    with pytest.raises(FolderError, match='mine" cannot be kept'):
        publish(target, NEW)
    assert texts(target) == OLD | {"mine": "mine"}


def test_nothing_is_kept_of_several_files_of_which_one_is_gone(target: Path) -> None:
    (target / "a/b.html").unlink()
    with new_site(target) as folder:
        assert not folder.is_whole()
        assert not folder.keep_all(OLD)
        assert not list(folder.staged.rglob("*.html"))


@pytest.mark.parametrize("name", ["_static/evil.js", "search/evil.js", ".briefs-html-new/index.html"])
def test_nothing_of_others_stays_among_scripts_nor_what_was_left_of_a_build(target: Path, name: str) -> None:
    (target / name).parent.mkdir(exist_ok=True)
    (target / name).write_text("evil")
    assert publish(target, NEW) == []
    assert texts(target) == NEW
    assert not (target / name).exists()


def test_where_no_build_was_all_files_stay(tmp_path: Path) -> None:
    target = tmp_path / "html"
    (target / "_static").mkdir(parents=True)
    (target / "_static/mine.js").write_text("mine")
    assert publish(target, NEW) == ["_static/mine.js"]
    assert texts(target) == NEW | {"_static/mine.js": "mine"}


def test_a_manifest_that_came_along_is_not_believed(target: Path) -> None:
    manifest = target / NAME
    assert read_manifest(target).pages
    assert read_manifest(shutil.copytree(target, target.with_name("copy"))) == Manifest()
    sound = msgspec.json.encode(Manifest(pages={"index.html": "another key"}))
    for forged in (sound, manifest.read_bytes() + b"\n", b'{"pages": 3', b"", b"\x80\x04\x95"):
        manifest.write_bytes(forged)
        assert read_manifest(target) == Manifest()


def test_pages_of_a_version_with_another_form_of_manifest_go(target: Path) -> None:
    (target / "CNAME").write_text("example.org")
    data = (target / NAME).read_bytes().replace(b'"search":{}', b'"search":"all"')
    (target / NAME).write_bytes(data)
    note_own(target, "manifest", data)
    assert publish(target, NEW) == ["CNAME"]
    assert texts(target) == NEW | {"CNAME": "example.org"}


@pytest.mark.parametrize("refuse", ["ismount", "access", "cwd"])
def test_a_folder_that_cannot_be_renamed_gets_its_files_one_by_one(
    target: Path, monkeypatch: pytest.MonkeyPatch, refuse: str
) -> None:
    if refuse == "cwd":
        monkeypatch.chdir(target)
    elif refuse == "ismount":
        monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == target)
    else:
        monkeypatch.setattr(os, "access", lambda *_: False)
    before = target.stat().st_ino
    assert publish(target, NEW) == []
    assert texts(target) == NEW
    assert target.stat().st_ino == before
    assert not list(target.glob(".briefs-*-new"))


def test_what_is_killed_between_files_is_done_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == target)
    unlink = Path.unlink

    def stopped(self: Path, *, missing_ok: bool = False) -> None:
        if self.name == "b.html":
            raise KeyboardInterrupt
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as killed:
        killed.setattr(Path, "unlink", stopped)
        with pytest.raises(KeyboardInterrupt):
            publish(target, NEW)
    assert not folders.holds_another_site(target)
    assert publish(target, {"index.html": "newer"}) == []
    assert texts(target) == {"index.html": "newer"}


def test_parts_of_the_search_that_are_gone_go_from_a_folder_that_cannot_be_renamed(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == target)
    for name in ("one", "two"):
        with new_site(target) as folder:
            folder.write(f"search/part-0/{name}", b"")
            folder.publish(Manifest(search={"part-0": PartState(key=name, files=(name,))}))
    assert [file.name for file in (target / "search/part-0").iterdir()] == ["two"]


def test_where_renames_are_refused_files_are_replaced_one_by_one(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "rename", refuse)
    publish(target, NEW)
    assert texts(target) == NEW


def test_one_build_at_a_time_writes(target: Path) -> None:
    with SiteFolder(target).open(), pytest.raises(FolderError, match="another build is writing"):
        publish(target, NEW)
    assert texts(target) == OLD
