"""What was made is made again when any file of the program has changed, and not because it has run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefarchive.storage import cache


@pytest.fixture
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """The version of a program in *tmp_path*, as a new process would find it."""
    monkeypatch.setattr(cache.resources, "files", lambda _: tmp_path)

    def find() -> str:
        cache.code_version.cache_clear()
        return cache.code_version()

    yield find
    cache.code_version.cache_clear()


@pytest.mark.parametrize("name", ["rule.py", "words.po", "sign.svg", "page.html", "tool.mjs", "note.txt"])
def test_a_changed_file_is_another_version(tmp_path: Path, version: Callable[[], str], name: str) -> None:
    file = tmp_path / "part" / name
    file.parent.mkdir()
    file.write_bytes(b"one")
    before = version()
    file.write_bytes(b"two")
    assert version() != before


def test_what_python_makes_of_modules_is_no_part_of_it(tmp_path: Path, version: Callable[[], str]) -> None:
    before = version()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "rule.cpython-311.pyc").write_bytes(b"made")
    assert version() == before
