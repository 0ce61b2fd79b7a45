"""`briefs check --changed`: what a change answers for, and what it does not."""

import json
import shutil
from pathlib import Path

import pytest

from briefarchive.storage.cache import cache_folder

from ..cases import alter, by_cases
from ..repositories import commit_all, git
from .conftest import Run

HERE = Path(__file__).parent
OLD = "archive/2014/2014-05-01-port.md"
CITING = "archive/2014/2014-05-02-quay.md"


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
    found = [one for one in json.loads(result.stdout) if one["code"] not in ("C203", "V204")]
    rows = [f"{one['code']} {one['severity']} {one['path']}:{one['line']}" for one in found]
    return result.exit_code, rows, {one["code"]: one["hint"] for one in found}


@by_cases
def test_a_change_answers_for_what_it_causes(
    briefs: Run,
    repository: Path,
    before: list[dict[str, str]],
    change: list[dict[str, str]],
    told: list[str],
    hints: dict[str, str],
) -> None:
    for one in before:
        alter(repository, **one)
    git(repository, "checkout", "-q", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Before")
    git(repository, "checkout", "-q", "-B", "change")
    for one in change:
        alter(repository, **one)
    commit_all(repository)
    code, found, ends = look(briefs, repository)
    assert found == told
    assert code == any(" notice " not in one for one in told)
    assert all(ends[one].endswith(end) for one, end in hints.items())


def test_committed_staged_and_new_files_count_alike(briefs: Run, repository: Path) -> None:
    bad = "---\ntitle: New\ndate: 2014-05-03\ncountries: [XQ]\n---\nText.\n"
    for day, commands in ((3, ()), (4, (("add", "."),)), (5, (("add", "."), ("commit", "-q", "-m", "Two")))):
        path = f"archive/2014/2014-05-0{day}-new.md"
        (repository / path).write_text(bad.replace("05-03", f"05-0{day}"))
        for command in commands:
            git(repository, *command)
        assert f"V201 error {path}:4" in look(briefs, repository)[1]


def test_a_change_elsewhere_on_main_is_not_the_branchs(briefs: Run, repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    alter(repository, CITING, old="A quay", new="A long quay")
    git(repository, "commit", "-q", "-a", "-m", "Main goes on")
    git(repository, "checkout", "-q", "change")
    assert look(briefs, repository)[:2] == (0, [f"V201 notice {OLD}:4"])


def test_nothing_stays_behind(briefs: Run, repository: Path) -> None:
    look(briefs, repository)
    assert [path.name for path in cache_folder(repository).iterdir()] == ["reading"]
    assert git(repository, "status", "--porcelain") == ""


def test_a_shallow_clone_says_what_it_lacks(briefs: Run, repository: Path, tmp_path: Path) -> None:
    alter(repository, OLD, old="Text.", new="Another text.")
    git(repository, "commit", "-q", "-a", "-m", "Two")
    shallow = tmp_path / "shallow"
    address = repository.as_uri()
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "change", address, str(shallow))
    git(shallow, "fetch", "-q", "--depth", "1", "origin", "main:main")
    (shallow / ".git/shallow").read_text()
    git(repository, "checkout", "-q", "main")
    result = briefs("--root", shallow, "check", "--changed", "main")
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.output
    result = briefs("--root", shallow, "check", "--changed", "nowhere")
    assert (result.exit_code, "does not hold that revision" in result.output) == (2, True)


def test_without_a_repository_or_a_revision_it_says_so(briefs: Run, repository: Path, tmp_path: Path) -> None:
    result = briefs("--root", repository, "check", "--changed", "nowhere")
    assert (result.exit_code, 'no revision "nowhere" here' in result.output) == (2, True)
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy, ignore=shutil.ignore_patterns(".git"))
    result = briefs("--root", copy, "check", "--changed", "main")
    assert (result.exit_code, "not a git repository" in result.output) == (2, True)


def test_a_brief_that_was_renamed_by_the_command_is_not_gone(briefs: Run, repository: Path) -> None:
    alter(repository, OLD, old="[QQ]", new="[CN]")
    git(repository, "commit", "-q", "-a", "-m", "Mended")
    git(repository, "branch", "-q", "-f", "main")
    assert briefs("--root", repository, "rename", "2014-05-01-port", "harbour").exit_code == 0
    assert look(briefs, repository)[:2] == (0, [])
