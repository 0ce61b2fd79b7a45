"""What is told on the page of a brief is what the check of everything tells of it."""

from pathlib import Path

import pytest

from briefarchive.checking import check
from briefarchive.checking.archive import read_archive
from briefarchive.checking.one_brief import check_page, select_brief, select_cited_entries
from briefarchive.model import BriefId

from .laying import CASES, find_cases, lay, name_case


@pytest.mark.parametrize("case", find_cases("invalid", "[CLMRV]*"), ids=name_case)
def test_it_is_what_the_check_tells_of_its_file_and_of_what_it_cites(case: Path, tmp_path: Path) -> None:
    lay(case, tmp_path / "archive")
    reading = read_archive(tmp_path / "archive", cache=False)
    archive, found = reading.archive, check(reading)
    for name in {*archive.briefs, *archive.unread_briefs}:
        about_page = check_page(reading, name)
        assert select_brief(about_page, name) == select_brief(found, name)
        assert select_cited_entries(about_page, archive, name) == select_cited_entries(found, archive, name)


def test_of_a_brief_that_is_not_there_nothing_is_told(tmp_path: Path) -> None:
    lay(min((CASES / "V201" / "invalid").glob("*.md")), tmp_path / "archive")
    name = BriefId("2000-01-01-nothing")
    assert select_brief(check_page(read_archive(tmp_path / "archive", cache=False), name), name) == []
