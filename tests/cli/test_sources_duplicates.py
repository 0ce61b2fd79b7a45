"""`briefs sources duplicates`: sources that are probably one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
ENTRY = "@online{{{key},\n  title = {{A title of [some] words}},\n  date = {{2014-05-01}},\n  url = {{{url}}},\n}}\n"


@pytest.fixture
def doubled(sound: Path) -> Path:
    """The archive with two entries of one source, of which its brief cites the second."""
    (sound / "bib").mkdir()
    pages = (
        ("example-2014-a", "https://example.com/story/12345"),
        ("example-2014-b", "http://m.example.com/story/12345#top"),
    )
    (sound / "bib/2014.bib").write_text("".join(ENTRY.format(key=key, url=url) for key, url in pages))
    brief = sound / "archive/2014/2014-05-01-good.md"
    brief.write_text(brief.read_text() + "See {cite:p}`example-2014-b`.\n")
    return sound


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


def test_without_any_machines_get_an_empty_list(briefs: Run, sound: Path) -> None:
    result = briefs("--root", sound, "sources", "duplicates", "--format", "json")
    assert (result.exit_code, json.loads(result.output)) == (0, [])
