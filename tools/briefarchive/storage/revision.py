"""Finds what a change to an archive touches: paths, and the bytes that were there before.

git tells which objects a revision holds. Whether a file is still one of them is decided by its bytes alone: the index
and the settings of a repository that came with an archive can say anything.
"""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import files
from .git import NoRevisionError, ask_git, find_repository, is_shallow, run_git, split_names

_LINK, _PROGRAM = "120000", "100755"
_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:%b\nsize %d\n"
_LARGEST = 100_000_000
"""The most bytes of a file that is compared; a larger one counts as changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The changes since a revision.

    Attributes:
        paths: Changed, new and deleted files, relative to the archive's root.
        outside_paths: Those in no folder of the archive, relative to the repository's root.
        before: The bytes that changed and deleted files had.
        renamed: The former path of each file that a commit has renamed.
    """

    paths: frozenset[str]
    outside_paths: tuple[str, ...]
    before: dict[str, bytes]
    renamed: dict[str, str] = field(default_factory=dict)


def changes_since(root: Path, base: str) -> Change:
    """Compare the files on disk with where the present branch left *base*, a branch, tag or commit.

    Raises:
        NoRevisionError: There is no git, no repository or no such revision.
    """
    start = _start(root, base)
    prefix = run_git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")
    top = find_repository(root) or root
    objects = _objects(top, start)
    names = {*objects, *_files(top)}
    # Files of the archive are read though git may ignore them.
    names |= {f"{prefix}{path}" for folder in ("archive", "bib") for path in files.find_paths(root, folder, "")}
    folders = (f"{prefix}archive/", f"{prefix}bib/")
    changed = {
        name for name in names if not _is_unchanged(top, name, objects.get(name), is_inside=name.startswith(folders))
    }
    paths = {name.removeprefix(prefix) for name in changed if name.startswith(folders)}
    before = _read_objects(top, {path: blob for path in paths if (blob := objects.get(prefix + path)) and blob.is_file})
    return Change(
        paths=frozenset(paths),
        outside_paths=tuple(sorted(changed - {prefix + path for path in paths})),
        before=before,
        renamed=_find_renames(root, start),
    )


def _start(root: Path, base: str) -> str:
    """Return the commit at which the present branch left *base*."""
    try:
        return run_git(root, "merge-base", "--end-of-options", base, "HEAD").decode().strip()
    except NoRevisionError as error:
        commit = ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
        if is_shallow(root):
            missing = "the commit at which the branch left it" if commit else "that revision"
            message = f"this clone is shallow and does not hold {missing}; run `git fetch --unshallow`"
            raise NoRevisionError(f"{message}, or let actions/checkout fetch with `fetch-depth: 0`") from error
        if not commit:
            raise NoRevisionError(f'there is no revision "{base}" here; `git fetch` may bring it') from error
        raise NoRevisionError(f'"{base}" and this branch have no commit in common') from error


@dataclass(frozen=True, slots=True)
class _Object:
    """An object of a revision: its mode in git's digits, and its name."""

    mode: str
    name: str

    @property
    def is_file(self) -> bool:
        return self.mode.startswith("100")

    def holds(self, data: bytes) -> bool:
        """Return whether git keeps a file with these bytes as this object."""
        make = hashlib.sha1 if len(self.name) == 40 else hashlib.sha256
        contents = (b"blob %d\0%b" % (len(form), form) for form in _forms(data))
        return any(make(content, usedforsecurity=False).hexdigest() == self.name for content in contents)


def _forms(data: bytes) -> Iterator[bytes]:
    """Yield the forms in which git may keep a file: its bytes, with LF line ends, or as a pointer of Git LFS."""
    yield data
    yield data.replace(b"\r\n", b"\n")
    yield _POINTER % (hashlib.sha256(data).hexdigest().encode(), len(data))


def _objects(top: Path, revision: str) -> dict[str, _Object]:
    """Return the objects of *revision* by path."""
    entries = (entry.partition("\t") for entry in split_names(run_git(top, "ls-tree", "-r", "-z", revision)))
    return {path: _Object(details.split()[0], details.split()[2]) for details, _, path in entries}


def _files(top: Path) -> Iterator[str]:
    """Return every file that git knows, and every other that no `.gitignore` names.

    Other lists of names to ignore, which no reviewer sees, hide nothing.
    """
    names = split_names(run_git(top, "ls-files", "--cached", "--others", "--exclude-per-directory=.gitignore", "-z"))
    # A repository in a folder, such as a submodule, is listed with a slash.
    return (name.removesuffix("/") for name in names)


def _is_unchanged(top: Path, name: str, before: _Object | None, *, is_inside: bool) -> bool:
    """Return whether a file is as *before*; outside the archive it matters whether it can be executed."""
    place = top / name
    is_there = os.path.lexists(place)
    if before is None or not is_there:
        return before is None and not is_there
    try:
        if place.is_symlink():
            return before.mode == _LINK and before.holds(os.fsencode(place.readlink()))
        data = files.read_bounded(place, _LARGEST)
        # Windows does not know whether a file can be executed.
        is_program = before.mode == _PROGRAM if os.name == "nt" else bool(place.stat().st_mode & stat.S_IXUSR)
    except OSError:
        return False
    return data is not None and before.holds(data) and (is_inside or is_program == (before.mode == _PROGRAM))


def _read_objects(top: Path, objects: Mapping[str, _Object]) -> dict[str, bytes]:
    """Return the bytes of objects by path, except those that are larger than any file that is read."""
    names = sorted({git_object.name for git_object in objects.values()})
    sizes = run_git(top, "cat-file", "--batch-check", stdin="\n".join([*names, ""]).encode()).decode().splitlines()
    if lacking := [line for line in sizes if len(line.split()) != 3]:
        raise NoRevisionError(f"this clone is partial and lacks {lacking[0].split()[0]}; run `git fetch --refetch`")
    readable = [name for name, _, size in map(str.split, sizes) if int(size) <= files.DATA_LIMIT]
    data = dict(_batch(run_git(top, "cat-file", "--batch", stdin="\n".join([*readable, ""]).encode())))
    return {path: data[git_object.name] for path, git_object in objects.items() if git_object.name in data}


def _batch(output: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the objects of a `cat-file --batch`: a line with name, kind and size precedes the bytes of each."""
    place = 0
    while place < len(output):
        end = output.index(b"\n", place)
        name, _, size = output[place:end].decode().split()
        yield name, output[end + 1 : end + 1 + int(size)]
        place = end + int(size) + 2


def _find_renames(root: Path, start: str) -> dict[str, str]:
    """Return the former path of each file of the archive that the commits since *start* renamed.

    A file that keeps half of its text under the new name is the same. Of very many, only identical ones are found
    (`-l`).
    """
    settings = ("-r", "-z", "-M", "-l1000", "--name-status", "--diff-filter=R", "--relative", "--no-ext-diff")
    names = iter(split_names(run_git(root, "diff-tree", *settings, start, "HEAD", "--", "archive", "bib")))
    pairs = ((next(names), next(names)) for _ in names)
    return {new: old for old, new in pairs if (root / new).exists() and not (root / old).exists()}
