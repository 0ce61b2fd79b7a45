"""Commands mean by today the day in UTC, as the site does that is built with what they wrote."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
NOON = "1798718400"  # of 31 December 2026, in UTC


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which the next day, and the next year, has begun."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.delenv("TZ")
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_a_brief_is_withdrawn_on_the_day_of_the_site(briefs: Run, sound: Path) -> None:
    (path,) = sound.glob("archive/*/*.md")
    assert briefs("--root", sound, "withdraw", path.stem, "--reason", "It is false.").exit_code == 0
    assert "date: 2026-12-31" in path.read_text()
