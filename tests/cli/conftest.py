"""The command line, called as a user would."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefarchive.cli import main

Run = Callable[..., Result]


@pytest.fixture
def briefs(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `briefs` with arguments."""
    monkeypatch.setenv("TERM", "xterm-256color")

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of one sound brief, and one with an error on line 4; the user stands beside it."""
    root = shutil.copytree(Path(__file__).parent / "cases/plain", tmp_path / "root")
    monkeypatch.chdir(tmp_path)
    return root


@pytest.fixture
def sound(root: Path) -> Path:
    """The same archive without the brief that has an error."""
    (root / "archive" / "2014" / "2014-05-02-bad.md").unlink()
    return root
