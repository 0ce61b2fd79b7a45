"""The comment lists addresses and nothing else that a stranger wrote."""

import json
from pathlib import Path

import pytest

import preview_comment
from preview_comment import comment

ARTEFACT = "https://example.org/artefact"
COMMIT = "0123abcd"
ADDRESS = "https://previews.example.org/7/"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/a.html").write_text("<p>", "utf-8")
    return tmp_path


def _listed(pages: Path, listed: object) -> None:
    (pages / "changed.json").write_text(json.dumps(listed), "utf-8")


def _comment(pages: Path, address: str = ADDRESS, reason: str = "") -> str:
    return comment(pages, artefact=ARTEFACT, commit=COMMIT, address=address, reason=reason)


def test_pages_that_are_shown_are_links(pages: Path) -> None:
    _listed(pages, {"added": ["archive/a.html"], "changed": ["archive/left-out.html"], "removed": ["archive/b.html"]})
    text = _comment(pages)
    assert "**New: 1**\n\n- [`archive/a.html`](https://previews.example.org/7/archive/a.html)\n" in text
    assert "**Changed: 1**\n\n- `archive/left-out.html`\n" in text
    assert "**No longer there: 1**\n\n- `archive/b.html`\n" in text


def test_the_comment_begins_with_its_mark_and_names_the_commit(pages: Path) -> None:
    _listed(pages, {})
    text = _comment(pages)
    assert text.startswith("<!-- preview -->\n")
    assert COMMIT in text
    assert "No page looks different." in text


def test_without_a_place_the_artefact_and_the_reason_are_told(pages: Path) -> None:
    _listed(pages, {"added": ["archive/a.html"]})
    text = _comment(pages, address="", reason="There is no place.")
    assert "- `archive/a.html`\n" in text
    assert "There is no place.\n" in text
    assert f"[Download the pages]({ARTEFACT})" in text


@pytest.mark.parametrize(
    "address",
    [
        *("](https://example.org/x.html", "`x`.html", "a.html\n# Approved", "<img src=x>.html", "@somebody.html"),
        *("../a.html", "//example.org/a.html", "javascript:a.html", "a b.html", "a.js", "<!-- -->.html", "a.html#x"),
        *("a/" * 200 + "b.html", 7, None, ["a.html"], {"a": "b.html"}),
    ],
)
def test_what_is_no_plain_address_is_left_out(pages: Path, address: object) -> None:
    _listed(pages, {"added": [address], "changed": [address], "removed": [address]})
    honest = _comment(pages)
    _listed(pages, {})
    assert honest == _comment(pages)


@pytest.mark.parametrize(
    "text", ["", "[]", "7", '{"added": 7}', '{"added": {"a.html": 1}}', "[" * 100_000, "\ud800", '{"x": NaN}']
)
def test_a_list_that_is_none_counts_as_empty(pages: Path, text: str) -> None:
    (pages / "changed.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert "No page looks different." in _comment(pages)


def test_a_missing_list_counts_as_empty(pages: Path) -> None:
    assert "No page looks different." in _comment(pages)


def test_a_long_list_is_cut_short(pages: Path) -> None:
    _listed(pages, {"changed": [f"archive/{number}.html" for number in range(1_060)]})
    text = _comment(pages)
    assert "**Changed: 1,060**" in text
    assert text.count("- `archive/") == 30
    assert "- and 1,030 more\n" in text


def test_the_longest_comment_is_one_that_github_takes(pages: Path) -> None:
    names = [f"{'a' * 190}{number:04}.html" for number in range(50)]
    for name in names:
        (pages / name).touch()
    _listed(pages, {"added": names, "changed": names, "removed": names})
    assert len(_comment(pages, address=f"https://{'x' * 200}.example.org/7/")) < 65_536


def test_the_command_gives_no_links_where_there_is_a_reason(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _listed(pages, {"added": ["archive/a.html"]})
    given = [str(pages), "--artefact", ARTEFACT, "--commit", COMMIT, "--address", ADDRESS]
    assert preview_comment.main([*given, "--not-shown", ""]) == 0
    assert ADDRESS in capsys.readouterr().out
    assert preview_comment.main([*given, "--not-shown", "Too many files."]) == 0
    said = capsys.readouterr().out
    assert ADDRESS not in said
    assert "Too many files." in said
