"""What a change to an archive touches, as git knows it: paths, and the bytes that were there before."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 120


class NoRevisionError(Exception):
    """git cannot tell what has changed; the message says why, for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has changed since a revision.

    Attributes:
        paths: Changed, new and deleted files, relative to the archive's root.
        outside: Those of them that stand in no folder of the archive, relative to the repository's.
        before: The bytes that changed and deleted files had.
    """

    paths: frozenset[str]
    outside: tuple[str, ...]
    before: dict[str, bytes]


def changes_since(root: Path, base: str) -> Change:
    """What differs between the files on disk and the revision from which they come.

    Args:
        root: The archive's root, in a repository.
        base: A branch, tag or commit; what is compared is where the present branch left it.

    Raises:
        NoRevisionError: There is no git, no repository or no such revision.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    start = _git(root, "merge-base", "--end-of-options", base, "HEAD").decode().strip()
    changed = _git(top, "diff", "--name-only", "--no-renames", "-z", start)
    untracked = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    names = {name.decode("utf-8", "surrogateescape") for name in (changed + untracked).split(b"\0") if name}
    paths = {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    within = {path for path in paths if path.startswith(("archive/", "bib/"))}
    before = {path: _git(top, "show", f"{start}:{prefix}{path}") for path in _at(top, start, prefix, within)}
    outside = sorted(names - {prefix + path for path in within})
    return Change(paths=frozenset(within), outside=tuple(outside), before=before)


def _at(top: Path, start: str, prefix: str, paths: set[str]) -> list[str]:
    """Those of *paths* that were plain files at the revision *start*."""
    if not paths:
        return []
    listed = _git(top, "ls-tree", "-r", "-z", start, "--", *(f"{prefix}{folder}" for folder in ("archive", "bib")))
    entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry.startswith(b"100"))
    names = (name.decode("utf-8", "surrogateescape").removeprefix(prefix) for _, _, name in entries)
    return [name for name in names if name in paths]


def _git(folder: Path, *arguments: str) -> bytes:
    # Neither what a repository sets for itself nor a pager or a prompt has a part in it.
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        return subprocess.run(  # noqa: S603
            command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise NoRevisionError(f"git gave no answer within {_PATIENCE} seconds") from error
    except FileNotFoundError as error:
        raise NoRevisionError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevisionError(said[-1] if said else "git failed") from error
