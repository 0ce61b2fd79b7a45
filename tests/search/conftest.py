"""The archive of this folder, built with its index once, and ways to ask it."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx.builders.html import _assets

from briefarchive.search.terminal import Answer, search_command
from briefarchive.site.settings import SEARCH_SCRIPTS

from ..building import build_site, once
from .indexing import Indexed, copy_archive


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the archive that no test changes; its sites are in its folder `build`."""
    return once(tmp_path_factory, "search", _build)


def _build(folder: Path) -> Path:
    root = copy_archive(folder / "archive")
    _assets._file_checksum_inner.cache_clear()  # Sphinx remembers digests of files as long as the process lives
    warning, plain = io.StringIO(), root / "build" / "plain"
    assert build_site(root, plain, warning=warning) is not None, warning.getvalue()
    # Some titles and a summary hold markup on purpose.
    lines = [line for line in warning.getvalue().splitlines() if line.strip()]
    assert not [line for line in lines if not line.endswith(("[briefs.C124]", "[briefs.M213]"))]
    Indexed(root, shutil.copytree(plain, root / "build" / "html")).add()
    Indexed(root, root / "build" / "parted").add(most_briefs=4)
    return root


@pytest.fixture(scope="session")
def plain(root: Path) -> Path:
    """The folder of its site, without an index."""
    return root / "build" / "plain"


@pytest.fixture(scope="session")
def searched(root: Path) -> Path:
    """The same with the index in one part."""
    return root / "build" / "html"


@pytest.fixture(scope="session")
def parted(root: Path) -> Path:
    """An index of parts of four briefs."""
    return root / "build" / "parted"


@pytest.fixture(scope="session")
def answer(searched: Path) -> Iterator[Callable[..., Answer]]:
    """Asks the index in node, as the page of results would."""
    with (
        search_command(searched, SEARCH_SCRIPTS) as command,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running,
    ):

        def ask(query: str, **options: object) -> Answer:
            print(json.dumps({"query": query, **options}), file=running.stdin, flush=True)
            return json.loads(running.stdout.readline())

        yield ask
