"""What is told of one brief is what the check of everything tells of it."""

from pathlib import Path, PurePosixPath

import pytest

from briefarchive.checking import check
from briefarchive.checking.archive import read_archive
from briefarchive.checking.one_brief import check_brief
from briefarchive.model import BriefId

from .test_cases import CASES, _cases, _lay


@pytest.mark.parametrize("case", _cases("invalid"), ids=lambda case: f"{case.parts[-3]}/{case.name}")
def test_it_is_what_the_check_tells_of_its_file(case: Path, tmp_path: Path) -> None:
    _lay(case, tmp_path / "archive")
    reading = read_archive(tmp_path / "archive", cache=False)
    found = check(reading)
    for name in {*reading.archive.briefs, *reading.archive.unread_briefs}:
        of_it = [one for one in found if PurePosixPath(one.span.path).name == f"{name}.md"]
        assert list(check_brief(reading, name)) == of_it


def test_of_a_brief_that_is_not_there_nothing_is_told(tmp_path: Path) -> None:
    case = min((CASES / "V201" / "invalid").glob("*.md"))
    _lay(case, tmp_path / "archive")
    assert check_brief(read_archive(tmp_path / "archive", cache=False), BriefId("2000-01-01-nothing")) == ()
