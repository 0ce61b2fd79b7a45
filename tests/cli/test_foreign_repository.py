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
    pairs = [(diagnostic["code"], diagnostic["path"]) for diagnostic in json.loads(result.stdout)]
    return [(code, path) for code, path in pairs if code in {"F901", "F902", "R901"}]


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
