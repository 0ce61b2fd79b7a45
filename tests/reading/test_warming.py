"""What several processes read into the cache is what one would have written there."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from briefarchive.reading import archive, warming
from briefarchive.reading.archive import read_files
from briefarchive.reading.warming import Portion, fill_cache, read_portion
from briefarchive.storage import cache

from ..site.building import copy_archive

T = TypeVar("T")
R = TypeVar("R")


class Alone:
    """This process does it all."""

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        return map(work, things)


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "_ENOUGH", 2)
    monkeypatch.setattr(warming, "_PORTION", 2_000)


def cached(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (cache.cache_folder(root) / "reading").iterdir()}


def test_the_cache_is_the_same(tmp_path: Path) -> None:
    one, other = copy_archive(tmp_path / "one"), copy_archive(tmp_path / "other")
    reading = read_files(one)
    fill_cache(other, Alone())
    assert cached(other) == cached(one)
    assert read_files(other) == reading


def test_nothing_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_archive(tmp_path / "archive")
    fill_cache(root, Alone())
    monkeypatch.setattr(archive, "read_brief_or_fault", None)
    monkeypatch.setattr(archive, "read_bib", None)
    read_files(root)


def test_an_archive_that_is_read_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_archive(tmp_path / "archive")
    read_files(root)
    monkeypatch.setattr(warming, "_Shelves", None)
    fill_cache(root, Alone())


def test_what_another_version_has_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_archive(tmp_path / "archive")
    read_files(root)
    before = cached(root)
    monkeypatch.setattr(cache, "code_version", lambda: "another")
    fill_cache(root, Alone())
    assert cached(root).keys() == before.keys()
    assert not {name for name, data in cached(root).items() if data == before[name]}


def test_only_what_is_new_is_given_away(tmp_path: Path) -> None:
    class Listening(Alone):
        given: tuple[Portion, ...] = ()

        def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
            self.given = tuple(things)  # type: ignore[assignment]
            return super().each(work, self.given)  # type: ignore[arg-type]

    root = copy_archive(tmp_path / "archive")
    read_files(root)
    changed = sorted((root / "archive").glob("*/*.md"))[:3]
    for file in changed:
        file.write_text(file.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    listening = Listening()
    fill_cache(root, listening)
    given = [root / member.path for portion in listening.given for member in portion.members]
    assert given == changed
    assert read_files(root) == read_files(root, cache=False)


def test_a_file_that_has_changed_meanwhile_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/one.md").write_text("another text")
    file = warming.File(kind="archive", path="archive/one.md", digest="of what was there before")
    assert read_portion(Portion(root=str(tmp_path), members=(file,))) == (b"",)
