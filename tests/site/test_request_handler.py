"""What is answered to addresses that have no page, and while files change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefarchive.reading.decoding import ChangedError
from briefarchive.site.live.request_handler import Reply, RequestHandler
from briefarchive.storage import files
from briefarchive.storage.limits import note_work

from ..cases import alter
from .building import copy_archive

BRIEF = "/archive/2014/2014-05-02-harbour.html"


@pytest.fixture(scope="module")
def handler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RequestHandler]:
    """A handler for the archive of the tests."""
    folder = tmp_path_factory.mktemp("handler")
    handler = RequestHandler(copy_archive(folder / "archive"), folder / "static")
    handler.open()
    yield handler
    handler.close()


def _failing(monkeypatch: pytest.MonkeyPatch, handler: RequestHandler, error: Exception, times: int) -> None:
    """Let drawing a page fail the next *times*."""
    answer, left = handler._render, iter(range(times))

    def fail(address: str) -> Reply:
        if next(left, None) is not None:
            raise error
        return answer(address)

    monkeypatch.setattr(handler, "_render", fail)


CHANGED = ChangedError("archive/2014/map.png")


@pytest.mark.parametrize("name", ["a" * 300, "a" * 300 + ".html", "_static/" + "a" * 300, "a/" * 3000 + "b.html"])
def test_an_address_longer_than_the_name_of_a_file_has_nothing(
    handler: RequestHandler, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert handler.handle(f"/{name}").status == 404
    assert capsys.readouterr().err == ""


def test_a_page_whose_file_has_just_changed_is_drawn_again_and_told_of_the_second_time(
    handler: RequestHandler, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = handler.handle(BRIEF)
    assert before.status == 200
    with monkeypatch.context() as patched:
        _failing(patched, handler, CHANGED, 1)
        assert handler.handle(BRIEF) == before
    _failing(monkeypatch, handler, CHANGED, 2)
    reply = handler.handle(BRIEF)
    assert reply.status == 500
    assert "has changed in the meantime" in reply.body.decode()
    assert "ChangedError" in capsys.readouterr().err
    assert handler.handle(BRIEF).status == 200


def test_what_is_wrong_with_a_cited_entry_shows_on_the_page_of_the_brief(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    own = RequestHandler(root, tmp_path / "static")
    own.open()
    before = own.handle(BRIEF).body.decode()
    alter(root, "bib/2014.bib", old="{A harbour opens & <closes>}", new="{A harbour opens")
    own.apply_changes(["bib/2014.bib"])
    after = own.handle(BRIEF).body.decode()
    own.close()
    assert "is not closed" not in before
    assert "is not closed" in after
    assert "bib/2014.bib:" in after


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (files.UnreadableFolderError(13, "Permission denied", "archive/2014"), "archive/2014"),
        (MemoryError(), "there is not enough memory, at bib/2014.bib;"),
    ],
)
def test_what_keeps_the_archive_from_being_read_is_named_until_it_can_be(
    handler: RequestHandler, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def unreadable(_root: Path) -> None:
        note_work("bib/2014.bib")
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("briefarchive.site.live.request_handler.read_archive", unreadable)
        handler.apply_changes([BRIEF])
    answer = handler.handle(BRIEF)
    assert (answer.status, said in answer.body.decode()) == (500, True)
    handler.apply_changes([BRIEF])
    assert handler.handle(BRIEF).status == 200


def test_a_page_that_wants_more_memory_than_there_is_says_so(
    handler: RequestHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(monkeypatch, handler, MemoryError(), 1)
    answer = handler.handle(BRIEF)
    assert (answer.status, f"not enough memory, at {BRIEF[1:]}" in answer.body.decode()) == (500, True)
