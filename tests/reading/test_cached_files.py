"""What several processes read into the cache is what one would have written there."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from briefarchive.checking.loading import read_archive, warm_cache
from briefarchive.reading import cached_files, decoding
from briefarchive.storage import cache

from ..site.building import copy_archive

T = TypeVar("T")
R = TypeVar("R")


class Alone:
    """This process does it all, and notes what it was given."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        self.given += things
        return map(work, things)


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_files, "_ENOUGH", 2)


def cached(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (cache.cache_folder(root) / "reading").iterdir()}


def test_the_cache_is_the_same_and_nothing_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = copy_archive(tmp_path / "one"), copy_archive(tmp_path / "other")
    reading = read_archive(path)
    warm_cache(other, Alone())
    assert cached(other) == cached(path)
    monkeypatch.setattr(decoding, "read_safely", lambda *_: pytest.fail("a file was read"))
    assert read_archive(other) == reading


def test_only_folders_with_something_new_are_given_away(tmp_path: Path) -> None:
    root, pool = copy_archive(tmp_path / "archive"), Alone()
    read_archive(root)
    warm_cache(root, pool)
    assert pool.given == []
    changed = sorted((root / "archive/2014").glob("*.md"))[:3]
    for file in changed:
        file.write_text(file.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    warm_cache(root, pool)
    assert [group.name for group in pool.given] == ["archive--2014"]
    assert read_archive(root) == read_archive(root, cache=False)


def test_what_another_version_has_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_archive(tmp_path / "archive")
    read_archive(root)
    before = cached(root)
    monkeypatch.setattr(cache, "code_version", lambda: "another")
    warm_cache(root, Alone())
    assert cached(root).keys() == before.keys()
    assert not {name for name, data in cached(root).items() if data == before[name]}
