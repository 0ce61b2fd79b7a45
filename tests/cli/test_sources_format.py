"""`briefs sources format`: the files in bib/ in their one form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

UNTIDY = "@Misc{a-2014-x, Title={X}, year=2014}\n"
TIDY = "@misc{a-2014-x,\n  title           = {X},\n  date            = {2014},\n}\n"


@pytest.fixture
def untidy(sound: Path) -> Path:
    """The archive with an entry in the wrong year's file."""
    (sound / "bib").mkdir()
    (sound / "bib/2013.bib").write_text(UNTIDY)
    return sound


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


def test_one_file_is_formatted_by_its_name(briefs: Run, untidy: Path) -> None:
    (untidy / "bib/mine.bib").write_text(UNTIDY.replace("x", "y"))
    assert (
        briefs("--root", untidy, "sources", "format", untidy / "bib/mine.bib").output == "changed root/bib/mine.bib\n"
    )


def test_a_file_elsewhere_is_a_wrong_use(briefs: Run, untidy: Path) -> None:
    assert briefs("--root", untidy, "sources", "format", untidy / "archive/2014/2014-05-01-good.md").exit_code == 2
