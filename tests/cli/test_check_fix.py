"""`briefs check --fix`: what can be mended is mended, and what is left is told."""

import json
from pathlib import Path

import pytest

from ..repositories import commit_all, git
from .conftest import Run

MENDABLE = "---\ntitle: Fair.\ndate: 2014-05-03\ncountries: [Russia]  # the buyer\n---\nText. \n"
MENDED = "---\ntitle: Fair\ndate: 2014-05-03\ncountries: [RU]  # the buyer\n---\nText.\n"


@pytest.fixture
def file(root: Path) -> Path:
    """A brief that can be mended, beside a sound one and one that cannot."""
    file = root / "archive" / "2014" / "2014-05-03-fair.md"
    file.write_text(MENDABLE)
    return file


def test_what_can_be_mended_is_mended_and_the_rest_is_told(briefs: Run, root: Path, file: Path) -> None:
    assert "+countries: [RU]  # the buyer\n" in briefs("--root", root, "check", "--diff").output
    result = briefs("--root", root, "check", "--fix")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == "mended root/archive/2014/2014-05-03-fair.md"
    assert result.output.splitlines()[1].startswith("root/archive/2014/2014-05-02-bad.md:4:13: V201")
    assert result.output.splitlines()[-1] == "1 error"
    assert file.read_text() == MENDED


def test_an_archive_in_which_all_is_mended_gives_0(briefs: Run, sound: Path) -> None:
    (sound / "archive" / "2014" / "2014-05-03-fair.md").write_text(MENDABLE)
    assert briefs("--root", sound, "check").exit_code == 1
    assert briefs("--root", sound, "check", "--fix").exit_code == 0
    assert briefs("--root", sound, "check", "--fix").output == "no findings\n"


def test_a_diff_without_a_fix_writes_nothing(briefs: Run, root: Path, file: Path) -> None:
    result = briefs("--root", root, "check", "--diff")
    assert result.exit_code == 1
    assert "-title: Fair.\n+title: Fair\n" in result.output
    assert "V201" in result.output
    assert file.read_text() == MENDABLE


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
    shown = briefs("--root", sound, "check", "--diff").output
    assert file.read_text() == entries
    briefs("--root", sound, "check", "--fix")
    written = set(file.read_text().splitlines()) - set(entries.splitlines())
    assert len(written) == 2
    assert {f"+{line}" for line in written} <= set(shown.splitlines())


def test_only_the_files_that_are_named_are_mended(briefs: Run, root: Path, file: Path) -> None:
    other = root / "archive" / "2014" / "2014-05-04-other.md"
    other.write_text(MENDABLE.replace("05-03", "05-04"))
    briefs("--root", root, "check", "--fix", other)
    assert file.read_text() == MENDABLE
    assert other.read_text() == MENDED.replace("05-03", "05-04")


def test_only_the_files_of_a_change_are_mended(briefs: Run, sound: Path) -> None:
    old, new = (sound / "archive" / "2014" / f"2014-05-{day}-fair.md" for day in ("03", "04"))
    old.write_text(MENDABLE)
    git(sound, "init", "-q", "-b", "main")
    commit_all(sound)
    new.write_text(MENDABLE.replace("05-03", "05-04"))
    shown = briefs("--root", sound, "check", "--changed", "main", "--diff").output
    assert "b/archive/2014/2014-05-04-fair.md" in shown
    assert "b/archive/2014/2014-05-03-fair.md" not in shown
    briefs("--root", sound, "check", "--changed", "main", "--fix")
    assert old.read_text() == MENDABLE
    assert new.read_text() == MENDED.replace("05-03", "05-04")


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


def test_a_date_in_the_future_is_told_by_the_check_and_not_by_a_build(briefs: Run, sound: Path) -> None:
    file = sound / "archive" / "2100" / "2100-05-03-late.md"
    file.parent.mkdir()
    file.write_text("---\ntitle: Late\ndate: 2100-05-03\n---\nText.\n")
    result = briefs("--root", sound, "check")
    assert result.exit_code == 0
    assert "M204" in result.output
    assert "M204" not in briefs("--root", sound, "build", "-o", sound / "site").output
