"""An archive that is sent is the same elsewhere, and nothing of it lands beside its folder."""

import os
import pickle
import zlib
from pathlib import Path

import msgspec
import pytest
from briefarchive.reading.parcels import TooLargeError, pack, parcel_of, unpack, unpacked

from briefarchive.reading import archive, parcels, seal
from briefarchive.reading.archive import read_archive
from briefarchive.reading.files import ChangedError

from ..site.building import copy_archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_archive(tmp_path / "archive")


def files_of(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_the_files_are_the_same(root: Path) -> None:
    with unpack(pack(root, shared=False, more=b"more")) as (there, more):
        assert there != root
        sent = {path: data for path, data in files_of(root).items() if path.split("/")[0] in ("archive", "bib", "docs")}
        assert files_of(there) == sent
        assert more == b"more"
    assert not there.exists()


def test_what_is_shared_is_not_sent(root: Path) -> None:
    with unpack(pack(root, shared=True)) as (there, _):
        assert there == root
    assert len(pack(root, shared=True)) < 1_000


def test_what_was_read_before_need_not_be_read_there_with_another_key(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read_archive(root)
    packed = pack(root, shared=False)
    monkeypatch.setattr(seal, "_key", lambda: b"another key")
    monkeypatch.setattr(archive, "read_brief_or_fault", None)
    with unpack(packed) as (there, _):
        assert read_archive(there) == reading


def test_a_cache_that_we_have_not_sealed_is_not_believed_there(root: Path) -> None:
    read_archive(root)
    (root / ".cache/reading/archive--2014.sealed").write_bytes(b"0" * 64 + b"\n{}")
    assert parcel_of(root)[".cache/reading/archive--2014.sealed"] == b""


@pytest.mark.parametrize(
    "path",
    ["../evil", "/etc/evil", "archive/../../evil", "archive//evil", "tools/evil", "archive\\..\\evil", ".cache/x"],
)
def test_nothing_lands_elsewhere(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no path of an archive"), unpacked({path: b""}):
        pass
    assert not list(tmp_path.parent.rglob("evil"))


def test_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/secret.md").symlink_to(tmp_path / "secret.md")
    assert "docs/secret.md" not in parcel_of(root)


def test_too_much_is_neither_sent_nor_unpacked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack(root, shared=False)
    monkeypatch.setattr(parcels, "LARGEST", 1_000)
    with pytest.raises(TooLargeError, match="a folder that they share"):
        parcel_of(root)
    with pytest.raises(ValueError, match="more bytes"), unpack(packed):
        pass
    assert len(zlib.decompress(packed)) > 2_000


def test_pages_show_there_what_they_would_show_here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "one/archive")
    packed = pack(root, shared=True)
    monkeypatch.delenv("GITHUB_REPOSITORY")
    monkeypatch.setenv("CI_PROJECT_URL", "https://gitlab.example.org/other")
    with unpack(packed):
        assert os.environ["GITHUB_REPOSITORY"] == "one/archive"
        assert "CI_PROJECT_URL" not in os.environ
    assert os.environ["CI_PROJECT_URL"] == "https://gitlab.example.org/other"


def test_an_archive_that_is_not_there_is_told_with_the_machine(tmp_path: Path) -> None:
    packed = pack(tmp_path, shared=True)
    tmp_path.rmdir()
    with pytest.raises(ChangedError, match=r'"archive", as the machine ".+" sees it') as caught, unpack(packed):
        pass
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    assert msgspec.msgpack.decode(zlib.decompress(packed))["parcel"] == {}
