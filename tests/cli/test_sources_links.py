"""`briefs sources links` and `briefs sources archive`, against a web of our own."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from briefarchive.curating import archiving
from briefarchive.storage import replacing

from ..curating.server import LocalWeb, Reply, leading_to, local_web
from .conftest import Run

ENTRY = """@online{{{key},
  title           = {{Title}},
  publisher       = {{{publisher}}},
  date            = {{2014-05-01}},
  url             = {{http://a.test/{key}}},{more}
  note            = {{A note.}},
}}
"""
CAPTURE = "http://web.archive.org/web/20140503101112/http://a.test/one"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    """A web with the Wayback Machine, which answers over http, since our web speaks no TLS."""
    monkeypatch.setattr(archiving, "_AVAILABLE", httpx.URL("http://archive.org/wayback/available"))
    monkeypatch.setattr(archiving, "_SAVE", "http://web.archive.org/save/")
    with local_web() as web, leading_to(web.address):
        yield web


@pytest.fixture
def sources(sound: Path) -> Path:
    """The archive with three sources; the last has a copy."""
    (sound / "bib").mkdir()
    write(sound)
    return sound


def write(root: Path, one: str = "") -> None:
    copy = "\n  archiveurl      = {https://web.archive.org/web/20140502000000/http://a.test/three},"
    (root / "bib/2014.bib").write_text(
        "% kept\n"
        + ENTRY.format(key="one", publisher="BBC", more=one)
        + ENTRY.format(key="two", publisher="Other", more="  % seen")
        + ENTRY.format(key="three", publisher="Other", more=copy)
    )


OPTIONS = ("--pause", "0", "--retries", "0")


def bib(root: Path) -> str:
    return (root / "bib/2014.bib").read_text()


def test_a_run_that_is_broken_off_keeps_what_it_has(briefs: Run, sources: Path, web: LocalWeb) -> None:
    def interrupt(_: object) -> Reply:
        os.kill(os.getpid(), signal.SIGINT)
        return Reply(delay=5)

    web.put("http://a.test/one", Reply())
    web.put("http://a.test/two", interrupt)
    # Where the tests run in the background, Ctrl and C is switched off.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = briefs("--root", sources, "sources", "links", *OPTIONS)
    finally:
        signal.signal(signal.SIGINT, before)
    assert result.exit_code == 1
    assert '"key":"one"' in (sources / "curation/links.jsonl").read_text()
    assert '"key":"two"' not in (sources / "curation/links.jsonl").read_text()


def available(web: LocalWeb, key: str, reply: Reply) -> None:
    web.put(f"http://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F{key}&timestamp=20140501", reply)


def capture(url: str) -> Reply:
    closest = {"status": "200", "available": True, "url": url, "timestamp": url.split("/")[4]}
    return Reply(body=json.dumps({"url": "a.test", "archived_snapshots": {"closest": closest}}).encode())


def test_copies_that_cannot_be_written_are_told(
    briefs: Run, sources: Path, web: LocalWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_PATIENCE", 0.01)
    before = bib(sources)
    with replacing.locked(sources, "briefs import"):
        available(web, "one", capture(CAPTURE))
        available(web, "two", capture(CAPTURE.replace("one", "two")))
        result = briefs("--root", sources, "sources", "archive", *OPTIONS)
    assert (result.exit_code, bib(sources)) == (1, before)
    assert "waiting for briefs import" in result.stderr
    assert result.stdout.count(CAPTURE.replace("http:", "https:", 1)) == 1
    assert result.stdout.count("could not be changed") == 2
    assert "Sources without a copy: 2; copies written: 0." in result.stdout
