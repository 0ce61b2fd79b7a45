"""`briefs serve` draws the site on this machine as it is asked for, and follows what is saved."""

import contextlib
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefarchive.site.security_headers import headers

from ..cases import by_cases

PAGE = "archive/2014/2014-05-02-harbour"
TEXT = """---
title: A harbour opens
date: 2014-05-02
countries: [GB]
---
The harbour opened.
"""
GUIDE = "# The guide\n\nHow it is done.\n"


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    root: Path
    port: int
    process: subprocess.Popen[str]

    def get(self, path: str, *, host: str | None = None, method: str = "GET") -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, body

    def page(self) -> str:
        return self.get(f"/{PAGE}.html")[1]

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")


@contextlib.contextmanager
def _serving(root: Path) -> Iterator[Served]:
    """The server of an archive with one brief and a page of a guide."""
    for path, text in ((f"{PAGE}.md", TEXT), ("docs/index.md", GUIDE)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        yield Served(root, port, process)
        process.send_signal(signal.SIGTERM)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose archive stays as it is."""
    with _serving(tmp_path_factory.mktemp("still")) as server:
        yield server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One whose archive a test may change; the brief begins as it was."""
    with _serving(tmp_path_factory.mktemp("served")) as server:
        yield server


def _until(told: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if told():
            return True
        time.sleep(0.1)
    return False


def test_pages_are_told_of_each_change(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("GET", "/_changes")
    events = connection.getresponse()
    assert events.getheader("Content-Type", "").startswith("text/event-stream")
    first = events.readline()
    assert f'data-state="{first.decode().removeprefix("data: ").strip()}"' in served.page()
    events.readline()
    threading.Timer(0.5, served.write, (f"{PAGE}.md", TEXT.replace("opened", "closed"))).start()
    second = events.readline()
    connection.close()
    assert second.startswith(b"data: ")
    assert second != first
    assert "The harbour closed." in served.page()  # an event comes when the change can be seen


def test_each_file_of_the_site_is_there_with_its_media_type(still: Served) -> None:
    types = {
        "_static/site.css": "text/css; charset=utf-8",
        "_static/site-icon.svg": "image/svg+xml",
        f"exports/{PAGE}.bib": "application/x-bibtex",
        f"exports/{PAGE}.ris": "application/x-research-info-systems",
        "exports/all.csl.json": "application/vnd.citationstyles.csl+json",
        "exports/briefs.csv": "text/csv; charset=utf-8",
        "exports/briefs.jsonl": "application/jsonl",
    }
    for address, media_type in types.items():
        answer, body = still.get(f"/{address}")
        assert (answer.status, answer.getheader("Content-Type"), body != "") == (200, media_type, True)


def test_every_answer_has_the_headers_of_the_site(still: Served) -> None:
    paths = ("/", f"/{PAGE}.html", "/_static/site.css", "/_reload.js", "/docs/index.html", "/nowhere.html")
    refused = (still.get("/", host="example.org"), still.get("/", method="POST"))
    assert [answer.status for answer, _ in refused] == [400, 405]
    for answer, _ in (*map(still.get, paths), *refused):
        assert {name: answer.getheader(name) for name in headers()} == headers()
        assert answer.headers.get_all("Cache-Control") == ["no-store"]


def test_a_brief_that_cannot_be_read_has_a_page_that_says_why(served: Served) -> None:
    served.write(f"{PAGE}.md", TEXT.replace("title: A", "title: [A"))
    assert _until(lambda: "This brief cannot be read" in served.page())
    assert "/_reload.js" in served.page()
    assert f"{PAGE}.md:2:" in served.page()
    served.write(f"{PAGE}.md", TEXT)
    assert _until(lambda: "The harbour opened." in served.page())


def test_a_new_brief_and_a_deleted_one_are_followed(served: Served) -> None:
    served.write("archive/2014/2014-06-01-quay.md", TEXT.replace("2014-05-02", "2014-06-01"))
    assert _until(lambda: served.get("/archive/2014/2014-06-01-quay.html")[0].status == 200)
    (served.root / "archive/2014/2014-06-01-quay.md").unlink()
    assert _until(lambda: served.get("/archive/2014/2014-06-01-quay.html")[0].status == 404)


def test_the_guide_and_its_configuration_are_followed(served: Served) -> None:
    assert "How it is done." in served.get("/docs/")[1]
    served.write("docs/index.md", GUIDE.replace("done", "made"))
    assert _until(lambda: "How it is made." in served.get("/docs/")[1])
    served.write("docs/conf.py", 'extensions = ["briefarchive.site"]\nproject = "Another name"\n')
    assert _until(lambda: "Another name" in served.page())
    served.write("docs/conf.py", "extensions = [\n")
    assert _until(lambda: "The site cannot be drawn" in served.page())
    served.write("docs/conf.py", 'extensions = ["briefarchive.site"]\nproject = "A third name"\n')
    assert _until(lambda: "A third name" in served.page())


@pytest.mark.parametrize("host", ["example.org", "example.org:{port}", "localhost.example.org"])
def test_another_host_is_refused(still: Served, host: str) -> None:
    for path in ("/", "/_changes", "/_reload.js"):
        answer, body = still.get(path, host=host.format(port=still.port))
        assert answer.status == 400
        assert "harbour" not in body
    assert still.get("/", host=f"localhost:{still.port}")[0].status == 200


@by_cases
def test_nothing_but_the_site_is_served(still: Served, path: str) -> None:
    answer, body = still.get(path)
    assert answer.status == 404
    assert "root:" not in body
    assert "harbour" not in body


def test_it_listens_on_this_machine_alone(still: Served) -> None:
    with socket.socket() as probe:
        probe.settimeout(5)
        assert probe.connect_ex(("127.0.0.2", still.port)) != 0


def test_the_interrupt_ends_it_without_a_word(tmp_path: Path) -> None:
    with _serving(tmp_path) as served:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
        connection.request("GET", "/_changes")  # a page that is open
        connection.getresponse().readline()
        served.process.send_signal(signal.SIGINT)
        output, _ = served.process.communicate(timeout=30)
        assert (served.process.returncode, output) == (0, "")
        connection.close()


def test_a_port_that_is_taken_is_told(still: Served) -> None:
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(still.root), "serve", "--port", str(still.port)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 2
    assert f"port {still.port} is taken" in second.stderr
