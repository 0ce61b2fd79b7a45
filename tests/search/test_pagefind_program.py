"""Pagefind is told pages and tells files; whatever else it says is no index."""

import base64
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefarchive.search import pagefind_program
from briefarchive.search.pagefind_program import IndexingError, make_index, run_pagefind

PAGES = [(f"{name}.html", f'<html lang="en"><body data-pagefind-body>{name}</body></html>') for name in "abcdefgh"]


def test_pages_are_numbered_as_they_come() -> None:
    made = make_index(PAGES)
    assert made.keys() == make_index(iter(PAGES)).keys()
    assert made.keys() != make_index(reversed(PAGES)).keys()
    assert made.keys() >= {"pagefind-entry.json", "pagefind.js", "wasm.en.pagefind"}
    assert len([name for name in made if name.startswith("fragment/")]) == len(PAGES)


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


def test_a_program_that_says_what_it_should_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, TAKEN + FILES, 0)
    assert run_pagefind(PAGES) == {"a": b"a"}


@pytest.mark.parametrize(
    ("answers", "code", "message"),
    [
        ("", 0, "pagefind ended with 0: it took 0 of 8 pages"),
        ("", 7, f"pagefind ended with 7: it took 0 of 8 pages; the next was {PAGES[0][0]}"),
        (TAKEN, 0, "pagefind ended with 0: it took 8 of 8 pages"),
        (TAKEN + said(type="GetFiles", files=[]), 0, "it took 8 of 8 pages"),
        (said(type="IndexedFile") + FILES, 0, "it took 1 of 8 pages"),
        (said(type="Error", message="no room", original_message=None) + TAKEN + FILES, 0, "no room"),
        ("?,", 0, "what is no answer"),
        (base64.b64encode(b"{}").decode() + ",", 0, "what is no answer"),
    ],
)
def test_all_else_is_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str, code: int, message: str
) -> None:
    stand_in(tmp_path, monkeypatch, answers, code)
    with pytest.raises(IndexingError, match=message):
        run_pagefind(PAGES)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (TAKEN + said(type="Error", message="no room", original_message=None), "no room"),
        ("?," + TAKEN * 10_000, "what is no answer"),
    ],
)
def test_a_program_that_waits_after_a_fault_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str, message: str
) -> None:
    stand_in(tmp_path, monkeypatch, answers, 0, waits=True)
    with pytest.raises(IndexingError, match=message):
        run_pagefind(PAGES)


def test_what_it_says_to_people_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "", 3, "it is tired")
    with pytest.raises(IndexingError, match=f"pagefind ended with 3: it is tired; the next was {PAGES[0][0]}"):
        run_pagefind(PAGES)


def stand_in(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: str,
    code: int,
    complaint: str = "",
    *,
    waits: bool = False,
) -> None:
    """Put a program in the place of Pagefind that says this, and ends; if it *waits*, not before it is told no more."""
    program = folder / "program"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nprint({answers!r}, end='', flush=True)\n"
        f"print({complaint!r}, file=sys.stderr)\nif {waits}: sys.stdin.read()\nsys.exit({code})\n"
    )
    program.chmod(0o700)
    monkeypatch.setattr(pagefind_program, "get_executable", lambda: program)
