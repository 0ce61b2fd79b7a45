"""Sites that are built once and looked at by many tests."""

import pytest

from .building import BuiltSite, build, copy_archive


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the archive in this folder."""
    return build(copy_archive(tmp_path_factory.mktemp("site") / "archive"))
