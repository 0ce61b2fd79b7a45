"""Withdrawing: any reason is told as it was given."""

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.checking import check
from briefarchive.checking.loading import read_archive
from briefarchive.curating.changes import CannotChangeError
from briefarchive.curating.withdrawing import plan_withdrawal
from briefarchive.diagnostics import Severity
from briefarchive.model import Status, Withdrawal
from briefarchive.reading.characters import INVISIBLE

ID, OTHER = "2014-05-21-pipeline", "2014-06-02-pipeline"
DAY = datetime.date(2015, 1, 5)
HEAD = "---\ntitle: A contract\ndate: {day} # a note\ncountries: [GB]\n# Another note\nlanguage: en\n---\nText.\n"
REASONS = st.text(st.characters(codec="utf-8"), min_size=1).filter(
    lambda text: text.strip() and not INVISIBLE.search(" ".join(text.split()))
)


def lay(root: Path, end: str = "\n") -> None:
    (root / "archive/2014").mkdir(parents=True)
    for brief in (ID, OTHER):
        text = HEAD.format(day=brief[:10]).replace("\n", end)
        (root / f"archive/2014/{brief}.md").write_bytes(text.encode())


def withdraw(root: Path, reason: str, replaced_by: str | None = None) -> None:
    archive = read_archive(root, cache=False).archive
    plan_withdrawal(root, archive, ID, Withdrawal(date=DAY, reason=reason), replaced_by).write()


@given(REASONS, st.sampled_from(["\n", "\r\n"]))
@example("'", "\n")
@example("a: b # c", "\n")
@example("- no", "\n")
@example("---", "\r\n")
@example("null", "\n")
@example("2015", "\n")
@example("0E0", "\n")
@example("~", "\n")
@example("=", "\n")
@example("<<", "\n")
@example("*a", "\n")
@example("!a [b, {c", "\n")
@example("\\n \"x\" 'y' ", "\n")
@example("\U0001f6a2 撤回：数字有误 ‘так’", "\n")
@example("a\tb\n\nc", "\r\n")
def test_any_reason_is_read_back_as_it_was_given(reason: str, end: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay(root, end)
        withdraw(root, reason)
        reading = read_archive(root, cache=False)
        brief = reading.archive.briefs[ID]
        assert brief.withdrawal == Withdrawal(date=DAY, reason=" ".join(reason.split()))
        assert brief.status is Status.WITHDRAWN
        assert not [diagnostic for diagnostic in check(reading) if diagnostic.severity is Severity.ERROR]
        written = (root / f"archive/2014/{ID}.md").read_bytes().decode()
        assert written.startswith(HEAD.format(day=ID[:10]).partition("---\nText")[0].replace("\n", end))
        assert written.endswith(f"{end}---{end}Text.{end}")  # what was cited stays
        assert written.count("\r") == (written.count("\n") if end == "\r\n" else 0)


@pytest.mark.parametrize("reason", ["", " \n", "a\u202eb", "a\x00b", "x" * 1_001, "\ud800"])
def test_a_reason_that_readers_cannot_be_shown_is_refused_and_nothing_is_written(tmp_path: Path, reason: str) -> None:
    lay(tmp_path)
    with pytest.raises(CannotChangeError):
        withdraw(tmp_path, reason, OTHER)
    for brief in (ID, OTHER):
        assert (tmp_path / f"archive/2014/{brief}.md").read_text() == HEAD.format(day=brief[:10])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_in_which_all_moves_down_by_a_line_is_still_the_same_text(tmp_path: Path, end: str) -> None:
    lay(tmp_path, end)
    body = (
        "A text with [a link](http://www.example.org/a), <http://example.org/b>, [another][c] "
        "and {cite:p}`one-2014-a`.\n"
        "\n## What was signed {#signed}\n\nSee [above](#signed), [the other](2014-06-02-pipeline.md#signed).\n"
        "\n![A map](map.svg)\n\n```{figure} map.svg\n:alt: A map\n\nA map.\n```\n\n[c]: http://example.org/c\n"
    )
    with (tmp_path / f"archive/2014/{ID}.md").open("ab") as file:
        file.write(body.replace("\n", end).encode())
    withdraw(tmp_path, "Wrong.", OTHER)
    archive = read_archive(tmp_path, cache=False).archive
    assert archive.briefs[ID].status is Status.WITHDRAWN
    assert "http://www.example.org/a" in {link.target for link in archive.briefs[ID].markup.links}
    assert archive.briefs[OTHER].replaces == (ID,)


def test_a_brief_without_a_language_is_withdrawn_in_an_archive_of_another_than_english(tmp_path: Path) -> None:
    lay(tmp_path)
    file = tmp_path / f"archive/2014/{ID}.md"
    file.write_text(file.read_text().replace("language: en\n", ""))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/conf.py").write_text('language = "es"\n')
    withdraw(tmp_path, "Las cifras no se pudieron confirmar.")
    brief = read_archive(tmp_path, cache=False).archive.briefs[ID]
    assert (brief.status, brief.language) == (Status.WITHDRAWN, "es")
