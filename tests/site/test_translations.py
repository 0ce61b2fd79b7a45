"""Pages of a brief in several languages."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from ..building import once
from ..cases import by_cases
from ..pages import differences
from .building import BuiltSite, build


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with a brief and its translation."""
    archive = Path(__file__).parent / "cases/translations"
    return once(tmp_path_factory, "translated", lambda folder: build(shutil.copytree(archive, folder / "archive")))


@by_cases
def test_pages_show(translated: BuiltSite, page: str, shows: dict[str, Any]) -> None:
    assert differences(translated.page(page), shows) == {}
