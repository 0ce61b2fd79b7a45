"""`briefs check`: what is wrong, where, and what to do."""

import json
from pathlib import Path

import pytest

from .conftest import Run


def test_an_archive_without_faults_gives_0(briefs: Run, sound: Path) -> None:
    result = briefs("--root", sound, "check")
    assert (result.exit_code, result.output) == (0, "no findings\n")


def test_a_fault_is_told_with_its_line_and_a_hint_and_gives_1(briefs: Run, root: Path) -> None:
    result = briefs("--root", root, "check")
    assert result.exit_code == 1
    assert result.output == (
        'root/archive/2014/2014-05-02-bad.md:4:13: V201 unknown country code "BRZ"\n'
        "  4 | countries: [BRZ]\n"
        "    |             ^^^\n"
        '  hint: did you mean "BR" (Brazil)?\n'
        "1 error\n"
    )


@pytest.mark.parametrize(
    ("stand", "seen"), [("root", "archive/2014/"), ("root/archive/2014", ""), ("elsewhere", "../root/archive/2014/")]
)
def test_paths_are_told_from_where_the_user_stands(
    stand: str, seen: str, briefs: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root.parent / stand).mkdir(exist_ok=True)
    monkeypatch.chdir(root.parent / stand)
    assert briefs("--root", root, "check").output.startswith(f"{seen}2014-05-02-bad.md:4:13: V201")


def test_json_has_paths_from_the_root(briefs: Run, root: Path) -> None:
    result = briefs("--root", root, "check", "--format", "json")
    assert result.exit_code == 1
    assert [(row["path"], row["line"], row["code"]) for row in json.loads(result.output)] == [
        ("archive/2014/2014-05-02-bad.md", 4, "V201")
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("root/archive/2014/2014-05-01-good.md", 0),
        ("root/archive/2014/2014-05-02-bad.md", 1),
        ("root/archive/2014", 1),
        ("root/archive", 1),
        ("root/archive/201", 0),
        ("root", 1),
        ("root/bib", 0),
        ("root/archive/../archive/2014/2014-05-02-bad.md", 1),
    ],
)
def test_only_the_files_and_folders_that_are_named_are_told_of(path: str, code: int, briefs: Run, root: Path) -> None:
    (root / "bib").mkdir()
    (root / "archive" / "201").mkdir()
    assert briefs("--root", root, "check", path).exit_code == code


@pytest.mark.parametrize("path", ["/etc", "elsewhere.md", "root/docs/page.md", "root/archives"])
def test_a_path_outside_the_archive_is_a_wrong_use(path: str, briefs: Run, root: Path) -> None:
    (root / "docs").mkdir()
    (root / "archives").mkdir()
    (root / "docs" / "page.md").touch()
    (root.parent / "elsewhere.md").touch()
    result = briefs("--root", root, "check", root / "archive", path)
    assert result.exit_code == 2
    assert 'is no part of the archive in "root"' in result.output


def test_a_link_is_asked_for_by_its_own_name(briefs: Run, sound: Path) -> None:
    link = sound / "archive" / "2014" / "2014-05-03-link.md"
    link.symlink_to("2014-05-01-good.md")
    assert briefs("--root", sound, "check", link).exit_code == 1


def test_notices_are_told_and_give_0_and_quiet_leaves_them_out(briefs: Run, sound: Path) -> None:
    (sound / "archive" / "2014" / "2014-05-03-new.md").write_text(
        "---\ntitle: '[Untitled] New'\ndate: 2014-05-03\ncountries: [GB]\n---\nIt rained.\n"
    )
    told = briefs("--root", sound, "check")
    assert (told.exit_code, told.output.splitlines()[-1]) == (0, "1 notice")
    quiet = briefs("--root", sound, "check", "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")


@pytest.mark.parametrize(("variable", "coloured"), [("FORCE_COLOR", True), ("NO_COLOR", False)])
def test_colours_come_on_a_terminal_and_never_under_no_color(
    variable: str, coloured: bool, briefs: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv(variable, "1")
    assert ("\x1b[1;31m" in briefs("--root", root, "check").output) is coloured
