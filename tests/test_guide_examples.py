"""The pages of the guide for developers: what they have us add works where they say, and what they name is there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from .building import once

ROOT = Path(__file__).parents[1]
PAGES = {
    name: (ROOT / "docs/how-to" / f"{name}.md").read_text("utf-8")
    for name in ("add-a-facet", "add-a-rule", "add-an-export-format", "add-a-legacy-reader")
}
PLACE = re.compile(r"`(/?(?:tools|tests|tmp)/[\w/.-]+\.\w+|pyproject\.toml)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A block of a page, and the file that the paragraph above it names first."""

    language: str
    text: str
    file: str


def _examples(page: str) -> Iterator[Example]:
    above = ""
    for token in MarkdownIt().parse(PAGES[page]):
        if token.type == "inline":
            above = token.content
        elif token.type == "fence" and token.info != "console" and (place := PLACE.search(above)):
            yield Example(language=token.info, text=token.content, file=place[1])


def _follow(example: Example, file: Path) -> None:
    """Do in a file what the page says."""
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    match example.language:
        case "diff":
            for change in example.text.split("@@\n"):
                old, new = (_side(change, sign) for sign in "-+")
                assert before.count(old) == 1, old
                before = before.replace(old, new)
            file.write_text(before, "utf-8")
        case "python" if before:
            file.write_text(f"{before}\n\n{example.text}", "utf-8")
        case "markdown" if before:
            file.write_text(f"{before}\n{example.text}", "utf-8")
        case _:
            file.write_text(example.text, "utf-8")


def _side(change: str, sign: str) -> str:
    return "".join(line[1:] for line in change.splitlines(keepends=True) if line[0] in (" ", sign))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository in which somebody has followed all four pages."""
    return once(tmp_path_factory, "followed", _follow_all)


def _follow_all(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("tools", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for page in PAGES:
        for example in _examples(page):
            _follow(example, folder / example.file.removeprefix("/"))
    cases = folder / "tests/briefimport/mail/cases"
    cases.mkdir()
    shutil.copy(folder / "tmp/messages/storm.eml", cases)
    (cases.parent / "__init__.py").touch()
    return folder


# Runs command lines one after the other in one process, which starts once.
_COMMANDS = """
import json, sys
from click.testing import CliRunner
from briefarchive.cli import main
results = [CliRunner().invoke(main, line.split(), catch_exceptions=False) for line in sys.argv[1:]]
assert not any(result.exit_code for result in results), [result.output for result in results]
print(json.dumps([result.stdout for result in results]))
"""


def _run(folder: Path, *arguments: str | Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder / "tools"), "PYTHONDONTWRITEBYTECODE": ""}
    environment.pop("PYTEST_XDIST_WORKER", None)
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_examples_are_as_lint_wants_them_and_their_tests_pass(followed: Path) -> None:
    files = sorted({example.file for page in PAGES for example in _examples(page) if example.file.endswith(".py")})
    assert len(files) > 10
    _run(followed, "-m", "ruff", "check", "--no-cache", *files)
    _run(followed, "-m", "ruff", "format", "--no-cache", "--check", *files)
    _run(followed, "-c", "from importlinter.cli import lint_imports_command as lint; lint()")
    tests = [file for file in files if re.search(r"/test_\w+\.py$", file)]
    named = "publisher_kinds or tsv or mail or test_table.py and page_and_a_link or doors_alone or fullest or missing"
    # In a folder of its own: elsewhere it would first remove what other runs of pytest have left.
    options = ("-q", "-p", "no:xdist", "-p", "no:cacheprovider", f"--basetemp={followed / 'tmp/pytest'}")
    assert " passed" in _run(followed, "-m", "pytest", *options, *tests, "-k", named)


def test_the_facet_the_format_the_rule_and_the_reader_of_the_guide_are_on_the_command_line(
    followed: Path, tmp_path: Path
) -> None:
    excerpt, archive = f"--root {followed / 'tests/excerpt'}", tmp_path / "a"
    wanted = ("jsonl", "tsv", "jsonl --sources", "jsonl --sources --publisher-kind newspaper")
    exports = [f"{excerpt} export {options}" for options in wanted]
    imports = [f"init {archive}", f"--root {archive} import {followed / 'tmp/messages'}"]
    *exported, rule, _, _ = json.loads(_run(followed, "-c", _COMMANDS, *exports, f"{excerpt} rules S199", *imports))
    all_briefs, table, sources, chosen = [text.splitlines() for text in exported]
    assert 0 < len(chosen) < len(sources)
    assert (table[0].startswith("id\ttitle\t"), len(table)) == (True, len(all_briefs) + 1)
    assert "A heading ends with an exclamation mark." in rule
    [brief] = (tmp_path / "a/archive").glob("2*/*.md")
    assert brief.name == "2015-05-04-storm-closes-ferry-line.md"
    assert "reader: mail" in brief.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_tests_that_a_page_names_are_there(page: str) -> None:
    whole = "".join(file.read_text("utf-8") for file in ROOT.glob("tests/*/test_*.py"))
    for name in re.findall(r"\btest_\w{20,}\b(?!\.py)", PAGES[page]):
        assert f"def {name}(" in whole + PAGES[page]


def test_the_call_path_of_a_brief_names_what_is_there() -> None:
    architecture = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
    path = architecture.partition("## The call path of one brief")[2].partition("```text\n")[2].partition("```")[0]
    code = "".join(file.read_text("utf-8") for file in ROOT.glob("tools/briefarchive/**/*.py"))
    classes = dict(re.findall(r"^class (\w+)(.*?)^(?=\S)", code, re.MULTILINE | re.DOTALL))
    names = set(re.findall(r"[\w.]*[._][a-z]\w*", path)) - {"site.reading_aids"}
    assert len(names) > 20
    for owner, name in (name.rpartition(".")[::2] for name in names):
        modules = [file.read_text("utf-8") for file in ROOT.glob(f"tools/briefarchive/{owner.replace('.', '/')}.py")]
        place = classes.get(owner) or (modules[0] if owner and modules else code)
        assert re.search(rf"def {name}\(|self\.{name} = ", place), f"{owner}.{name}"
