"""The tutorial for a first brief: what it lets people write is checked as it says."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from briefarchive.cli import main

from .repositories import commit_all, git

REPOSITORY = Path(__file__).parents[1]
EXCERPT = Path(__file__).parent / "excerpt"
TUTORIAL = REPOSITORY / "docs/tutorial/your-first-brief.md"


def _samples() -> dict[str, str]:
    """The samples of the tutorial, by their language; there is one of each."""
    tokens = [token for token in MarkdownIt().parse(TUTORIAL.read_text("utf-8")) if token.type == "fence"]
    samples = {token.info: token.content for token in tokens}
    assert len(samples) == len(tokens)
    return samples


@pytest.fixture
def contribution(tmp_path: Path) -> Path:
    """A repository with a part of the collection, and on top of that what the tutorial lets people write."""
    samples = _samples()
    for name in ("archive", "bib"):
        shutil.copytree(EXCERPT / name, tmp_path / name)
    shutil.copy(REPOSITORY / ".gitignore", tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit_all(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "contribution")
    bibliography = tmp_path / "bib/undated.bib"
    bibliography.write_text(bibliography.read_text("utf-8") + "\n" + samples["bibtex"], "utf-8")
    (tmp_path / "archive/2015" / samples["text"].strip()).write_text(samples["markdown"], "utf-8")
    return tmp_path


def test_the_sample_is_content_with_the_check(contribution: Path) -> None:
    result = CliRunner().invoke(main, ["--root", str(contribution), "check", "--quiet"])
    assert (result.exit_code, result.output) == (0, "")


def test_the_sample_has_the_notice_of_which_the_tutorial_tells(contribution: Path) -> None:
    result = CliRunner().invoke(main, ["--root", str(contribution), "check", "--untrusted", "--format", "json"])
    found = json.loads(result.output)
    assert {(one["code"], one["severity"]) for one in found} == {("L901", "notice")}
    told = "has one, because no source of the archive has come from that web site"
    assert told in " ".join(TUTORIAL.read_text("utf-8").split())


def test_the_sample_is_cited_by_the_key_that_it_enters() -> None:
    samples = _samples()
    key = samples["bibtex"].partition("{")[2].partition(",")[0]
    assert f"{{cite:p}}`{key}`" in samples["markdown"]
