"""What holds for every page, whatever is in it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefarchive.diagnostics import Diagnostic
from briefarchive.importing.composing import Composer, Draft
from briefarchive.importing.document import LegacyDocument
from briefarchive.importing.exports import ExportFile
from briefarchive.importing.interpreting import interpret
from briefarchive.importing.readers import documents
from briefarchive.importing.workspace import Workspace
from briefarchive.model import Archive
from briefarchive.reading.brief import read_brief

from .pages import PAGES


def read(data: bytes) -> LegacyDocument | Diagnostic:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(data)
        (found,) = documents(
            ExportFile(path=path, origin="page.html", root=Path(folder)), Workspace(folder=Path(folder))
        )
        return found


_BEGINNING = "<html><body><p>May 4, 2015</p><p>The ferry line opened.</p>"


def drafted(page: str) -> Draft | None:
    document = read(page.encode())
    assert isinstance(document, LegacyDocument), document
    legacy = interpret(document)
    if legacy.published is None or not legacy.body:
        return None
    return Composer(Archive(), set()).compose(legacy)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    found = read(b"<html>" + data)
    assert isinstance(found, LegacyDocument) or found.code in {"I201", "I202", "I203"}


@settings(max_examples=300, deadline=None)
@given(PAGES)
@example(f'{_BEGINNING}Radio<a href="https://x.example/a">The ferry line opened again</a>')
@example(f'{_BEGINNING}来源<a href="https://x.example/a">渡轮航线开通</a>')
@example(f"{_BEGINNING}<pre><p>The ferry line opened again`0</p>`x`</pre>")
def test_every_word_of_a_page_is_accounted_for(page: str) -> None:
    draft = drafted(page)
    if draft is not None:
        assert not draft.account.lost
        assert not draft.account.invented


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_any_brief_that_is_made_of_a_page_can_be_read(page: str) -> None:
    draft = drafted(page)
    if draft is not None:
        brief, found = read_brief(draft.path, draft.text.encode())
        assert not [one.message for one in found if one.severity == "error"]
        assert brief is not None
