"""New, renamed and withdrawn briefs: each case has the archive before and after, the command, and what it says."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefarchive.cli import main

CASES = Path(__file__).parent / "cases"


def said(case: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the case's command where its archive is; what it said, and its exit status."""
    shutil.copytree(case / "before", root)
    monkeypatch.chdir(root)
    result = CliRunner().invoke(main, (case / "arguments.txt").read_text().splitlines())
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return f"{result.output}exit status {result.exit_code}\n"


def files_of(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file() and path.name != ".briefs-lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize(
    "name", sorted(path.parent.relative_to(CASES).as_posix() for path in CASES.rglob("arguments.txt"))
)
def test_a_command_makes_of_the_archive_before_the_one_after(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES / name
    output = said(case, tmp_path / "root", monkeypatch)
    assert output == (case / "output.txt").read_text()
    after = case / "after" if (case / "after").is_dir() else case / "before"
    assert files_of(tmp_path / "root") == files_of(after)
