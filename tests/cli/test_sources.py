"""`briefs sources list`, `duplicates`, `merge` and `format`."""

import json
from pathlib import Path

import pytest

from ..cases import by_cases
from .conftest import Run

ENTRY = "@online{{{key},\n  title = {{{title}}},\n  date = {{2014-05-01}},\n{more}}}\n"
UNTIDY = "@Misc{a-2014-x, Title={X}, year=2014}\n"


def add_sources(root: Path, text: str, year: str = "2014") -> Path:
    """Give the archive a bibliography, of which its brief cites `example-2014-b`; gives the archive."""
    (root / "bib").mkdir()
    (root / f"bib/{year}.bib").write_text(text)
    brief = root / "archive/2014/2014-05-01-good.md"
    brief.write_text(brief.read_text() + "See {cite:p}`example-2014-b`.\n" * ("example-2014-b" in text))
    return root


@pytest.fixture
def cited(sound: Path) -> Path:
    """The archive with two sources."""
    publisher = "  publisher = {Example},\n"
    entries = (
        ENTRY.format(key="example-2014-b", title="能源", more=publisher),
        ENTRY.format(key="example-2014-a", title="A [b]", more=publisher),
    )
    return add_sources(sound, "".join(entries))


def test_sources_are_listed_by_key_with_what_is_known(briefs: Run, cited: Path) -> None:
    lines = briefs("--root", cited, "sources", "list").output.splitlines()
    assert [line.split()[0] for line in lines] == ["Key", "example-2014-a", "example-2014-b"]
    assert lines[1].split() == ["example-2014-a", "2014-05-01", "Example", "A", "[b]", "0"]
    assert lines[2].split()[-2:] == ["能源", "1"]


def test_machines_get_every_field(briefs: Run, cited: Path) -> None:
    first, second = json.loads(briefs("--root", cited, "sources", "list", "--format", "json").output)
    assert (first["key"], first["cited_by"]) == ("example-2014-a", [])
    assert (second["title"], second["cited_by"]) == ("能源", ["2014-05-01-good"])


@pytest.fixture
def doubled(sound: Path) -> Path:
    """The archive with two entries of one source."""
    urls = {"a": "https://example.com/story/12345", "b": "http://m.example.com/story/12345#top"}
    entries = (
        ENTRY.format(key=f"example-2014-{key}", title="A title of [some] words", more=f"  url = {{{url}}},\n")
        for key, url in urls.items()
    )
    return add_sources(sound, "".join(entries))


def test_two_entries_stand_side_by_side_with_reasons_and_what_to_do(briefs: Run, doubled: Path) -> None:
    result = briefs("--root", doubled, "sources", "duplicates")
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[0] == "97: same address example.com/story/12345; same title; same date 2014-05-01"
    assert lines[1].split() == ["key", "example-2014-b", "example-2014-a"]
    assert lines[2].split() == ["place", "root/bib/2014.bib:6", "root/bib/2014.bib:1"]
    assert lines[3].split() == ["cited", "by", "1", "brief", "0", "briefs"]
    assert "briefs --root root sources merge example-2014-b example-2014-a" in lines
    assert lines[-1] == "1 group of sources that are probably one"


def test_machines_get_every_field_and_the_command(briefs: Run, doubled: Path) -> None:
    (group,) = json.loads(briefs("--root", doubled, "sources", "duplicates", "--format", "json").output)
    assert (group["score"], group["merge"].split()[-2:]) == (97, ["example-2014-b", "example-2014-a"])
    assert [(one["key"], one["line"], one["cited"]) for one in group["sources"]] == [
        ("example-2014-b", 6, 1),
        ("example-2014-a", 1, 0),
    ]
    assert group["sources"][0]["fields"]["title"] == "A title of [some] words"


