"""A site in Spanish, with briefs in Chinese and Arabic."""

from pathlib import Path

import pytest

from ..site.building import BuiltSite, build

ARCHIVE = Path(__file__).parent / "archive"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the archive in this folder."""
    return build(ARCHIVE, tmp_path_factory.mktemp("spanish") / "build")
