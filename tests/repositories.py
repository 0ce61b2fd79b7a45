"""Repositories for tests: git as one person uses it, on a day."""

import os
import subprocess
from pathlib import Path

_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Run git in a folder; what it prints."""
    person = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    times = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    kept = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=kept | person | times).stdout


def commit_all(root: Path, message: str = "One", *, day: str = "2026-01-01") -> None:
    """Commit all files."""
    git(root, "add", "-A", day=day)
    git(root, "commit", "-q", "-m", message, day=day)
