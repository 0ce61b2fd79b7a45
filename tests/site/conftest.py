"""Sites that are built once and looked at by many tests."""

import pytest

from ..building import once
from .building import BuiltSite, build, copy_archive


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the archive in this folder."""
    return once(tmp_path_factory, "site", lambda folder: build(copy_archive(folder / "archive")))
