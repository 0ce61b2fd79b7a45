"""Formatting: files of the bibliography in one form, entries in the file of their year, and nothing lost."""

from pathlib import Path

import pytest

from briefarchive.curating.formatting import Formatting, format_bibliography
from briefarchive.storage.replacing import ReplacingError

from ..cases import by_cases

ENTRY = "@online{a-2014-x,\n  title           = {X},\n  date            = {2014-10-17},\n}\n"


def lay(root: Path, **texts: str) -> None:
    (root / "bib").mkdir(exist_ok=True)
    for name, text in texts.items():
        (root / f"bib/{name.strip('_')}.bib").write_bytes(text.encode())


def formatted(root: Path, **texts: str) -> dict[str, str]:
    """The files after formatting, by name without the suffix; formatting again must change nothing."""
    lay(root, **texts)
    format_bibliography(root).changes.write()
    assert not format_bibliography(root).texts
    return {file.stem: file.read_text("utf-8") for file in sorted((root / "bib").iterdir())}


@by_cases
def test_files_of_a_bibliography_get_one_form(before: dict[str, str], after: dict[str, str], tmp_path: Path) -> None:
    assert formatted(tmp_path, **{f"_{name}": text for name, text in before.items()}) == after


@by_cases
def test_letters_replace_latex_and_what_says_more_stays(written: str, kept: str, tmp_path: Path) -> None:
    text = formatted(tmp_path, mine=f"@misc{{k, note = {written}}}")["mine"]
    assert text == f"@misc{{k,\n  note            = {kept},\n}}\n"


@by_cases
def test_names_are_written_family_first_unless_something_were_lost(written: str, kept: str, tmp_path: Path) -> None:
    assert f"= {{{kept}}},\n" in formatted(tmp_path, mine=f"@misc{{k, author = {{{written}}}}}")["mine"]


@by_cases
def test_year_month_and_day_become_a_date_that_says_as_much(fields: str, date: str, tmp_path: Path) -> None:
    text = formatted(tmp_path, mine=f"@misc{{k, {fields}}}")["mine"]
    assert (
        (f"  date            = {{{date}}},\n" in text and "year" not in text)
        if date
        else "year" in text or "month" in text
    )


@by_cases
def test_a_file_in_which_the_place_of_an_abbreviation_counts_stays_as_it_is(text: str, tmp_path: Path) -> None:
    lay(tmp_path, mine=text)
    formatting = format_bibliography(tmp_path)
    assert ([*formatting.texts], formatting.unsafe) == ([], ("bib/mine.bib",))


def test_a_file_with_an_entry_that_cannot_be_read_stays_as_it_is_and_is_told(tmp_path: Path) -> None:
    lay(
        tmp_path,
        mine="@misc{d,}\n@misc{c,}\n@misc{b,\n  Note={open,\n  %  x\n@misc{z,}\n",
        _2014="@misc{Y,date={2014}}",
    )
    formatting = format_bibliography(tmp_path)
    assert [diagnostic.code for diagnostic in formatting.diagnostics] == ["C101"]
    assert [*formatting.texts] == ["bib/2014.bib"]


@by_cases
def test_an_entry_stays_where_leaving_would_change_it(text: str, tmp_path: Path) -> None:
    assert list(formatted(tmp_path, _2013=text)) == ["2013"]


def test_only_chosen_files_and_those_that_take_from_them_are_formatted(tmp_path: Path) -> None:
    lay(tmp_path, _2013=ENTRY, _2014="@misc{z,date={2014}}", _2015="@misc{y,date={2015}}")
    assert [*format_bibliography(tmp_path, {"bib/2013.bib"}).texts] == ["bib/2013.bib", "bib/2014.bib"]


def test_nothing_is_written_if_a_file_has_changed_in_the_meantime(tmp_path: Path) -> None:
    lay(tmp_path, _2013=ENTRY, _2015="@misc{y,date={2015}}")
    formatting: Formatting = format_bibliography(tmp_path)
    lay(tmp_path, _2015="@misc{y,date={2015},note={mine}}")
    with pytest.raises(ReplacingError, match="nothing was written"):
        formatting.changes.write()
    assert not (tmp_path / "bib/2014.bib").exists()


def test_a_file_that_cannot_be_read_takes_nothing_and_is_told(tmp_path: Path) -> None:
    lay(tmp_path, _2013=ENTRY)
    (tmp_path / "bib/2014.bib").write_bytes(b"@misc{k, note={\xff}}")
    formatting = format_bibliography(tmp_path)
    assert ([*formatting.texts], [diagnostic.code for diagnostic in formatting.diagnostics]) == ([], ["F103"])
