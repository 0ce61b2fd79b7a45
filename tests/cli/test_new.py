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
    answers = ("2015-02-30", "2015-02-28", "Atlantis", "俄罗斯, China; Korea, Republic of", "俄罗斯, China", "")
    arguments = ["--root", str(sound), "new", "--title", "A “survey”"]
    seen = testing.CliRunner().invoke(main, arguments, input="".join(f"{one}\n" for one in answers)).output
    assert "Date [2026-12-31]" in seen
    assert "there is no country" in seen
    text = (sound / "archive/2015/2015-02-28-survey.md").read_text()
    assert text.startswith("---\ntitle: A “survey”\ndate: 2015-02-28\ncountries: [RU, CN]\nstatus: draft\n")


@pytest.mark.usefixtures("far_east")
def test_a_brief_is_withdrawn_on_the_day_of_the_site(briefs: Run, sound: Path) -> None:
    (path,) = sound.glob("archive/*/*.md")
    assert briefs("--root", sound, "withdraw", path.stem, "--reason", "It is false.").exit_code == 0
    assert "date: 2026-12-31" in path.read_text()


def test_without_a_terminal_what_is_missing_is_told(briefs: Run, sound: Path) -> None:
    result = briefs("--root", sound, "new", "--title", "A survey")
    assert (result.exit_code, "a new brief needs --date" in result.output) == (2, True)


def test_a_new_brief_has_no_findings(briefs: Run, sound: Path) -> None:
    options = ("--title", "# yes: [no]", "--date", "2015-02-28", "--country", "UK", "--summary", "- 'a' # b")
    assert briefs("--root", sound, "new", *options).exit_code == 0
    assert briefs("--root", sound, "check").output == "no findings\n"


def test_each_part_in_a_brief_has_its_option_and_the_day_of_publication_is_left_out(briefs: Run, sound: Path) -> None:
    people = sound / "archive/vocabulary/people.yaml"
    people.parent.mkdir()
    people.write_text("ada-example: {name: Ada Example}\nbo-example: {name: Bo Example}\n")
    parts = ("--author", "Ada Example", "--editor", "bo-example", "--translator", "Bo Example")
    result = briefs("--root", sound, "new", "--title", "A survey", "--date", "2015-02-28", *parts)
    assert result.exit_code == 0, result.output
    text = (sound / "archive/2015/2015-02-28-survey.md").read_text()
    assert "authors: [ada-example]\neditors: [bo-example]\ntranslators: [bo-example]\nstatus: draft\n" in text
    assert "# compilers:" not in text
    assert "published:" not in text


def test_a_day_in_words_is_told_as_it_is_to_be_written(briefs: Run, sound: Path) -> None:
    result = briefs("--root", sound, "new", "--title", "A survey", "--date", "29 June 2015")
    assert (result.exit_code, "write 2015-06-29" in " ".join(result.output.split())) == (2, True)


def test_the_full_stop_of_a_title_is_left_out_and_that_of_an_abbreviation_stays(briefs: Run, sound: Path) -> None:
    for title, written in (("A port opens.", "A port opens"), ("A port of the U.S.", "A port of the U.S.")):
        result = briefs("--root", sound, "new", "--title", title, "--date", "2015-02-28")
        assert result.exit_code == 0, result.output
        assert any(f"title: {written}\n" in file.read_text() for file in (sound / "archive/2015").glob("*.md"))


def test_a_brief_is_renamed_and_withdrawn_by_the_path_of_its_file(briefs: Run, sound: Path) -> None:
    file = sound / "archive/2014/2014-05-01-pier.md"
    file.write_text("---\ntitle: A pier opens\ndate: 2014-05-01\n---\nThe pier opened.\n")
    assert briefs("--root", sound, "rename", file, "quay").exit_code == 0
    renamed = file.with_name("2014-05-01-quay.md")
    assert not file.exists()
    result = briefs("--root", sound, "withdraw", renamed, "--reason", "It was no quay.")
    assert result.exit_code == 0, result.output
    assert "status: withdrawn" in renamed.read_text()


def test_a_file_elsewhere_is_a_wrong_use(briefs: Run, sound: Path, tmp_path: Path) -> None:
    other = tmp_path / "2014-05-01-quay.md"
    other.touch()
    for arguments in (("rename", other, "pier"), ("withdraw", other, "--reason", "None."), ("preview", other)):
        result = briefs("--root", sound, *arguments)
        assert (result.exit_code, "is no file of a brief in" in result.output) == (2, True)
