"""The archive of this folder, built with its index once, and ways to ask it."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.builders.html import _assets

from briefarchive.search.terminal import Answer, ask
from briefarchive.site.settings import SEARCH_SCRIPTS

from ..building import build_site, index_site

ARCHIVE = Path(__file__).parent / "archive"


def build_plainly(root: Path, target: Path) -> Path:
    """Build the site of an archive, without an index."""
    _assets._file_checksum_inner.cache_clear()  # Sphinx remembers digests of files as long as the process lives
    warning = io.StringIO()
    assert build_site(root, target, warning=warning) is not None, warning.getvalue()
    # Some titles and a summary hold markup on purpose.
    told = [line for line in warning.getvalue().splitlines() if line.strip()]
    assert not [line for line in told if not line.endswith(("[briefs.C124]", "[briefs.M213]"))]
    return target


def build_with_search(root: Path, target: Path, **limits: int) -> Path:
    """Build the site of an archive, and its index."""
    build_plainly(root, target)
    index_site(root, target, **limits)
    return target


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the archive that no test changes."""
    target = tmp_path_factory.mktemp("search") / "archive"
    shutil.copytree(ARCHIVE, target, ignore=shutil.ignore_patterns("build"))
    return target


@pytest.fixture(scope="session")
def searched(root: Path) -> Path:
    """The folder of its site, with the index in one part."""
    return build_with_search(root, root / "build" / "html")


@pytest.fixture(scope="session")
def parted(root: Path) -> Path:
    """The same site with an index of parts of four briefs."""
    return build_with_search(root, root / "build" / "parted", most_briefs=4)


@pytest.fixture(scope="session")
def answer(request: pytest.FixtureRequest, searched: Path) -> Callable[..., Answer]:
    """Asks the index in node, as the page of results would; all tests ask at once, for node starts slowly."""
    calls = (item.callspec.params for item in request.session.items if hasattr(item, "callspec"))
    queries = list(dict.fromkeys(one["query"] for one in calls if "query" in one))
    known = dict(zip(queries, ask(searched, SEARCH_SCRIPTS, [{"query": query} for query in queries]), strict=True))

    def answered(query: str, **options: object) -> Answer:
        if query in known and not options:
            return known[query]
        return ask(searched, SEARCH_SCRIPTS, [{"query": query, **options}])[0]

    return answered
