"""Questions to git. Hooks, pagers, signatures, monitors and external diffs that a repository sets are not run."""

import os
import subprocess
from pathlib import Path

_PATIENCE = 120
_SETTINGS = (
    *("core.fsmonitor=false", "core.quotePath=false", "core.hooksPath=/dev/null", "core.pager=cat"),
    *("log.showSignature=false", "diff.external="),
)

_OF_ANOTHER_REPOSITORY = frozenset({
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
})  # fmt: skip


class NoRevisionError(Exception):
    """git cannot answer; the message says why, for the user."""


def run_git(folder: Path, *arguments: str) -> bytes:
    """What git prints.

    Args:
        folder: The folder in which it works.
        arguments: The command and its options.

    Raises:
        NoRevisionError: There is no git, no repository, or not what was asked for.
    """
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = ["git", "-C", str(folder), *settings, *arguments]
    # Within a hook, git names the repository that it works on, which may be another one.
    variables = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    # A partial clone would ask a remote for what it lacks, by a program that its settings name.
    variables |= {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603
            command,
            check=True,
            capture_output=True,
            env=variables,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise NoRevisionError(f"git gave no answer within {_PATIENCE} seconds") from error
    except FileNotFoundError as error:
        raise NoRevisionError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevisionError(said[-1] if said else "git failed") from error


def names_in(listed: bytes) -> list[str]:
    """The names in an answer in which NUL ends each."""
    return [name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0") if name]


def is_in_repository(folder: Path) -> bool:
    """Whether *folder* seems to lie in a work tree; git itself is not asked."""
    place = folder.resolve()
    return any((one / ".git").exists() for one in (place, *place.parents))
