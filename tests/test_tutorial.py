"""The guide keeps its word: the steps of its tutorials give what they promise, and its samples can be pasted."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a reader of the tutorial has and sees.

    Attributes:
        root: The archive.
        brief: The file of its one brief.
        imported: That file's text before the title was written.
        imported_again: What the second import printed.
        checked: What the check printed before the title was written.
        checked_again: What it printed afterwards.
    """

    root: Path
    brief: Path
    imported: str
    imported_again: str
    checked: str
    checked_again: str

    def page(self, address: str) -> BeautifulSoup:
        return BeautifulSoup((self.root / "build" / "html" / address).read_text("utf-8"), "html.parser")

    @property
    def brief_page(self) -> BeautifulSoup:
        return self.page(f"archive/2015/{self.brief.stem}.html")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The tutorial, followed to its last command but one; that one, `serve`, ends only by hand."""
    init, import_, check, build, _ = _commands()
    folder = tmp_path_factory.mktemp("tutorial")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        _run(init)
        _write_export(folder / shlex.split(import_)[-1])
        _run(import_)
        [brief] = (folder / "my-archive" / "archive").glob("*/*.md")
        imported = brief.read_text("utf-8")
        imported_again = _run(import_)
        checked = _run(check)
        brief.write_text(re.sub("^title: .*\n", _blocks(TUTORIAL, "yaml")[0], imported, flags=re.MULTILINE), "utf-8")
        checked_again = _run(check)
        _run(f"{build} --strict")
        yield Story(
            root=folder / "my-archive",
            brief=brief,
            imported=imported,
            imported_again=imported_again,
            checked=checked,
            checked_again=checked_again,
        )


def _write_export(folder: Path) -> None:
    named = re.search(r"folder `([^`]+)`, and in it a file `([^`]+)`", " ".join(TUTORIAL.split()))
    assert named is not None
    assert named[1] == folder.name
    [export] = _blocks(TUTORIAL, "text")
    folder.mkdir()
    (folder / named[2]).write_text(export, "utf-8")


def test_the_tutorial_names_its_commands_in_order() -> None:
    commands = [shlex.split(command) for command in _commands()]
    assert [next(word for word in words if word in main.list_commands(None)) for words in commands] == [
        "init",
        "import",
        "check",
        "build",
        "serve",
    ]


def test_the_import_suggests_the_countries_and_topics_of_the_tutorial(story: Story) -> None:
    promised = _blocks(TUTORIAL, "yaml")[1]
    assert promised in story.imported


def test_the_files_of_the_tutorial_are_where_it_says(story: Story) -> None:
    assert story.brief.parent.name == "2015"
    assert story.brief.name.startswith("2015-12-21")
    assert (story.root / "bib" / "undated.bib").read_text("utf-8").count("@") == 2
    vocabulary = story.root / "archive" / "vocabulary"
    assert (vocabulary / "people.yaml").read_text("utf-8").endswith("{name: Your Name}\n")
    last = (vocabulary / "publishers.yaml").read_text("utf-8").splitlines()[-2:]
    assert sorted(re.findall("name: ([^}]+)", "\n".join(last))) == [
        "Australian Treaties Database",
        "Department of Foreign Affairs and Trade",
    ]


def test_the_second_import_of_the_tutorial_changes_nothing_and_says_so(story: Story) -> None:
    assert re.search(r"^briefs written +0$", story.imported_again, re.MULTILINE)
    assert re.search(r"^imported before, unchanged +1$", story.imported_again, re.MULTILINE)


def test_the_one_finding_of_the_tutorial_is_the_title(story: Story) -> None:
    findings = [line for line in story.checked.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    assert ["the title is a placeholder" in finding for finding in findings] == [True]
    assert "title: '[Untitled] The free trade agreement" in story.imported


def test_nothing_is_found_once_the_title_is_written(story: Story) -> None:
    assert story.checked_again == "no findings\n"
    assert "`no findings`" in TUTORIAL


def test_the_brief_of_the_tutorial_leads_to_china_to_its_publishers_and_to_its_year(story: Story) -> None:
    links = {link.get_text(strip=True): link["href"] for link in story.brief_page.find_all("a")}
    assert links["China"] == "../../countries/CN.html"
    assert links["Australian Treaties Database"].startswith("../../publishers/australian-treaties-database.html")
    assert links["Years"] == "../../years/index.html"
    for address in ("countries/CN.html", "publishers/australian-treaties-database.html", "years/2015.html"):
        assert story.page(address).find("a", href=re.compile(re.escape(story.brief.stem)))


@pytest.fixture(params=["new", "excerpt"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An archive into which samples are pasted: a new one, or a part of the collection."""
    root = tmp_path / "root"
    if request.param == "new":
        _run(f"briefs init {root}")
    else:
        shutil.copytree(EXCERPT, root, ignore=shutil.ignore_patterns("README.md"))
    return root


