"""`briefs sources list`: every source, and which briefs cite it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def cited(sound: Path) -> Path:
    """The archive with two sources, of which its brief cites one."""
    (sound / "bib").mkdir()
    entry = "@online{{{key},\n  title = {{{title}}},\n  publisher = {{Example}},\n  date = {{2014-05-01}},\n}}\n"
    (sound / "bib/2014.bib").write_text(
        entry.format(key="example-2014-b", title="能源") + entry.format(key="example-2014-a", title="A [b]")
    )
    brief = sound / "archive/2014/2014-05-01-good.md"
    brief.write_text(brief.read_text() + "See {cite:p}`example-2014-b`.\n")
    return sound


def test_sources_are_listed_by_key_with_what_is_known(briefs: Run, cited: Path) -> None:
    lines = briefs("--root", cited, "sources", "list").output.splitlines()
    assert [line.split()[0] for line in lines] == ["Key", "example-2014-a", "example-2014-b"]
    assert lines[1].split() == ["example-2014-a", "2014-05-01", "Example", "A", "[b]", "0"]
    assert lines[2].split()[-2:] == ["能源", "1"]


def test_machines_get_every_field(briefs: Run, cited: Path) -> None:
    first, second = json.loads(briefs("--root", cited, "sources", "list", "--format", "json").output)
    assert (first["key"], first["cited_by"]) == ("example-2014-a", [])
    assert (second["title"], second["cited_by"]) == ("能源", ["2014-05-01-good"])


def test_a_name_that_nearly_is_a_command_is_told(briefs: Run, cited: Path) -> None:
    result = briefs("--root", cited, "sources", "lists")
    assert (result.exit_code, "did you mean list?" in result.output) == (2, True)