def test_the_command_that_is_told_leaves_no_duplicates(briefs: Run, doubled: Path) -> None:
    (group,) = json.loads(briefs("--root", doubled, "sources", "duplicates", "--format", "json").output)
    assert briefs(*group["merge"].split()[1:]).exit_code == 0
    result = briefs("--root", doubled, "sources", "duplicates")
    assert (result.exit_code, result.output) == (0, "no two sources are probably one\n")
    result = briefs("--root", doubled, "sources", "duplicates", "--format", "json")
    assert (result.exit_code, json.loads(result.output)) == (0, [])


@pytest.fixture
def alike(sound: Path) -> Path:
    """The archive with two entries that can be merged."""
    return add_sources(
        sound, "@misc{example-2014-a, title = {A}, note = {N}}\n\n@misc{example-2014-b, title = {B}, year = 2014}\n"
    )


def test_a_merge_tells_what_it_did(briefs: Run, alike: Path) -> None:
    result = briefs("sources", "merge", "--root", alike, "example-2014-a", "example-2014-b")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        'title: "A" stays; example-2014-b has "B"',
        "example-2014-a gets year",
        "wrote root/archive/2014/2014-05-01-good.md",
        "wrote root/bib/2014.bib",
    ]
    assert briefs("--root", alike, "check", "--quiet").output == ""


def test_a_dry_run_writes_nothing(briefs: Run, alike: Path) -> None:
    before = (alike / "bib/2014.bib").read_bytes()
    result = briefs("--root", alike, "sources", "merge", "example-2014-a", "example-2014-b", "--dry-run")
    assert (result.exit_code, "would write root/bib/2014.bib" in result.output) == (0, True)
    assert (alike / "bib/2014.bib").read_bytes() == before


@by_cases
def test_keys_that_cannot_be_merged_are_a_wrong_use(briefs: Run, alike: Path, arguments: list[str], told: str) -> None:
    result = briefs("--root", alike, "sources", "merge", *arguments)
    assert (result.exit_code, told in result.output) == (2, True)


TIDY = "@misc{a-2014-x,\n  title           = {X},\n  date            = {2014},\n}\n"


@pytest.fixture
def untidy(sound: Path) -> Path:
    """The archive with an entry in the wrong year's file."""
    return add_sources(sound, UNTIDY, "2013")


def test_files_are_written_and_told(briefs: Run, untidy: Path) -> None:
    result = briefs("--root", untidy, "sources", "format")
    assert (result.exit_code, result.output) == (0, "changed root/bib/2013.bib\nchanged root/bib/2014.bib\n")
    assert [(file.name, file.read_text()) for file in (untidy / "bib").iterdir()] == [("2014.bib", TIDY)]


def test_check_lists_what_would_change_and_gives_1(briefs: Run, untidy: Path) -> None:
    result = briefs("--root", untidy, "sources", "format", "--check")
    assert (result.exit_code, result.output) == (1, "would change root/bib/2013.bib\nwould change root/bib/2014.bib\n")
    assert (untidy / "bib/2013.bib").read_text() == UNTIDY


def test_diff_shows_the_changes_and_writes_nothing(briefs: Run, untidy: Path) -> None:
    result = briefs("--root", untidy, "sources", "format", "--diff")
    assert (result.exit_code, (untidy / "bib/2013.bib").read_text()) == (0, UNTIDY)
    assert result.output == (
        "--- a/bib/2013.bib\n+++ /dev/null\n@@ -1 +0,0 @@\n-@Misc{a-2014-x, Title={X}, year=2014}\n"
        "--- /dev/null\n+++ b/bib/2014.bib\n@@ -0,0 +1,4 @@\n"
        "+@misc{a-2014-x,\n+  title           = {X},\n+  date            = {2014},\n+}\n"
    )


def test_one_file_is_formatted_by_its_name_and_one_elsewhere_is_a_wrong_use(briefs: Run, untidy: Path) -> None:
    (untidy / "bib/mine.bib").write_text(UNTIDY.replace("x", "y"))
    told = briefs("--root", untidy, "sources", "format", untidy / "bib/mine.bib").output
    assert told == "changed root/bib/mine.bib\n"
    assert briefs("--root", untidy, "sources", "format", untidy / "archive/2014/2014-05-01-good.md").exit_code == 2
