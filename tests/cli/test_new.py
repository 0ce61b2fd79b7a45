"""`briefs new`, on a terminal and elsewhere, `briefs rename` and `briefs withdraw`."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import testing

from briefarchive.cli import main

from .conftest import Run


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which the next day, and the next year, has begun."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798718400")  # noon of 31 December 2026, in UTC
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.delenv("TZ")
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_what_is_not_given_is_asked_for_until_it_is_known(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing._NamedTextIOWrapper, "isatty", lambda _: True)
    answers = ("2015-02-30", "2015-02-28", "Atlantis", "俄罗斯 and China; Korea, Republic of", "")
    arguments = ["--root", str(sound), "new", "--title", "A “survey”"]
    output = testing.CliRunner().invoke(main, arguments, input="".join(f"{answer}\n" for answer in answers)).output
    assert "Date [2026-12-31]" in output
    assert "there is no country" in output
    text = (sound / "archive/2015/2015-02-28-survey.md").read_text()
    assert text.startswith("---\ntitle: A “survey”\ndate: 2015-02-28\ncountries: [RU, CN, KR]\nstatus: draft\n")


@pytest.mark.usefixtures("far_east")
def test_a_brief_is_withdrawn_on_the_day_of_the_site(briefs: Run, sound: Path) -> None:
    (path,) = sound.glob("archive/*/*.md")
    assert briefs("--root", sound, "withdraw", path.stem, "--reason", "It is false.").exit_code == 0
    assert "date: 2026-12-31" in path.read_text()