def _paste(text: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(before + text, "utf-8")


def test_samples_of_countries_groups_and_topics_can_be_pasted(archive: Path) -> None:
    country, group, periods, *topics = _blocks(
        (DOCS / "how-to" / "add-a-country-or-topic.md").read_text("utf-8"), "yaml"
    )
    _paste(country + group + periods, archive / "archive" / "vocabulary" / "countries.yaml")
    _paste("".join(topics), archive / "archive" / "vocabulary" / "topics.yaml")
    assert _run(f"briefs --root {archive} check") == "no findings\n"


def _brief(front_matter: str) -> str:
    return f"---\ntitle: A sample\ndate: 2013-01-31\ncountries: [CN]\n{front_matter}---\nText.\n"


@pytest.mark.parametrize("number", [0, 1])
def test_samples_of_corrections_and_withdrawals_are_front_matter(archive: Path, number: int) -> None:
    sample = _blocks((DOCS / "how-to" / "correct-a-brief.md").read_text("utf-8"), "yaml")[number]
    _paste(_brief(sample), archive / "archive" / "2013" / "2013-01-31-sample.md")
    assert _run(f"briefs --root {archive} check") == "no findings\n"


@pytest.mark.parametrize("page", ["how-to/cite-a-source.md", "reference/formats.md"])
def test_samples_of_sources_are_entries_without_a_fault(page: str) -> None:
    samples = _blocks((DOCS / page).read_text("utf-8"), "bibtex")
    assert samples
    for sample in samples:
        sources, faults = read_bibliography("bib/2014.bib", sample)
        assert (len(sources), faults) == (sample.count("\n@") + sample.startswith("@"), ())


def test_the_hook_for_another_archive_names_a_commit_and_no_release_that_is_not_there() -> None:
    page = (DOCS / "how-to" / "check-in-another-archive.md").read_text("utf-8")
    [sample] = _blocks(page, "yaml")
    assert re.search(r"rev: [0-9a-f]{40}$", sample, re.MULTILINE)
    assert not re.search(r"\bv\d+\.\d", page)


FIRST_BRIEF = (DOCS / "tutorial/your-first-brief.md").read_text("utf-8")


@pytest.fixture
def contribution(tmp_path: Path) -> Path:
    """A repository with a part of the collection, and on top of that what the tutorial lets people write."""
    for name in ("archive", "bib"):
        shutil.copytree(EXCERPT / name, tmp_path / name)
    shutil.copy(DOCS.parent / ".gitignore", tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit_all(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "contribution")
    [entry], [brief], [name] = (_blocks(FIRST_BRIEF, language) for language in ("bibtex", "markdown", "text"))
    assert f"{{cite:p}}`{entry.partition('{')[2].partition(',')[0]}`" in brief
    _paste(f"\n{entry}", tmp_path / "bib/undated.bib")
    _paste(brief, tmp_path / "archive/2015" / name.strip())
    return tmp_path


def test_the_sample_of_a_first_brief_has_the_notice_of_which_the_tutorial_tells_and_no_fault(
    contribution: Path,
) -> None:
    assert _run(f"briefs --root {contribution} check --quiet") == ""
    found = json.loads(_run(f"briefs --root {contribution} check --untrusted --format json"))
    assert {(one["code"], one["severity"]) for one in found} == {("L901", "notice")}
    told = "has one, because no source of the archive has come from that web site"
    assert told in " ".join(FIRST_BRIEF.split())
