"""`briefs check`: what is wrong, where, and what to do."""

import json
from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("stand", "seen"), [("root", "archive/2014/"), ("root/archive/2014", ""), ("elsewhere", "../root/archive/2014/")]
)
def test_paths_are_told_from_where_the_user_stands(
    stand: str, seen: str, briefs: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root.parent / stand).mkdir(exist_ok=True)
    monkeypatch.chdir(root.parent / stand)
    assert briefs("--root", root, "check").output.startswith(f"{seen}2014-05-02-bad.md:4:13: V201")


@pytest.mark.parametrize(("variable", "coloured"), [("FORCE_COLOR", True), ("NO_COLOR", False)])
def test_colours_come_on_a_terminal_and_never_under_no_color(
    variable: str, coloured: bool, briefs: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv(variable, "1")
    assert ("\x1b[1;31m" in briefs("--root", root, "check").output) is coloured


MENDABLE = "---\ntitle: Fair.\ndate: 2014-05-03\ncountries: [Russia]  # the buyer\n---\nText. \n"


@pytest.fixture
def file(root: Path) -> Path:
    """A brief that can be mended, beside a sound one and one that cannot."""
    file = root / "archive" / "2014" / "2014-05-03-fair.md"
    file.write_text(MENDABLE)
    return file


def test_a_diff_shows_what_is_mended_only_because_something_else_was(briefs: Run, sound: Path) -> None:
    entries = "".join(
        f"@online{{daily-2014-{name},\n  title = {{{name}}},\n  publisher = {{Daily}},\n  date = {{2014-05-02}},\n"
        f"  url = {{{url}}},\n}}\n"
        for name, url in (
            ("one", "https://www.daily.example/news/1?utm_source=mail"),
            ("two", "http://www.daily.example/news/1/"),
        )
    )
    file = sound / "bib" / "2014.bib"
    file.parent.mkdir(exist_ok=True)
    file.write_text(entries)
    output = briefs("--root", sound, "check", "--diff").output
    assert file.read_text() == entries
    briefs("--root", sound, "check", "--fix")
    written = set(file.read_text().splitlines()) - set(entries.splitlines())
    assert len(written) == 2
    assert {f"+{line}" for line in written} <= set(output.splitlines())


def test_json_tells_what_can_be_mended_and_nothing_else_is_in_it(briefs: Run, root: Path, file: Path) -> None:
    rows = json.loads(briefs("--root", root, "check", "--format", "json").stdout)
    assert {(row["code"], row["fixable"]) for row in rows if row["path"].endswith("fair.md")} == {
        ("M205", True),
        ("V201", True),
        ("S123", True),
    }
    result = briefs("--root", root, "check", "--fix", "--diff", "--format", "json")
    assert [row["fixable"] for row in json.loads(result.stdout)] == [False]
    assert "mended root/archive/2014/2014-05-03-fair.md" in result.stderr
