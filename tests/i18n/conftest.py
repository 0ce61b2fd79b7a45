"""A site in Spanish, with briefs in Chinese and Arabic."""

from pathlib import Path

import pytest

from ..building import once
from ..site.building import BuiltSite, build

ARCHIVE = Path(__file__).parent / "archive"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the archive in this folder."""
    return once(tmp_path_factory, "spanish", lambda folder: build(ARCHIVE, folder / "build"))
