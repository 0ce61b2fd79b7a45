"""The cache folder: the user's alone, and nothing of others in it or beside it is touched."""

from pathlib import Path

import pytest

from briefarchive.storage.cache import cache_folder, is_own, make_cache_folder, note_own, open_cache_folder


@pytest.fixture(autouse=True)
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the variable names."""
    monkeypatch.setenv("BRIEFS_CACHE", str(tmp_path / "given"))
    return tmp_path / "given"


def test_each_archive_has_a_folder_of_its_own_for_its_user_alone(tmp_path: Path) -> None:
    path, other = make_cache_folder(tmp_path / "one"), make_cache_folder(tmp_path / "other")
    assert path != other
    assert {folder.stat().st_mode & 0o777 for folder in (path, other, path.parent)} == {0o700}
    assert open_cache_folder(tmp_path / "one") == path
    assert open_cache_folder(tmp_path / "third") is None


@pytest.mark.parametrize("kind", ["link", "writable"])
def test_a_folder_into_which_others_can_write_is_not_believed(kind: str, tmp_path: Path) -> None:
    folder = make_cache_folder(tmp_path / "archive")
    note_own(tmp_path / "archive", "list", b"mine")
    if kind == "link":
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.chmod(0o777)
    assert open_cache_folder(tmp_path / "archive") is None
    assert not is_own(tmp_path / "archive", "list", b"mine")


def test_what_was_noted_is_known_again_and_nothing_else_is(tmp_path: Path) -> None:
    for number in range(12):
        note_own(tmp_path, "list", f"{number}".encode())
    assert [is_own(tmp_path, "list", f"{number}".encode()) for number in (0, 1, 2, 11)] == [False, False, True, True]
    assert not is_own(tmp_path, "other", b"11")
    assert not is_own(tmp_path / "elsewhere", "list", b"11")


def test_without_a_home_the_folder_is_in_the_place_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless(_: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("BRIEFS_CACHE")
    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert cache_folder(tmp_path / "archive").parent.parent == tmp_path
    assert make_cache_folder(tmp_path / "archive").is_dir()


def test_the_mode_of_what_a_link_leads_to_stays(top: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    top.mkdir()
    (top / "briefarchive").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError):
        make_cache_folder(tmp_path / "archive")
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o755
