"""Asks git questions, none of which runs a program that a repository names.

A repository that came with an archive is a stranger's. Its settings and hooks name programs: filters, monitors,
external diffs, pagers, ways to fetch what is missing. git runs them when it looks at the work tree, writes the index,
shows a text or asks a remote. So it is only asked for objects, by commands that were made for scripts and read fewer
settings.
"""

import os
import subprocess
from pathlib import Path
from typing import Literal

_PATIENCE = 120
_SETTINGS = (
    *("core.fsmonitor=false", "core.untrackedCache=false", "core.hooksPath=/dev/null", "core.quotePath=false"),
    "safe.bareRepository=explicit",
)

_OF_ANOTHER_REPOSITORY = frozenset({
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
})  # fmt: skip

Command = Literal["cat-file", "diff-tree", "ls-files", "ls-tree", "merge-base", "rev-list", "rev-parse", "symbolic-ref"]
"""None of these runs a filter, a pager or a program that checks signatures."""


class NoRevisionError(Exception):
    """git cannot answer; the message says why, for the user."""


def run_git(folder: Path, command: Command, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run a command of git and return what it prints.

    Raises:
        NoRevisionError: There is no git, no repository, or not what was asked for.
    """
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    words = ["git", "-C", str(folder), "--no-pager", *settings, command, *arguments]
    try:
        return subprocess.run(  # noqa: S603
            words, check=True, capture_output=True, env=_variables(folder), input=stdin, timeout=_PATIENCE
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise NoRevisionError(f"git gave no answer within {_PATIENCE} seconds") from error
    except FileNotFoundError as error:
        raise NoRevisionError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        messages = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevisionError(messages[-1] if messages else "git failed") from error


def ask_git(folder: Path, command: Command, *arguments: str) -> str:
    """Return git's answer of one line; empty if it has none."""
    try:
        return run_git(folder, command, *arguments).decode("utf-8", "replace").strip()
    except NoRevisionError:
        return ""


def _variables(folder: Path) -> dict[str, str]:
    # Within a hook, git names the repository that it works on, which may be another one.
    variables = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    # A partial clone would ask a remote for what it lacks, by a program that its settings name.
    variables |= {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_OPTIONAL_LOCKS": "0"}
    if top := find_repository(folder):
        # Its settings may say that the files are elsewhere.
        variables |= {"GIT_WORK_TREE": str(top), "GIT_CEILING_DIRECTORIES": str(top.parent)}
    return variables


def is_shallow(folder: Path) -> bool:
    """Return whether the clone lacks a part of the history."""
    return run_git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def split_names(answer: bytes) -> list[str]:
    """Split an answer into its names, each of which NUL ends."""
    return [name.decode("utf-8", "surrogateescape") for name in answer.split(b"\0") if name]


def find_repository(folder: Path) -> Path | None:
    """Return the folder of the repository in which *folder* seems to lie; git itself is not asked."""
    place = folder.resolve()
    return next((parent for parent in (place, *place.parents) if (parent / ".git").exists()), None)
