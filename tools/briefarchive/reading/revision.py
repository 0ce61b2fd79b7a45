"""What a change to an archive touches, as git knows it: paths, and the bytes that were there before."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from . import files
from .git import NoRevisionError, names_in, run_git

__all__ = ["Change", "NoRevisionError", "changes_since"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has changed since a revision.

    Attributes:
        paths: Changed, new and deleted files, relative to the archive's root.
        outside: Those of them that stand in no folder of the archive, relative to the repository's.
        before: The bytes that changed and deleted files had.
        renamed: The former path of each file that was moved.
    """

    paths: frozenset[str]
    outside: tuple[str, ...]
    before: dict[str, bytes]
    renamed: dict[str, str] = field(default_factory=dict)


def changes_since(root: Path, base: str) -> Change:
    """What differs between the files on disk and the revision from which they come.

    Args:
        root: The archive's root, in a repository.
        base: A branch, tag or commit; what is compared is where the present branch left it.

    Raises:
        NoRevisionError: There is no git, no repository or no such revision.
    """
    top = Path(run_git(root, "rev-parse", "--show-toplevel").decode().strip())
    start = _start(root, base)
    prefix = run_git(root, "rev-parse", "--show-prefix").decode().strip()
    changed, moved = _changed(top, start)
    untracked = names_in(run_git(top, "ls-files", "--others", "--exclude-standard", "-z"))
    names = {*changed, *untracked}
    paths = {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    within = {path for path in paths if path.startswith(("archive/", "bib/"))}
    before = {path: run_git(top, "show", f"{start}:{prefix}{path}") for path in _at(top, start, prefix, within)}
    renamed = {new.removeprefix(prefix): old.removeprefix(prefix) for new, old in moved.items()}
    renamed = {new: old for new, old in renamed.items() if new in within and old in before}
    renamed |= _moved_unseen(root, within - before.keys() - renamed.keys(), before)
    outside = sorted(names - {prefix + path for path in within})
    return Change(paths=frozenset(within), outside=tuple(outside), before=before, renamed=renamed)


def _start(root: Path, base: str) -> str:
    """The commit at which the present branch left *base*."""
    try:
        return run_git(root, "merge-base", "--end-of-options", base, "HEAD").decode().strip()
    except NoRevisionError as error:
        shallow = run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        known = _is_known(root, base)
        if shallow:
            what = "the commit at which the branch left it" if known else "that revision"
            message = f"this clone is shallow and does not hold {what}; run `git fetch --unshallow`"
            raise NoRevisionError(f"{message}, or let actions/checkout fetch with `fetch-depth: 0`") from error
        if not known:
            raise NoRevisionError(f'there is no revision "{base}" here; `git fetch` may bring it') from error
        raise NoRevisionError(f'"{base}" and this branch have no commit in common') from error


def _is_known(root: Path, revision: str) -> bool:
    try:
        run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except NoRevisionError:
        return False
    return True


def _changed(top: Path, start: str) -> tuple[set[str], dict[str, str]]:
    """Files that git tracks and that differ, under old and new names, and the old name of each that was moved."""
    parts = iter(names_in(run_git(top, "diff", "--name-status", "-M", "-z", start)))
    names: set[str] = set()
    moved: dict[str, str] = {}
    for status in parts:
        name = next(parts)
        names.add(name)
        if status[0] in "RC":
            new = next(parts)
            names.add(new)
            moved[new] = name
    return names, moved


def _moved_unseen(root: Path, new: Set[str], before: Mapping[str, bytes]) -> dict[str, str]:
    """What was moved without git being told: a new file with the name, or the bytes, of one that is gone."""
    gone = {path: data for path, data in before.items() if not (root / path).exists()}
    by_name = {PurePosixPath(path).name: path for path in gone}
    by_bytes = {data: path for path, data in gone.items()}
    found = {}
    for path in new:
        data = files.read(path, root / path, files.DATA_LIMIT)
        old = by_name.get(PurePosixPath(path).name) or (by_bytes.get(data) if isinstance(data, bytes) else None)
        if old:
            found[path] = old
    return found


def _at(top: Path, start: str, prefix: str, paths: set[str]) -> list[str]:
    """Those of *paths* that were plain files at the revision *start*."""
    if not paths:
        return []
    listed = run_git(top, "ls-tree", "-r", "-z", start, "--", *(f"{prefix}{folder}" for folder in ("archive", "bib")))
    entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry.startswith(b"100"))
    names = (name.decode("utf-8", "surrogateescape").removeprefix(prefix) for _, _, name in entries)
    return [name for name in names if name in paths]
