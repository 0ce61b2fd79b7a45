"""Readers sort the lists of index pages, and the address keeps how."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver

from ..cases import by_cases
from ..scenes import Step, play
from .building import build

Serve = Callable[[Path], str]


def _site(folder: Path) -> Path:
    return build(shutil.copytree(Path(__file__).parent / "cases/sorting", folder / "archive")).outdir


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Where the site of this small archive is served."""
    return serve(_site(tmp_path_factory.mktemp("sorting")))


@by_cases
def test_readers_sort(browser: webdriver.Chrome, address: str, scene: str, steps: list[Step]) -> None:
    play(browser, address, steps)


@by_cases
def test_a_list_of_several_pages_is_sorted_as_a_whole_with_its_headings(
    browser: webdriver.Chrome, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[Step]
) -> None:
    monkeypatch.setattr("briefarchive.facets.indices.lists.paginated.__kwdefaults__", {"size": 1})
    play(browser, serve(_site(tmp_path)), steps)
