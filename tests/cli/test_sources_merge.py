"""`briefs sources merge`: several entries of one source made one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def doubled(sound: Path) -> Path:
    """The archive with two entries of one source, of which its brief cites the second."""
    (sound / "bib").mkdir()
    (sound / "bib/2014.bib").write_text(
        "@misc{example-2014-a, title = {A}, note = {N}}\n\n@misc{example-2014-b, title = {B}, year = 2014}\n"
    )
    brief = sound / "archive/2014/2014-05-01-good.md"
    brief.write_text(brief.read_text() + "See {cite:p}`example-2014-b`.\n")
    return sound


def test_a_merge_tells_what_it_did(briefs: Run, doubled: Path) -> None:
    result = briefs("sources", "merge", "--root", doubled, "example-2014-a", "example-2014-b")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        'title: "A" stays; example-2014-b has "B"',
        "example-2014-a gets year",
        "wrote root/archive/2014/2014-05-01-good.md",
        "wrote root/bib/2014.bib",
    ]
    assert briefs("--root", doubled, "check", "--quiet").output == ""


def test_a_dry_run_writes_nothing(briefs: Run, doubled: Path) -> None:
    before = (doubled / "bib/2014.bib").read_bytes()
    result = briefs("--root", doubled, "sources", "merge", "example-2014-a", "example-2014-b", "--dry-run")
    assert (result.exit_code, "would write root/bib/2014.bib" in result.output) == (0, True)
    assert (doubled / "bib/2014.bib").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["example-2014-a", "exmple-2014-b"], 'there is no source "exmple-2014-b"; did you mean "example-2014-b"?'),
        (["nothing", "example-2014-b"], 'there is no source "nothing"'),
        (["example-2014-a", "example-2014-a"], "a key stands twice"),
        (["example-2014-a"], "Missing argument"),
    ],
)
def test_keys_that_cannot_be_merged_are_a_wrong_use(
    briefs: Run, doubled: Path, arguments: list[str], told: str
) -> None:
    result = briefs("--root", doubled, "sources", "merge", *arguments)
    assert (result.exit_code, told in result.output) == (2, True)
