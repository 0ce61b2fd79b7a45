"""The command line, called as a user would."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefarchive.cli import main

Run = Callable[..., Result]

GOOD = "---\ntitle: Good\ndate: 2014-05-01\ncountries: [CN]\n---\nText.\n"
BAD = "---\ntitle: Bad\ndate: 2014-05-02\ncountries: [BRZ]\n---\nText.\n"


@pytest.fixture
def briefs(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `briefs` with arguments."""
    monkeypatch.setenv("TERM", "xterm-256color")

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder; what it prints."""
    names = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    kept = {
        name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
    }
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=kept | names).stdout


def commit_all(root: Path, message: str = "One") -> None:
    """Commit all files."""
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", message)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of one sound brief, and one with an error on line 4; the user stands beside it."""
    root = tmp_path / "root"
    (root / "archive" / "2014").mkdir(parents=True)
    (root / "archive" / "2014" / "2014-05-01-good.md").write_text(GOOD)
    (root / "archive" / "2014" / "2014-05-02-bad.md").write_text(BAD)
    monkeypatch.chdir(tmp_path)
    return root


@pytest.fixture
def sound(root: Path) -> Path:
    """The same archive without the brief that has an error."""
    (root / "archive" / "2014" / "2014-05-02-bad.md").unlink()
    return root
