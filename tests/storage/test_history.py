"""The day on which a brief came into the repository is its day of publication, where its file does not say it."""

import datetime
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefarchive.checking import check
from briefarchive.checking.fixes import apply_fixes
from briefarchive.checking.loading import read_archive
from briefarchive.model import BriefId
from briefarchive.storage.history import read_history

from ..cases import alter, by_cases
from ..repositories import commit_all, git

BRIEF = "---\ntitle: A port opens\ndate: 2014-10-17\ncountries: [GB]\n---\nThe port opened.\n"
PATH = "archive/2014/2014-10-17-port.md"
ID = BriefId("2014-10-17-port")


def _write(root: Path, path: str, text: str = BRIEF) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository in which a brief was committed on 2 January 2026."""
    git(tmp_path, "init", "-q", "-b", "main")
    _write(tmp_path, PATH)
    commit_all(tmp_path, day="2026-01-02")
    return tmp_path


def _published(root: Path, brief: str = ID) -> datetime.date | None:
    return read_archive(root, cache=False).archive.briefs[BriefId(brief)].published


@by_cases
def test_a_brief_is_published_on_the_day_that_its_file_or_its_history_tells(
    repository: Path, commits: list[dict[str, Any]], published: dict[str, str]
) -> None:
    for commit in commits:
        for change in commit["changes"]:
            alter(repository, **change)
        if day := commit.get("day"):
            commit_all(repository, day=day)
    briefs = read_archive(repository, cache=False).archive.briefs
    assert {brief_id: str(briefs[BriefId(brief_id)].published) for brief_id in published} == published


def test_the_day_of_a_renaming_is_known_to_a_brief_with_a_former_address(repository: Path) -> None:
    git(repository, "mv", PATH, "archive/2014/2014-10-17-harbour.md")
    _write(
        repository,
        "archive/2014/2014-10-17-harbour.md",
        BRIEF.replace("---\nThe", "published: 2026-01-02\naliases: [2014-10-17-port]\n---\nThe"),
    )
    commit_all(repository, day="2026-03-04")
    assert read_archive(repository, cache=False).archive.moves == {PATH: datetime.date(2026, 3, 4)}


def test_a_brief_that_came_with_a_pull_request_counts_from_the_merge(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "topic")
    _write(repository, "archive/2015/2015-01-01-new.md", BRIEF.replace("2014-10-17", "2015-01-01"))
    commit_all(repository, day="2026-02-02")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge", "topic", day="2026-02-20")
    assert _published(repository, "2015-01-01-new") == datetime.date(2026, 2, 20)


def test_the_day_is_that_of_utc_and_never_to_come(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(repository, "archive/2015/2015-01-01-new.md", BRIEF.replace("2014-10-17", "2015-01-01"))
    git(repository, "add", "-A")
    times = {f"GIT_{who}_DATE": "2026-02-03T02:00:00+0800" for who in ("AUTHOR", "COMMITTER")}
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", "-C", repository, *names, "commit", "-q", "-m", "Change"]
    subprocess.run(command, check=True, env=os.environ | times)
    assert _published(repository, "2015-01-01-new") == datetime.date(2026, 2, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769990400")  # 2 February 2026 has begun
    monkeypatch.setenv("GIT_DIR", "elsewhere")  # as within a hook of another repository
    assert _published(repository) == datetime.date(2026, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 1 January 2026: a clock was wrong
    assert _published(repository) == datetime.date(2026, 1, 1)


def test_a_history_that_cannot_be_read_is_told(repository: Path) -> None:
    clone = repository / "shallow"
    _write(repository, PATH, BRIEF.replace("opened.", "opened at last."))
    commit_all(repository, day="2026-03-04")
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    assert "shallow" in read_archive(clone, cache=False).missing_history
    assert read_history(clone, cache=False).first_days == {}
    assert read_archive(repository, cache=False).missing_history == ""
    git(repository, "init", "-q", str(repository / "empty"))
    _write(repository / "empty", PATH)
    assert read_archive(repository / "empty", cache=False).missing_history == ""


def test_an_archive_in_a_folder_of_a_repository_has_its_history(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    _write(tmp_path / "briefs", PATH)
    commit_all(tmp_path, day="2026-01-02")
    assert _published(tmp_path / "briefs") == datetime.date(2026, 1, 2)


def test_on_the_main_branch_the_check_writes_the_day_into_the_file(repository: Path) -> None:
    diagnostics = check(read_archive(repository, cache=False))
    assert [(diagnostic.code, diagnostic.span.line) for diagnostic in diagnostics] == [("M221", 3)]
    assert apply_fixes(repository, lambda: check(read_archive(repository, cache=False))) == (PATH,)
    assert (repository / PATH).read_text() == BRIEF.replace("countries", "published: 2026-01-02\ncountries")
    assert check(read_archive(repository, cache=False)) == ()


def test_on_another_branch_nothing_is_said(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "topic")
    assert check(read_archive(repository, cache=False)) == ()


def test_each_text_has_its_changes_also_from_before_it_was_renamed(repository: Path) -> None:
    _write(repository, PATH, BRIEF.replace("opened.", "opened at last."))
    commit_all(repository, day="2026-03-04")
    _write(repository, "bib/2014.bib", "@misc{a-2014-b, title={B}, date={2014}}\n")
    commit_all(repository, day="2026-03-05")
    renamed = "archive/2014/2014-10-17-harbour.md"
    git(repository, "mv", PATH, renamed)
    commit_all(repository, day="2026-03-06")
    changes = read_archive(repository, cache=False).archive.changes
    assert [(change.day.isoformat(), change.kind) for change in changes[renamed]] == [
        *(("2026-03-06", "renamed"), ("2026-03-04", "changed"), ("2026-01-02", "added")),
    ]
    latest = subprocess.run(["git", "-C", repository, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    assert latest.stdout.startswith(changes[renamed][0].commit)
    assert changes.keys() == {renamed}


def test_a_clone_without_its_history_is_no_matter_where_all_days_are_written(repository: Path) -> None:
    _write(repository, PATH, BRIEF.replace("countries", "published: 2026-01-02\ncountries"))
    commit_all(repository, day="2026-03-04")
    clone = repository / "shallow"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    reading = read_archive(clone, cache=False)
    assert (reading.missing_history, reading.archive.changes) == ("", {})
