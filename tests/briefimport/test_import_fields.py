"""Facts that stand beside a text: in the name of its file, or in a table above it."""

import datetime
from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefimport import import_exports
from briefimport.legacy import LegacyBrief

from ..cases import by_cases
from .test_runs import EXPORT, export

TABLE = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in (
    ("Series:", "Notes of the harbour"), ("Title:", "The ferry line opens"), ("Authors:", "Ada Example, Ben Sample"),
    ("Date:", "4 May 2015"),
))  # fmt: skip
PARAGRAPH = "The ferry line between the two ports opened again this week, and the fares of the line fell by a third."
TEXT = f"<p>{PARAGRAPH}</p>"
LISTED = "".join(f"<tr><td>{number}</td><td>{text}</td></tr>" for number, text in (
    (1, "Ferry line opens // Coast Radio. 2 May 2015"), (2, "Rates fall // Northern Post. 3 May 2015"),
))  # fmt: skip


def read(root: Path, file: Path) -> LegacyBrief:
    (report,) = import_exports(root, [file], dry_run=True).files
    assert report.draft is not None, report.diagnostics
    return report.draft.legacy


@by_cases
def test_day_in_the_name_of_a_file_is_taken_where_the_text_has_none(
    root: Path, tmp_path: Path, name: str, day: str | None
) -> None:
    (report,) = import_exports(
        root, [export(tmp_path, name, f"The ferry line opens\n\n{PARAGRAPH}\n")], dry_run=True
    ).files
    assert [one.code for one in report.diagnostics if one.code in {"I102", "I104"}] == ["I104" if day else "I102"]
    assert day is None or read(root, tmp_path / name).published.date.isoformat() == day  # type: ignore[union-attr]


def test_day_that_is_printed_goes_before_the_name_of_the_file(root: Path, tmp_path: Path) -> None:
    legacy = read(root, export(tmp_path, "2015-05-07_ferry.txt", EXPORT))
    assert legacy.published is not None
    assert legacy.published.date == datetime.date(2015, 5, 4)


def test_table_of_labels_and_values_is_read_as_lines(root: Path, tmp_path: Path) -> None:
    legacy = read(root, export(tmp_path, "a.html", f"<html><body><table>{TABLE}</table>{TEXT * 3}</body></html>"))
    assert (legacy.title, legacy.compilers) == ("The ferry line opens", ("Ada Example", "Ben Sample"))
    assert legacy.published is not None
    assert legacy.published.date == datetime.date(2015, 5, 4)
    assert "Series: Notes of the harbour" in [one.text for one in legacy.set_aside]


@pytest.mark.parametrize("above", [TEXT, ""])
def test_table_of_events_and_days_stays_a_table(root: Path, tmp_path: Path, above: str) -> None:
    rows = (("Ports agree", "3 March 2015"), ("Parliament votes", "4 April 2015"), ("Ferry opens", "5 May 2015"))
    table = "".join(f"<tr><td>{event}</td><td>{day}</td></tr>" for event, day in rows)
    page = f"<html><body><h1>The ferry opens</h1><p>4 May 2015</p>{above}<table>{table}</table>{TEXT}</body></html>"
    legacy = read(root, export(tmp_path, "a.html", page))
    assert "TABLE" in [block.kind.name for block in legacy.body]
    assert not legacy.sources


def test_table_of_references_is_a_list_of_sources(root: Path, tmp_path: Path) -> None:
    page = f"<html><body><h1>The ferry opens</h1><p>4 May 2015</p>{TEXT * 3}<table>{LISTED}</table></body></html>"
    legacy = read(root, export(tmp_path, "a.html", page))
    assert [(one.publisher, one.title) for one in legacy.sources] == [
        ("Coast Radio", "Ferry line opens"),
        ("Northern Post", "Rates fall"),
    ]


def test_month_alone_is_kept_as_a_month(root: Path, tmp_path: Path) -> None:
    import_exports(root, [export(tmp_path, "a.txt", f"The ferry line opens\n\nOctober 2014\n\n{PARAGRAPH}\n")])
    (brief,) = read_archive(root).archive.briefs.values()
    assert (str(brief.date), str(brief.issued)) == ("2014-10-01", "2014-10")


@pytest.mark.parametrize(
    ("words", "names"),
    [("Ada Example", ("Ada Example",)), ("About the Author", ()), ("Read More", ()), ("New York Times", ())],
)
def test_element_whose_class_says_author_names_one_only_if_it_holds_a_name(
    root: Path, tmp_path: Path, words: str, names: tuple[str, ...]
) -> None:
    author = f'<p class="author">{words}</p>'
    page = f"<html><body><h1>The ferry opens</h1><p>4 May 2015</p>{author}{TEXT * 3}</body></html>"
    assert read(root, export(tmp_path, "a.html", page)).compilers == names
