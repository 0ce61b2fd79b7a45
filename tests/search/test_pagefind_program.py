"""Pagefind is told pages and tells files; whatever else it says is no index."""

import base64
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefarchive.search import pagefind_program
from briefarchive.search.pagefind_program import IndexingError, make_index, run_pagefind

PAGES = [(f"{name}.html", f'<html lang="en"><body data-pagefind-body>{name}</body></html>') for name in "abcdefgh"]


def test_pages_are_numbered_as_they_come() -> None:
    index = make_index(PAGES)
    assert index.keys() == make_index(iter(PAGES)).keys()
    assert index.keys() != make_index(reversed(PAGES)).keys()
    assert index.keys() >= {"pagefind-entry.json", "pagefind.js", "wasm.en.pagefind"}
    assert len([name for name in index if name.startswith("fragment/")]) == len(PAGES)


def test_no_setting_leads_it_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run_pagefind(PAGES)
    (tmp_path / "pagefind.toml").write_text('exclude_selectors = ["body"]\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "body")
    assert run_pagefind(PAGES) == plain
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind.toml"]


def test_what_is_wrong_with_the_pages_is_told_and_it_ends() -> None:
    def pages() -> Iterator[tuple[str, str]]:
        yield from PAGES
        raise LookupError

    with pytest.raises(LookupError):
        run_pagefind(pages())


def said(**payload: object) -> str:
    return base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()).decode() + ","


TAKEN = said(type="IndexedFile") * len(PAGES)
FILES = said(type="GetFiles", files=[{"path": "a", "content": "YQ=="}])


REFUSED = said(type="Error", message="no room", original_message=None)


@dataclass(frozen=True, kw_only=True)
class Program:
    """What stands in the place of Pagefind: it says this and ends; if it *waits*, not before it is told no more."""

    answers: str = ""
    code: int = 0
    complaint: str = ""
    waits: bool = False

    def install(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program = folder / "program"
        program.write_text(
            f"#!{sys.executable}\nimport sys\nprint({self.answers!r}, end='', flush=True)\n"
            f"print({self.complaint!r}, file=sys.stderr)\nif {self.waits}: sys.stdin.read()\nsys.exit({self.code})\n"
        )
        program.chmod(0o700)
        monkeypatch.setattr(pagefind_program, "get_executable", lambda: program)


def test_a_program_that_says_what_it_should_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Program(answers=TAKEN + FILES).install(tmp_path, monkeypatch)
    assert run_pagefind(PAGES) == {"a": b"a"}


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (Program(), "pagefind ended with 0: it took 0 of 8 pages"),
        (Program(code=7), f"pagefind ended with 7: it took 0 of 8 pages; the next was {PAGES[0][0]}"),
        (Program(code=3, complaint="it is tired"), "pagefind ended with 3: it is tired; the next was a.html"),
        (Program(answers=TAKEN), "pagefind ended with 0: it took 8 of 8 pages"),
        (Program(answers=TAKEN + said(type="GetFiles", files=[])), "it took 8 of 8 pages"),
        (Program(answers=said(type="IndexedFile") + FILES), "it took 1 of 8 pages"),
        (Program(answers=REFUSED + TAKEN + FILES), "no room"),
        (Program(answers="?,"), "an answer that cannot be read"),
        (Program(answers=base64.b64encode(b"{}").decode() + ","), "an answer that cannot be read"),
        (Program(answers=TAKEN + REFUSED, waits=True), "no room"),
        (Program(answers="?," + TAKEN * 10_000, waits=True), "an answer that cannot be read"),
    ],
)
def test_all_else_is_no_index_and_it_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Program, message: str
) -> None:
    program.install(tmp_path, monkeypatch)
    with pytest.raises(IndexingError, match=message):
        run_pagefind(PAGES)
