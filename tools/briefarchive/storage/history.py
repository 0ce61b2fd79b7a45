"""Finds when each brief changed, and came into the repository: its day of publication unless the file names one.

The main line of the history counts, as one sees it on the branch: for a brief that came with a pull request, the day
of the merge. Days are in UTC, as for briefs that are held back.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..model import Brief, FileChange
from ..model.names import alias_address, is_former_page
from .cache import Cache, CacheFile
from .git import NoRevisionError, ask_git, find_repository, is_shallow, run_git, split_names

_MAIN = ("main", "master")
_FOLDER = "archive"
_KINDS = {"A": "added", "M": "changed", "R": "renamed"}
_DIGITS = 12
"""So many digits of a commit's name tell it from all others, in repositories much larger than ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The history of the files of briefs.

    Attributes:
        first_days: The day on which each file first appeared, by its path today, relative to the archive's root.
        moves: The day on which each file got another path, by its former path.
        changes: The changes of each text, latest first, by its path today.
        problem: Why the history of a repository cannot be read; empty if it can, or if there is none.
    """

    first_days: Mapping[str, datetime.date] = field(default_factory=dict)
    moves: Mapping[str, datetime.date] = field(default_factory=dict)
    changes: Mapping[str, tuple[FileChange, ...]] = field(default_factory=dict)
    on_main: bool = False
    problem: str = ""


def read_history(root: Path, *, cache: bool = True) -> History:
    """Return the history of the archive at *root*, without days if there is no repository or it cannot be read."""
    if find_repository(root) is None:
        return History()
    cache_file = Cache(root, "history", CacheFile[History], enabled=cache)
    try:
        if is_shallow(root):
            return History(problem="this clone is shallow; let it fetch everything (git fetch --unshallow)")
        head = read_head(root)
        entry = cache_file.get("history", head, lambda: (_history(root), ()))
        cache_file.save()
        return replace(entry.value, on_main=_is_on_main(root))
    except NoRevisionError as error:  # no git, or a folder that belongs to somebody else
        is_empty = ask_git(root, "rev-parse", "--git-dir") and not ask_git(root, "rev-list", "--all", "--max-count=1")
        return History(problem="" if is_empty else str(error))


def rests_on_history(brief: Brief) -> bool:
    """Return whether the brief's day of publication, or of its present address, comes from the repository."""
    if brief.is_draft:
        return False
    return "published" not in brief.places or any(is_former_page(alias_address(alias)) for alias in brief.aliases)


def read_head(root: Path) -> str:
    """Return the name of the commit that is checked out.

    Raises:
        NoRevisionError: There is none.
    """
    return run_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()


def state_of_history(root: Path) -> str:
    """Return what determines the history: the commit that is checked out, and whether its parents are there."""
    if find_repository(root) is None:
        return ""
    try:
        return f"{read_head(root)}{' shallow' if is_shallow(root) else ''}"
    except NoRevisionError:
        return ""


def _history(root: Path) -> History:
    """Follow each file back through renames to the commits that added and changed it.

    A brief that was a draft counts from the commit that published it.
    """
    days: dict[str, datetime.date] = {}
    moves: dict[str, datetime.date] = {}
    today: dict[str, str] = {}  # the path that a file has today, by the one that it had then
    changes: dict[str, list[FileChange]] = {}
    for commit, day, status, names in _events(root):
        path = today.get(names[-1], names[-1])
        if status == "R":
            today[names[0]] = path
            moves.setdefault(names[0], day)
        # Latest first, so that the earliest stays: a file that was taken out and put back counts from its first day.
        days[path] = day
        if path.endswith(".md"):
            changes.setdefault(path, []).append(FileChange(day=day, commit=commit[:_DIGITS], kind=_KINDS[status]))
    for path, day in _last_days_as_drafts(root, today).items():
        days[path] = max(day, days.get(path, day))
    return History(first_days=days, moves=moves, changes={path: tuple(events) for path, events in changes.items()})


def _last_days_as_drafts(root: Path, today: Mapping[str, str]) -> dict[str, datetime.date]:
    """Return the day on which each file last gained or lost the status `draft`, by its path today.

    For a brief that is no draft now, that is the day on which it ceased to be one.
    """
    days: dict[str, datetime.date] = {}
    for _, day, _, names in _events(root, "-G", r"^status:[ \t]*[\"']?draft"):
        days.setdefault(today.get(names[-1], names[-1]), day)
    return days


def _events(root: Path, *options: str) -> Iterator[tuple[str, datetime.date, str, list[str]]]:
    """Yield each file added (`A`), modified (`M`) or renamed (`R`), latest first: commit, day, status, names."""
    days: dict[str, datetime.date] = {}
    pairs = []
    for line in run_git(root, "rev-list", "--first-parent", "--timestamp", "--parents", "HEAD").decode().splitlines():
        second, commit, *parents = line.split()
        days[commit] = datetime.datetime.fromtimestamp(int(second), datetime.UTC).date()
        pairs.append(f"{' '.join((commit, *parents[:1]))}\n")
    settings = ("--stdin", "--root", "-r", "-M", "-l0", "--relative", "--no-textconv", "--no-ext-diff", "--text")
    common_options = ("--name-status", "-z", "--diff-filter=AMR", *options, "--", _FOLDER)
    commit = ""
    parts = iter(split_names(run_git(root, "diff-tree", *settings, *common_options, stdin="".join(pairs).encode())))
    for part in parts:
        if part.strip("\n") in days:
            commit = part.strip("\n")
        else:
            yield commit, days[commit], part[0], [next(parts) for _ in range(2 if part[0] == "R" else 1)]


def _is_on_main(root: Path) -> bool:
    """Return whether the branch is the remote's default branch or, if that is unknown, has the name of a main one."""
    branch = ask_git(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    remote = ask_git(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    return bool(branch) and (branch == remote if remote else branch in _MAIN)
