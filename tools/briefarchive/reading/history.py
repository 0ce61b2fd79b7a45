"""The day on which each brief came into the repository: its day of publication, where the file does not say it.

What counts is the main line of the history, as people see it who look at the branch: for a brief that came with a pull
request, the day of the merge.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..model import Brief
from ..model.aliases import address_of_alias, is_former_page
from .cache import Cache, Shelf
from .git import NoRevisionError, is_in_repository, names_in, run_git

_MAIN = ("main", "master")
_FOLDER = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the repository tells of the files of briefs.

    Attributes:
        first_days: The day on which each file first appeared, by its path today, relative to the archive's root.
        moves: The day on which each file got another path, by the path that it had.
        on_main: Whether the main branch is checked out.
    """

    first_days: Mapping[str, datetime.date] = field(default_factory=dict)
    moves: Mapping[str, datetime.date] = field(default_factory=dict)
    on_main: bool = False


def read_history(root: Path, *, cache: bool = True) -> History:
    """The history of the archive at *root*; an empty one without a repository, or from a shallow clone.

    A worker that has the archive's files without their repository finds what was kept in the cache.
    """
    shelf = Cache(root, "history", Shelf[History], enabled=cache)
    if not is_in_repository(root):
        return shelf.kept("history") or History()
    try:
        head = head_of(root)
        if run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            return History()
        entry = shelf.get_made("history", head, lambda: (_history(root), ()))
        shelf.save()
        return replace(entry.value, on_main=_is_on_main(root))
    except NoRevisionError:  # no git, no commit yet, or a folder that belongs to somebody else
        return History()


def rests_on_history(brief: Brief) -> bool:
    """Whether the repository is asked when the brief was published, or when it got its present address."""
    if brief.is_draft:
        return False
    return "published" not in brief.places or any(is_former_page(address_of_alias(alias)) for alias in brief.aliases)


def head_of(root: Path) -> str:
    """The name of the commit that is checked out.

    Raises:
        NoRevisionError: There is none.
    """
    return run_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()


def _history(root: Path) -> History:
    """The days of the commits that first have each file, followed back through renames, and of these."""
    days: dict[str, datetime.date] = {}
    moves: dict[str, datetime.date] = {}
    today: dict[str, str] = {}  # the path that a file has today, by the one that it had then
    for day, status, names in _events(root):
        path = today.get(names[-1], names[-1])
        if status == "R":
            today[names[0]] = path
            moves.setdefault(names[0], day)
        # Latest first, so that the earliest stays: a file that was taken out and put back counts from its first day.
        days[path] = day
    return History(first_days=days, moves=moves)


def _events(root: Path) -> Iterator[tuple[datetime.date, str, list[str]]]:
    """Each file that was added (`A`) or renamed (`R`), latest first, with its names before and after."""
    options = ("--first-parent", "-m", "-M", "--diff-filter=AR", "--relative", "--no-show-signature")
    log = run_git(root, "log", *options, "--name-status", "-z", "--format=%x00%cs", "HEAD", "--", _FOLDER)
    day = datetime.date.min
    parts = iter(names_in(log))
    for part in parts:
        text = part.strip("\n")
        if text[:1] in ("A", "R") and (text == "A" or text[1:].isdigit()):
            yield day, text[0], [next(parts) for _ in range(1 if text == "A" else 2)]
        elif text:
            day = datetime.date.fromisoformat(text)


def _is_on_main(root: Path) -> bool:
    """Whether the branch is the one that the remote names as its own, or else is called as main branches are."""
    branch = _answer(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    remote = _answer(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    return bool(branch) and (branch == remote if remote else branch in _MAIN)


def _answer(root: Path, *arguments: str) -> str:
    try:
        return run_git(root, *arguments).decode("utf-8", "replace").strip()
    except NoRevisionError:
        return ""
