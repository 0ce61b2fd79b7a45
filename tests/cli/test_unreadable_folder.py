"""A folder that cannot be read: nobody is told that nothing is wrong, and nothing is built or changed."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..cases import by_cases
from .conftest import Run

MESSAGE = 'the folder "archive/2014" cannot be read: Permission denied'


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that cannot be read, also by the system's administrator."""

    def close(folder: Path) -> None:
        real = os.scandir

        def scandir(path: Any = ".") -> Iterator[os.DirEntry[str]]:
            if not isinstance(path, int) and Path(path) == folder:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", scandir)

    return close


def _texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in os.listdir(folder)}  # noqa: PTH208 — it asks otherwise


@pytest.mark.parametrize("words", [(), ("--untrusted",), ("--fix",)])
def test_the_check_names_it_and_fails(
    words: tuple[str, ...], briefs: Run, sound: Path, close: Callable[[Path], None]
) -> None:
    close(sound / "archive/2014")
    result = briefs("--root", sound, "check", "--format", "json", *words)
    (found,) = json.loads(result.stdout)
    assert (result.exit_code, found["code"], found["path"]) == (1, "F104", "archive/2014")
    assert found["message"] == MESSAGE


def test_the_site_stays_as_it_was(briefs: Run, sound: Path, close: Callable[[Path], None]) -> None:
    briefs("--root", sound, "build", "--quiet")
    page = sound / "build/html/archive/2014/2014-05-01-good.html"
    assert page.is_file()
    close(sound / "archive/2014")
    result = briefs("--root", sound, "build", "--quiet")
    assert (result.exit_code, result.output) == (1, f"Error: {MESSAGE}\n")
    assert page.is_file()


@by_cases
def test_other_commands_stop(words: tuple[str, ...], briefs: Run, sound: Path, close: Callable[[Path], None]) -> None:
    before = _texts(sound / "archive/2014")
    close(sound / "archive/2014")
    result = briefs("--root", sound, *words)
    assert (result.exit_code, result.output) == (1, f"Error: {MESSAGE}\n")
    assert _texts(sound / "archive/2014") == before


def test_the_import_names_one_among_the_exports(
    briefs: Run, sound: Path, tmp_path: Path, close: Callable[[Path], None]
) -> None:
    for name in ("a", "b"):
        (tmp_path / "exports" / name).mkdir(parents=True)
        (tmp_path / f"exports/{name}/x.txt").write_text("A port opens\n\nMay 4, 2015\n\nThe port opened.\n")
    close(tmp_path / "exports/a")
    result = briefs("--root", sound, "import", tmp_path / "exports")
    assert (result.exit_code, 'I205 the folder "a" cannot be read: Permission denied' in result.output) == (1, True)
    assert [path.name for path in (sound / "archive/2015").iterdir()] == ["2015-05-04-port-opens.md"]
