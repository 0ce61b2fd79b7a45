"""A new brief says what it was given, whatever that is; what cannot be said is refused."""

import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.checking.loading import read_and_check
from briefarchive.curating.changes import CannotChangeError
from briefarchive.curating.new import plan_brief
from briefarchive.diagnostics import Severity
from briefarchive.model import Archive, Status

from ..cases import by_cases

DAY = datetime.date(2015, 2, 28)
NOWHERE = Path("/nonexistent")
texts = st.text(st.characters(codec="utf-8"), max_size=80)


@given(texts, texts)
@example("2014", "null")
@example("a: b", "# c")
@example("---", "- d")
@example("'\"", "\\n")
@example("俄罗斯与中国", "так")
def test_a_title_and_a_summary_are_read_back_or_refused(title: str, summary: str) -> None:
    try:
        planned = plan_brief(NOWHERE, Archive(), {"title": title, "date": DAY, "summary": summary}, "x")
    except CannotChangeError:
        return
    ((path, data),) = planned.after.items()
    brief, faults = read_and_check(path, data or b"")
    assert brief is not None
    assert (brief.title, brief.summary) == (" ".join(title.split()), " ".join(summary.split()))
    assert (brief.id, brief.date, brief.status) == ("2015-02-28-x", DAY, Status.DRAFT)
    # A notice, as on a flag that stands for a country, keeps nobody from writing it.
    assert all(diagnostic.severity is Severity.NOTICE for diagnostic in faults)


@pytest.mark.parametrize("title", ["", "\n", "x" * 301, "a\u202eb", "\ud800"])
def test_a_title_that_none_can_be_is_refused(title: str) -> None:
    with pytest.raises(CannotChangeError):
        plan_brief(NOWHERE, Archive(), {"title": title, "date": DAY}, "x")


@by_cases
def test_an_id_has_the_day_and_words_of_the_title_in_ascii(title: str, expected: str) -> None:
    planned = plan_brief(NOWHERE, Archive(), {"title": title, "date": DAY})
    assert list(planned.after) == [f"archive/2015/{expected}.md"]


def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/2015").symlink_to(tmp_path)
    with pytest.raises(CannotChangeError, match='"archive/2015" is a symbolic link'):
        plan_brief(tmp_path, Archive(), {"title": "A", "date": DAY})
