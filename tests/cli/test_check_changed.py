"""`briefs check --changed`: what a change answers for, and what it does not."""

import json
import shutil
from pathlib import Path

import pytest

from ..cases import alter, by_cases
from ..repositories import commit_all, git
from .conftest import Run

HERE = Path(__file__).parent


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose first brief has a fault since ever, and whose second cites a source and the first brief."""
    root = shutil.copytree(HERE / "cases/changed", tmp_path / "root")
    (root / "archive/vocabulary").mkdir()
    git(root, "init", "-q", "-b", "main")
    commit_all(root)
    git(root, "checkout", "-q", "-b", "change")
    return root


def look(briefs: Run, root: Path, base: str = "main") -> tuple[int, list[str], dict[str, str]]:
    """The status, all findings but those that every change would have, and the hint of the last of each code."""
    result = briefs("--root", root, "check", "--changed", base, "--format", "json")
    diagnostics = [diagnostic for diagnostic in json.loads(result.stdout) if diagnostic["code"] not in ("C203", "V204")]
    rows = [f"{one['code']} {one['severity']} {one['path']}:{one['line']}" for one in diagnostics]
    return result.exit_code, rows, {diagnostic["code"]: diagnostic["hint"] for diagnostic in diagnostics}


@by_cases
def test_a_change_answers_for_what_it_causes(
    briefs: Run,
    repository: Path,
    before: list[dict[str, str]],
    change: list[dict[str, str]],
    told: list[str],
    hints: dict[str, str],
) -> None:
    for edit in before:
        alter(repository, **edit)
    git(repository, "checkout", "-q", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Before")
    git(repository, "checkout", "-q", "-B", "change")
    for edit in change:
        alter(repository, **edit)
    commit_all(repository)
    code, found, ends = look(briefs, repository)
    assert found == told
    assert code == any(" notice " not in line for line in told)
    assert all(ends[one].endswith(end) for one, end in hints.items())
