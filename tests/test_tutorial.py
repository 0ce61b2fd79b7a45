"""The guide keeps its word: the steps of its tutorials give what they promise, and its samples can be pasted."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from markdown_it import MarkdownIt

from briefarchive.cli import main
from briefarchive.reading.bibliography import read_bibliography

from .repositories import commit_all, git

DOCS = Path(__file__).parents[1] / "docs"
EXCERPT = Path(__file__).parent / "excerpt"
TUTORIAL = (DOCS / "tutorial" / "first-archive.md").read_text("utf-8")


def _blocks(page: str, language: str) -> list[str]:
    tokens = MarkdownIt().parse(page)
    return [token.content for token in tokens if token.type == "fence" and token.info == language]


def _commands() -> list[str]:
    """The commands of the tutorial as a reader types them."""
    return re.findall(r"^\$ (briefs .+)$", "".join(_blocks(TUTORIAL, "console")), re.MULTILINE)


def _run(command: str) -> str:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    return result.output


def _write_export(folder: Path) -> None:
    named = re.search(r"folder `([^`]+)`, and in it a file `([^`]+)`", " ".join(TUTORIAL.split()))
    assert named is not None
    assert named[1] == folder.name
    [export] = _blocks(TUTORIAL, "text")
    folder.mkdir()
    (folder / named[2]).write_text(export, "utf-8")


def test_the_tutorial_gives_what_it_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [command.split() for command in _commands()]
    named = [next(word for word in word if word in main.list_commands(None)) for word in words]
    assert named == ["init", "import", "check", "build", "serve"]  # and the last one ends only by hand
    init, import_, check, build, _ = _commands()
    monkeypatch.chdir(tmp_path)
    _run(init)
    _write_export(Path(shlex.split(import_)[-1]))
    _run(import_)
    again = _run(import_)
    assert re.search(r"^briefs written +0$", again, re.MULTILINE)
    assert re.search(r"^imported before, unchanged +1$", again, re.MULTILINE)
    root = Path("my-archive")
    [brief] = root.glob("archive/2015/2015-12-21*.md")
    imported = brief.read_text("utf-8")
    title, suggested = _blocks(TUTORIAL, "yaml")[:2]
    assert suggested in imported
    assert "title: '[Untitled] The free trade agreement" in imported
    findings = [line for line in _run(check).splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    assert ["the title is a placeholder" in finding for finding in findings] == [True]
    brief.write_text(re.sub("^title: .*\n", title, imported, flags=re.MULTILINE), "utf-8")
    assert _run(check) == "no findings\n"
    assert "`no findings`" in TUTORIAL
    assert (root / "bib/undated.bib").read_text("utf-8").count("@") == 2
    vocabulary = root / "archive/vocabulary"
    publishers = (vocabulary / "publishers.yaml").read_text("utf-8")
    assert (vocabulary / "people.yaml").read_text("utf-8").endswith("{name: Your Name}\n")
    names = ["Australian Treaties Database", "Department of Foreign Affairs and Trade"]
    assert sorted(re.findall("name: ([^}]+)", "\n".join(publishers.splitlines()[-2:]))) == names
    _run(f"{build} --strict")
    for address in ("countries/CN.html", "publishers/australian-treaties-database.html", "years/2015.html"):
        page = BeautifulSoup((root / "build/html" / address).read_text("utf-8"), "html.parser")
        assert page.find("a", href=re.compile(re.escape(brief.stem)))


def _paste(text: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(text)


def _samples(page: str) -> list[str]:
    return _blocks((DOCS / "how-to" / page).read_text("utf-8"), "yaml")


@pytest.mark.parametrize("kind", ["new", "excerpt"])
def test_samples_of_vocabularies_and_of_front_matter_can_be_pasted(kind: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    if kind == "new":
        _run(f"briefs init {root}")
    else:
        shutil.copytree(EXCERPT, root, ignore=shutil.ignore_patterns("README.md"))
    country, group, periods, *topics = _samples("add-a-country-or-topic.md")
    _paste(country + group + periods, root / "archive/vocabulary/countries.yaml")
    _paste("".join(topics), root / "archive/vocabulary/topics.yaml")
    for name, fields in zip(("corrected", "withdrawn"), _samples("correct-a-brief.md"), strict=False):
        brief = f"---\ntitle: A sample {name}\ndate: 2013-01-31\ncountries: [CN]\n{fields}---\nText of one {name}.\n"
        _paste(brief, root / f"archive/2013/2013-01-31-{name}.md")
    assert _run(f"briefs --root {root} check") == "no findings\n"


@pytest.mark.parametrize("page", ["how-to/cite-a-source.md", "reference/formats.md"])
def test_samples_of_sources_are_entries_without_a_fault(page: str) -> None:
    samples = _blocks((DOCS / page).read_text("utf-8"), "bibtex")
    assert samples
    for sample in samples:
        sources, faults = read_bibliography("bib/2014.bib", sample)
        assert (len(sources), faults) == (sample.count("\n@") + sample.startswith("@"), ())


def test_the_hook_for_another_archive_names_a_commit_and_no_release_that_is_not_there() -> None:
    [sample] = _samples("check-in-another-archive.md")
    assert re.search(r"rev: [0-9a-f]{40}$", sample, re.MULTILINE)
    assert not re.search(r"\bv\d+\.\d", (DOCS / "how-to/check-in-another-archive.md").read_text("utf-8"))


def test_the_sample_of_a_first_brief_has_the_notice_of_which_the_tutorial_tells_and_no_fault(tmp_path: Path) -> None:
    for name in ("archive", "bib"):
        shutil.copytree(EXCERPT / name, tmp_path / name)
    shutil.copy(DOCS.parent / ".gitignore", tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit_all(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "contribution")
    page = (DOCS / "tutorial/your-first-brief.md").read_text("utf-8")
    [entry], [brief], [name] = (_blocks(page, language) for language in ("bibtex", "markdown", "text"))
    assert f"{{cite:p}}`{entry.partition('{')[2].partition(',')[0]}`" in brief
    _paste(f"\n{entry}", tmp_path / "bib/undated.bib")
    _paste(brief, tmp_path / "archive/2015" / name.strip())
    assert _run(f"briefs --root {tmp_path} check --quiet") == ""
    diagnostics = json.loads(_run(f"briefs --root {tmp_path} check --untrusted --format json"))
    assert {(diagnostic["code"], diagnostic["severity"]) for diagnostic in diagnostics} == {("L901", "notice")}
    assert "has one, because no source of the archive has come from that web site" in " ".join(page.split())
