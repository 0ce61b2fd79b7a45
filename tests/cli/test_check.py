"""`briefs check`: what is wrong, where, and what to do."""

from pathlib import Path

import pytest

from ..cases import by_cases
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


@by_cases
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
