"""`briefs sources links` and `briefs sources archive`, against a web of our own."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from briefarchive.curating import archiving
from briefarchive.storage import locking

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
FIELDS = """
  archiveurl      = {https://web.archive.org/web/20140503101112/http://a.test/one},
  archivedate     = {2014-05-03},"""


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


def test_what_is_found_is_kept_and_told(briefs: Run, sources: Path, web: LocalWeb) -> None:
    web.put("http://a.test/one", Reply())
    web.put("http://a.test/two", Reply(status=301, headers={"Location": "http://b.test/"}))
    web.put("http://b.test/", Reply())
    web.put("http://a.test/three", Reply(status=403))
    result = briefs("--root", sources, "sources", "links", *OPTIONS)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[1].split() == ["moved", "200", "two", "→", "http://b.test/"]
    assert lines[2].split()[:3] == ["blocked", "403", "three"]
    assert "there is a copy" in lines[2]
    kept = [json.loads(line) for line in (sources / "curation/links.jsonl").read_text().splitlines()]
    assert [(one["key"], one["state"]) for one in kept] == [("one", "ok"), ("three", "blocked"), ("two", "moved")]


def test_a_page_that_is_gone_is_a_finding(briefs: Run, sources: Path, web: LocalWeb) -> None:
    web.put("http://a.test/two", Reply())
    web.put("http://a.test/three", Reply())
    result = briefs("--root", sources, "sources", "links", "--format", "json", *OPTIONS)
    assert result.exit_code == 1
    assert [(one["key"], one["state"], one["status"]) for one in json.loads(result.output)] == [
        ("one", "gone", 404),
        ("three", "ok", 200),
        ("two", "ok", 200),
    ]


def test_a_second_run_asks_only_what_is_older(briefs: Run, sources: Path, web: LocalWeb) -> None:
    for key in ("one", "two", "three"):
        web.put(f"http://a.test/{key}", Reply())
    briefs("--root", sources, "sources", "links", "--publisher", "bbc", *OPTIONS)
    assert [one.path for one in web.to("a.test")] == ["/one"]
    briefs("--root", sources, "sources", "links", *OPTIONS)
    assert [one.path for one in web.to("a.test")] == ["/one", "/three", "/two"]
    briefs("--root", sources, "sources", "links", *OPTIONS)
    assert len(web.to("a.test")) == 3
    briefs("--root", sources, "sources", "links", "--since", "2999-01-01", *OPTIONS)
    assert len(web.to("a.test")) == 6


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


NO_COPY = Reply(body=b'{"url": "a.test", "archived_snapshots": {}}')


def available(web: LocalWeb, key: str, reply: Reply) -> None:
    web.put(f"http://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F{key}&timestamp=20140501", reply)


def capture(url: str) -> Reply:
    closest = {"status": "200", "available": True, "url": url, "timestamp": url.split("/")[4]}
    return Reply(body=json.dumps({"url": "a.test", "archived_snapshots": {"closest": closest}}).encode())


def test_a_copy_near_the_citation_is_written_and_nothing_else(briefs: Run, sources: Path, web: LocalWeb) -> None:
    available(web, "one", capture(CAPTURE))
    available(web, "two", NO_COPY)
    result = briefs("--root", sources, "sources", "archive", *OPTIONS)
    assert result.exit_code == 0
    assert "one: https://web.archive.org/web/20140503101112/http://a.test/one\n" in result.output
    assert "two: no copy\n" in result.output
    assert "three" not in result.output
    after = bib(sources)
    write(sources, FIELDS)
    assert after == bib(sources)


def test_what_keeps_copies_from_being_written_is_told_once(
    briefs: Run, sources: Path, web: LocalWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_PATIENCE", 0.01)
    before = bib(sources)
    with locking.locked(sources, "briefs import"):
        available(web, "one", capture(CAPTURE))
        available(web, "two", capture(CAPTURE.replace("one", "two")))
        result = briefs("--root", sources, "sources", "archive", *OPTIONS)
    assert (result.exit_code, bib(sources)) == (1, before)
    assert result.stderr.count("is writing into this archive; nothing was written. Wait until it has ended") == 1
    assert "waiting for briefs import" in result.stderr
    assert result.stdout.count(CAPTURE.replace("http:", "https:", 1)) == 1
    assert result.stdout.count("could not be changed") == 2
    assert "2 sources without a copy; 0 copies written." in result.stdout


def test_a_copy_far_from_the_citation_is_told_with_its_distance(briefs: Run, sources: Path, web: LocalWeb) -> None:
    far = CAPTURE.replace("20140503", "20150501")
    available(web, "one", capture(far))
    result = briefs("--root", sources, "sources", "archive", "one", *OPTIONS)
    assert "(365 days from the citation)" in result.output
    assert "archivedate     = {2015-05-01}," in bib(sources)


def test_a_dry_run_writes_nothing_and_has_nothing_saved(briefs: Run, sources: Path, web: LocalWeb) -> None:
    before = bib(sources)
    available(web, "one", capture(CAPTURE))
    available(web, "two", NO_COPY)
    result = briefs("--root", sources, "sources", "archive", "--dry-run", "--save", *OPTIONS)
    assert (result.exit_code, "1 copies would be written" in result.output) == (0, True)
    assert bib(sources) == before
    assert web.to("web.archive.org") == []


@pytest.mark.parametrize("header", ["Location", "Content-Location"])
def test_a_copy_is_made_on_request(briefs: Run, sources: Path, web: LocalWeb, header: str) -> None:
    available(web, "one", NO_COPY)
    made = {header: "/web/20260501000000/http://a.test/one"}
    web.put(
        "http://web.archive.org/save/http://a.test/one",
        Reply(status=302 if header == "Location" else 200, headers=made),
    )
    briefs("--root", sources, "sources", "archive", "one", "--save", *OPTIONS)
    assert "{https://web.archive.org/web/20260501000000/http://a.test/one}" in bib(sources)


def test_no_copy_is_made_of_a_page_that_is_gone(briefs: Run, sources: Path, web: LocalWeb) -> None:
    briefs("--root", sources, "sources", "links", *OPTIONS)
    available(web, "one", NO_COPY)
    result = briefs("--root", sources, "sources", "archive", "one", "--save", *OPTIONS)
    assert ("one: no copy" in result.output, web.to("web.archive.org")) == (True, [])


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=503),
        Reply(body=b"<html>"),
        Reply(body=b'{"archived_snapshots": {"closest": {"url": "http://evil.test/", "timestamp": "20140501000000"}}}'),
        Reply(body=b'{"archived_snapshots": []}'),
    ],
)
def test_an_answer_that_is_none_changes_nothing(briefs: Run, sources: Path, web: LocalWeb, reply: Reply) -> None:
    before = bib(sources)
    available(web, "one", reply)
    result = briefs("--root", sources, "sources", "archive", "one", *OPTIONS)
    assert (result.exit_code, "could not be asked" in result.output) == (1, True)
    assert bib(sources) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [(("links", "--publisher", "nobody"), 'no publisher "nobody"'), (("archive", "TWO"), 'did you mean "two"?')],
)
def test_a_publisher_or_key_that_is_not_there_is_a_wrong_use(
    briefs: Run, sources: Path, words: tuple[str, ...], told: str
) -> None:
    result = briefs("--root", sources, "sources", *words, *OPTIONS)
    assert (result.exit_code, told in result.output) == (2, True)
