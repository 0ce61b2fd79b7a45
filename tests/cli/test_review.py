"""`briefs check --untrusted`: what in a change deserves a reviewer's eye."""

import json
from pathlib import Path

import pytest

from ..cases import alter, by_cases
from ..repositories import commit_all, git
from .conftest import Run

BRIEF = "---\ntitle: A port\ndate: 2014-05-01\ncountries: [GB]\n---\n{text}\n"
SOURCE = (
    "@online{{a-2014-port,\n  title = {{A port}},\n  publisher = {{A}},\n  date = {{2014}},\n  url = {{{url}}},\n}}\n"
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one brief and one source on `main`, and a branch of a stranger's."""
    root = tmp_path / "root"
    (root / "archive/2014").mkdir(parents=True)
    (root / "archive/vocabulary").mkdir()
    (root / "bib").mkdir()
    text = "See [the report](https://www.example.org/report) and {cite:p}`a-2014-port`."
    (root / "archive/2014/2014-05-01-port.md").write_text(BRIEF.format(text=text))
    (root / "bib/2014.bib").write_text(SOURCE.format(url="https://news.xinhuanet.com/2014/port"))
    (root / "archive/vocabulary/publishers.yaml").write_text("a: {name: A}\n")
    (root / ".gitignore").write_text("/.cache/\n")
    git(root, "init", "-q", "-b", "main")
    commit_all(root)
    git(root, "checkout", "-q", "-b", "change")
    return root


def _told(briefs: Run, root: Path) -> list[tuple[str, str, str]]:
    result = briefs("--root", root, "check", "--untrusted", "--format", "json")
    assert result.exit_code in {0, 1}, result.output
    return [(one["code"], f"{one['path']}:{one['line']}", one["message"]) for one in json.loads(result.output)]


def _write(root: Path, text: str, name: str = "2014-05-02-quay") -> None:
    (root / f"archive/2014/{name}.md").write_text(BRIEF.format(text=text).replace("05-01", name[5:10]))


@by_cases
def test_what_a_change_does_is_told(
    briefs: Run, repository: Path, change: list[dict[str, str]], told: list[str]
) -> None:
    for edit in change:
        alter(repository, **edit)
    for command in (("add", "-A"), ("commit", "-q", "--allow-empty", "-m", "Two")):
        git(repository, *command)  # committed or not, it is the branch's
        assert [" ".join(row[:2]) for row in _told(briefs, repository)] == told


@by_cases
def test_new_and_imitating_addresses_are_told(address: str, codes: list[str], briefs: Run, repository: Path) -> None:
    _write(repository, f"See [it]({address}).")
    rows = [row for row in _told(briefs, repository) if row[0].startswith("L9")]
    assert [code for code, _, _ in rows] == codes
    assert {place for _, place, _ in rows} == {"archive/2014/2014-05-02-quay.md:6"}


def test_a_revision_that_is_not_there_is_a_wrong_use(briefs: Run, repository: Path) -> None:
    result = briefs("--root", repository, "check", "--untrusted", "--base", "nowhere")
    assert (result.exit_code, "nowhere" in result.output) == (2, True)
    result = briefs("--root", repository, "check", "--untrusted", "--base=--output=x")
    assert result.exit_code == 2
    assert not (repository / "x").exists()


@by_cases
def test_every_recipient_of_a_letter_is_looked_at(address: str, briefs: Run, repository: Path) -> None:
    _write(repository, f"[a]({address})")
    assert [row[2] for row in _told(briefs, repository) if row[0] == "L901"] == ['"quay.example" is new to the archive']
