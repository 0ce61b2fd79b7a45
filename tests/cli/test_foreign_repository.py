"""A repository that came with an archive: nothing that it names is run, and nothing that it says hides a change."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from ..cases import by_cases
from ..repositories import commit_all, git
from .conftest import Run

BRIEF = "---\ntitle: A port\ndate: {day}\ncountries: [GB]\nstatus: published\n---\n{text}\n"
PATH = "archive/2014/2014-05-01-port.md"
SOURCE = "@online{a-2014-port,\n  title = {A port},\n  date = {2014},\n  url = {https://example.org/port},\n}\n"
SETTINGS = (Path(__file__).parent / "cases/hostile.gitconfig").read_text("utf-8")
HOOKS = ("post-index-change", "reference-transaction", "post-checkout", "pre-commit", "fsmonitor-watchman")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a brief on `main`, and on the branch `change` with another text."""
    root = tmp_path / "root"
    (root / "archive/2014").mkdir(parents=True)
    (root / "bib").mkdir()
    (root / PATH).write_text(BRIEF.format(day="2014-05-01", text="The port opened."))
    (root / "bib/2014.bib").write_text(SOURCE)
    (root / ".gitignore").write_text("/.cache/\n/build/\n")
    (root / ".gitattributes").write_text("*.md filter=trap diff=trap merge=trap\n*.bib filter=process diff=trap\n")
    (root / "sub").mkdir()
    git(root, "init", "-q", "-b", "main")
    commit_all(root)
    git(root, "checkout", "-q", "-b", "change")
    (root / PATH).write_text(BRIEF.format(day="2014-05-01", text="The port has opened."))
    (root / "bib/2014.bib").write_text(SOURCE.replace("A port", "A quay"))
    return root


@pytest.fixture
def marker(repository: Path, tmp_path: Path) -> Path:
    """What is there once a program that the repository's settings or hooks name has been run."""
    folder, marker = tmp_path / "traps", tmp_path / "marker"
    folder.mkdir()
    for name in ("program", *HOOKS):
        (folder / name).write_text(f"#!/bin/sh\necho {name} >> {marker}\n")
        (folder / name).chmod(0o755)
        (repository / ".git/hooks").mkdir(exist_ok=True)
        (repository / ".git/hooks" / name).symlink_to(folder / name)
    (folder / "more").write_text(f'[filter "trap"]\n    clean = {folder / "program"}\n')
    with (repository / ".git/config").open("a") as stream:
        stream.write(SETTINGS.format(program=folder / "program", folder=folder))
    return marker


def test_the_traps_work(repository: Path, marker: Path) -> None:
    os.utime(repository / ".gitignore", (1, 1))
    git(repository, "-c", "filter.process.process=", "status")
    assert {"program", "post-index-change"} <= set(marker.read_text().split())


@by_cases
def test_no_command_runs_what_a_repository_names(
    words: tuple[str, ...], briefs: Run, repository: Path, marker: Path
) -> None:
    result = briefs("--root", repository, *words)
    assert "Usage:" not in result.output, result.output
    assert not marker.exists(), marker.read_text()


def test_objects_that_are_missing_are_asked_of_nobody(briefs: Run, repository: Path, marker: Path) -> None:
    blob = git(repository, "rev-parse", f"main:{PATH}").strip()
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    result = briefs("--root", repository, "check", "--changed", "main")
    assert (result.exit_code, f"lacks {blob}" in result.output) == (2, True)
    assert not marker.exists()


def _told(briefs: Run, root: Path) -> list[tuple[str, str]]:
    result = briefs("--root", root, "check", "--untrusted", "--format", "json")
    found = [(one["code"], one["path"]) for one in json.loads(result.stdout)]
    return [(code, path) for code, path in found if code in {"F901", "F902", "R901"}]


def test_neither_a_list_nor_the_index_of_the_repository_hides_a_file(briefs: Run, repository: Path) -> None:
    (repository / ".git/info/exclude").write_text("*\n")
    (repository / "conf.py").write_text("x = 1\n")
    (repository / ".gitattributes").write_text("\n")
    (repository / "archive/2014/left.sh~").write_text("#!/bin/sh\n")
    git(repository, "update-index", "--assume-unchanged", ".gitattributes", "bib/2014.bib")
    assert _told(briefs, repository) == [
        ("F901", ".gitattributes"),
        ("F902", "archive/2014/left.sh~"),
        ("F901", "conf.py"),
    ]


def test_a_file_of_the_archive_that_git_ignores_is_part_of_the_change(briefs: Run, repository: Path) -> None:
    (repository / ".gitignore").write_text("/archive/2014/\n")
    brief = BRIEF.format(day="2014-05-02", text="Text.").replace("[GB]", "[QQ]")
    (repository / "archive/2014/2014-05-02-quay.md").write_text(brief)
    result = briefs("--root", repository, "check", "--changed", "main", "--format", "json")
    found = [(one["code"], one["severity"]) for one in json.loads(result.stdout)]
    assert ("V201", "error") in found


def test_the_files_are_those_of_the_archive_wherever_the_repository_says_they_are(
    briefs: Run, repository: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "private").write_text("x")
    with (repository / ".git/config").open("a") as stream:
        stream.write(f"[core]\n    worktree = {elsewhere}\n")
    (repository / "conf.py").write_text("x = 1\n")
    assert _told(briefs, repository) == [("F901", "conf.py")]


def test_a_folder_that_looks_like_a_repository_without_files_is_none(briefs: Run, repository: Path) -> None:
    for part in (repository / ".git").iterdir():
        part.rename(repository / part.name)
    (repository / ".git").rmdir()
    result = briefs("--root", repository, "check", "--untrusted")
    assert (result.exit_code, "what has changed since main is not known" in result.output) == (2, True)


def test_a_repository_of_longer_names_is_read_as_well(briefs: Run, repository: Path) -> None:
    (repository / ".git").rename(repository.parent / "old")
    git(repository, "init", "-q", "-b", "main", "--object-format=sha256")
    commit_all(repository)
    assert _told(briefs, repository) == []
    (repository / ".gitignore").write_text("/.cache/\n")
    assert _told(briefs, repository) == [("F901", ".gitignore")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode")
def test_a_file_elsewhere_that_becomes_a_program_is_told(briefs: Run, repository: Path) -> None:
    (repository / ".gitignore").chmod(0o755)
    (repository / "bib/2014.bib").chmod(0o755)
    assert _told(briefs, repository) == [("F901", ".gitignore")]


def test_files_that_git_keeps_in_another_form_are_no_change(briefs: Run, repository: Path) -> None:
    photo, kept = b"\x89PNG\0", "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 5\n"
    forms = {
        "logo.png": (kept.format(hashlib.sha256(photo).hexdigest()).encode(), photo),
        "setup.cfg": (b"x = 1\n", b"x = 1\r\n"),
    }
    for name, (committed, _) in forms.items():
        (repository / name).write_bytes(committed)
    git(repository, "add", *forms)
    git(repository, "commit", "-q", "-m", "Two")
    git(repository, "branch", "-f", "main")
    for name, (_, data) in forms.items():
        (repository / name).write_bytes(data)
    assert _told(briefs, repository) == []
    for name, (_, data) in forms.items():
        (repository / name).write_bytes(data.replace(b"x", b"y") + b" \0")
    assert [path for _, path in _told(briefs, repository)] == sorted(forms)
