"""`briefs init`: a new archive that checks clean and builds."""

from pathlib import Path

import pytest

from .conftest import Run


def test_a_new_archive_checks_clean_and_builds(briefs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = briefs("init", "new")
    assert made.exit_code == 0
    assert "There is a new archive in new." in made.output
    assert briefs("--root", "new", "check").output == "no findings\n"
    built = briefs("--root", "new", "build", "--strict")
    assert built.exit_code == 0, built.output
    assert (tmp_path / "new" / "build" / "html" / "index.html").is_file()
    assert (tmp_path / "new" / ".gitignore").read_text() == ".briefs-*\nbuild/\n*.part\n"


def test_a_new_archive_has_what_editors_need(briefs: Run, tmp_path: Path) -> None:
    assert briefs("init", tmp_path).exit_code == 0
    assert briefs("--root", tmp_path, "schema", "--check").exit_code == 0
    settings = {file.name for file in (tmp_path / ".vscode").iterdir()}
    assert settings >= {"extensions.json", "settings.json", "tasks.json", "brief.schema.json", "briefs.code-snippets"}


def test_a_folder_that_is_not_empty_is_left_as_it_is(briefs: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = briefs("init", tmp_path)
    assert result.exit_code == 1
    assert "is not empty; nothing was written." in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_its_place_is_a_wrong_use(briefs: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert briefs("init", tmp_path / "file").exit_code == 2
    assert (tmp_path / "file").read_text() == "mine"
