"""The cache: quicker, and never different."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking import loading
from briefarchive.checking.loading import read_archive
from briefarchive.reading import bibliography
from briefarchive.reading.archive_files import Reading
from briefarchive.storage import cache as cache_module
from briefarchive.storage import files

BRIEF = "---\ntitle: {title}\ndate: 2014-10-17\n{more}---\nText {{cite:p}}`bbc-2014-a`.\n"
BIB = "@online{bbc-2014-a, title = {A}, publisher = {BBC}, date = {2014-10}}\n@online{bbc-2014-a, title = {B}}\n"
CACHES = ["archive--2014.json", "archive--2015.json", "bib--2014.bib.json"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    _write(root, "archive/2014/2014-10-17-a.md", BRIEF.format(title="A", more=""))
    _write(root, "archive/2014/2014-10-17-b.md", BRIEF.format(title="B", more="wrong: field\n"))
    _write(root, "archive/2015/2015-10-17-c.md", "no head")
    _write(root, "bib/2014.bib", BIB)
    return root


def _write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _folder(root: Path) -> Path:
    return cache_module.cache_folder(root) / "reading"


def _cache_files(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in _folder(root).iterdir()}


def _count_reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed from now on."""
    parsed: list[str] = []
    scan_brief, read_bibliography = loading.scan_brief, bibliography.read_bibliography

    def brief(path: str, data: bytes) -> object:
        parsed.append(path)
        return scan_brief(path, data)

    def sources(path: str, text: str) -> object:
        parsed.append(path)
        return read_bibliography(path, text)

    monkeypatch.setattr(loading, "scan_brief", brief)
    monkeypatch.setattr(bibliography, "read_bibliography", sources)
    return parsed


def test_a_second_read_parses_nothing_and_gives_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_archive(root)
    parsed = _count_reading(monkeypatch)
    second = read_archive(root)
    assert parsed == []
    assert second == first == read_archive(root, cache=False)
    assert {diagnostic.code for diagnostic in second.diagnostics} == {"C105", "F105", "M102"}


def test_only_what_has_changed_is_parsed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_archive(root)
    _write(root, "archive/2014/2014-10-17-a.md", BRIEF.format(title="New", more=""))
    parsed = _count_reading(monkeypatch)
    assert read_archive(root).archive.briefs["2014-10-17-a"].title == "New"
    assert parsed == ["archive/2014/2014-10-17-a.md"]


def test_a_file_that_is_gone_leaves_the_cache(root: Path) -> None:
    read_archive(root)
    (root / "archive/2014/2014-10-17-a.md").unlink()
    assert list(read_archive(root).archive.briefs) == ["2014-10-17-b"]
    assert b"2014-10-17-a" not in _cache_files(root)["archive--2014.json"]


def test_the_cache_is_not_written_when_nothing_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_archive(root)
    monkeypatch.setattr(files, "write_pieces", lambda path, _: pytest.fail(f"{path} was written"))
    read_archive(root)


def test_without_the_cache_nothing_is_written(root: Path) -> None:
    read_archive(root, cache=False)
    assert not cache_module.cache_folder(root).exists()


def _of_another_version(data: bytes) -> bytes:
    return json.dumps(json.loads(data) | {"version": "0"}).encode()


def _of_another_shape(data: bytes) -> bytes:
    shelf = json.loads(data)
    for entry in shelf["entries"].values():
        entry["value"] = {"title": 1}
    return json.dumps(shelf).encode()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"not JSON",
        lambda data: b"\xff\xfe",
        lambda data: b"[" * 100_000,
        lambda data: b"[]",
        lambda data: b'{"version": "0", "entries": null}',
        _of_another_version,
        _of_another_shape,
    ],
    ids=["empty", "cut", "no-json", "no-text", "deep", "list", "no-entries", "version", "shape"],
)
def test_a_damaged_cache_is_ignored_and_made_anew(damage: object, root: Path) -> None:
    assert callable(damage)
    expected = read_archive(root)
    sound = _cache_files(root)
    assert sorted(sound) == CACHES
    for name, data in sound.items():
        (_folder(root) / name).write_bytes(damage(data))
    assert read_archive(root) == expected
    assert _cache_files(root) == sound


def test_folders_in_the_place_of_cache_files_are_only_slower(root: Path) -> None:
    for name in CACHES:
        (_folder(root) / name / "x").mkdir(parents=True)
    assert read_archive(root) == read_archive(root, cache=False)


FILLING = """
import pathlib, resource
from briefarchive.storage import cache
there = cache.Cache(pathlib.Path(), "x", cache.CacheFile[list[str]])
there.get("x.bib", "", lambda: (["x" * 100] * 1_000_000, ()))  # some 100 MB in JSON
used = int(pathlib.Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 60_000_000, -1))
there.save()
"""


def test_a_cache_for_which_memory_is_short_is_not_written(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", FILLING], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr, list(cache_module.cache_folder(tmp_path).rglob("*.json"))) == (0, "", [])


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["archive/2014/2014-10-17-a.md", "archive/2014/2014-10-18-b.md", "bib/2014.bib", "bib/x.bib"]),
        st.sampled_from(
            [None, "", "no head", BIB, BRIEF.format(title="A", more=""), BRIEF.format(title="B", more="x: y\n")]
        ),
    ),
    max_size=6,
)


@given(EDITS)
def test_whatever_is_edited_the_cache_changes_nothing(edits: list[tuple[str, str | None]]) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        for path, text in edits:
            if text is None:
                (root / path).unlink(missing_ok=True)
            else:
                _write(root, path, text)
            with_cache: Reading = read_archive(root)
            assert with_cache == read_archive(root, cache=False)
            assert list(with_cache.archive.briefs) == list(read_archive(root, cache=False).archive.briefs)
    finally:
        shutil.rmtree(root)


def test_what_something_else_than_our_code_made_is_kept_until_that_changes(root: Path) -> None:
    def kept(made_by: str, made: str) -> str:
        cache = cache_module.Cache(root, "files", cache_module.CacheFile[str], made_by=made_by)
        value = cache.get("a", "", lambda: (made, ())).value
        cache.save()
        return value

    assert kept("bounds 1", "first") == "first"
    assert kept("bounds 1", "second") == "first"
    assert kept("bounds 2", "third") == "third"
