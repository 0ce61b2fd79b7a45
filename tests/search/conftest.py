"""The archive of this folder, built with its index once, and ways to ask it."""

import functools
import http.server
import io
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx.builders.html import _assets

from briefarchive.reading.archive import read_archive
from briefarchive.search.index import add_search
from briefarchive.search.terminal import Answer, ask
from briefarchive.site.build import build_site
from briefarchive.site.settings import SEARCH_SCRIPTS

ARCHIVE = Path(__file__).parent / "archive"


def build_plainly(root: Path, target: Path) -> Path:
    """Build the site of an archive, without an index."""
    _assets._file_checksum_inner.cache_clear()  # Sphinx remembers digests of files as long as the process lives
    warning = io.StringIO()
    assert build_site(root, target, warning=warning) == 0, warning.getvalue()
    return target


def build_with_search(root: Path, target: Path, **limits: int) -> Path:
    """Build the site of an archive, and its index."""
    build_plainly(root, target)
    add_search(read_archive(root).archive, target, **limits)
    return target


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the archive that no test changes."""
    target = tmp_path_factory.mktemp("search") / "archive"
    shutil.copytree(ARCHIVE, target, ignore=shutil.ignore_patterns(".cache", "build"))
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
def answer(searched: Path) -> Callable[..., Answer]:
    """Asks the index in node, as the page of results would."""

    def answered(query: str, **options: object) -> Answer:
        return ask(searched, SEARCH_SCRIPTS, [{"query": query, **options}])[0]

    return answered


@pytest.fixture(scope="session")
def serve_with_headers() -> Iterator[Callable[[Path, dict[str, str]], str]]:
    """Serves a folder on 127.0.0.1 with headers; gives the address without a slash."""
    servers = []

    def start(folder: Path, headers: dict[str, str]) -> str:
        class Handler(http.server.SimpleHTTPRequestHandler):
            def end_headers(self) -> None:
                for name, value in headers.items():
                    self.send_header(name, value)
                super().end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
