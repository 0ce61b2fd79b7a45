"""Formatting: files of the bibliography in one form, entries in the file of their year, and nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.curating.formatting import Formatting, format_bibliography
from briefarchive.storage import replacing
from briefarchive.storage.replacing import FileReplacement, ReplacingError

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
    assert not format_bibliography(root).after
    return {file.stem: file.read_text("utf-8") for file in sorted((root / "bib").iterdir())}


def test_an_entry_gets_the_canonical_form(tmp_path: Path) -> None:
    written = (
        '@ARTICLE ( a-2014-x , Year=2014, MONTH = oct # " 17", author = "G{\\"o}ran {\\AA}s",'
        ' TITLE= "R\\&D -- a\n test" )'
    )
    assert formatted(tmp_path, _2014=written)["2014"] == (
        "@article{a-2014-x,\n"
        "  title           = {R\\&D – a test},\n"
        "  author          = {Ås, Göran},\n"
        "  date            = {2014-10-17},\n"
        "}\n"
    )


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


def test_entries_are_sorted_and_take_the_text_above_them_along(tmp_path: Path) -> None:
    text = "%% A head\n\n% about b\n@misc{b,}\n\n== Part ==\n\n% about a\n@misc{a, % why\n note={x}}\nThe end.\n"
    assert formatted(tmp_path, mine=text)["mine"] == (
        "%% A head\n\n== Part ==\n\n% about a\n% why\n@misc{a,\n  note            = {x},\n}\n\n"
        "% about b\n@misc{b,\n}\n\nThe end.\n"
    )


def test_abbreviations_stay_by_name_and_stand_at_the_head(tmp_path: Path) -> None:
    text = (
        '@STRING{s = "S"}\n@misc{k, note = s # " and {\\em t}"}\n@preamble{"\\x"}\n@string{u="U"}\n@misc{l, note = u}'
    )
    assert formatted(tmp_path, mine=text)["mine"] == (
        '@STRING{s = "S"}\n@preamble{"\\x"}\n@string{u="U"}\n\n'
        "@misc{k,\n  note            = s # { and {\\em t}},\n}\n\n@misc{l,\n  note            = u,\n}\n"
    )


@by_cases
def test_a_file_in_which_the_place_of_an_abbreviation_counts_stays_as_it_is(text: str, tmp_path: Path) -> None:
    lay(tmp_path, mine=text)
    formatting = format_bibliography(tmp_path)
    assert (formatting.paths, formatting.unsafe) == ([], ("bib/mine.bib",))


def test_a_file_with_an_entry_that_cannot_be_read_stays_as_it_is_and_is_told(tmp_path: Path) -> None:
    lay(
        tmp_path,
        mine="@misc{d,}\n@misc{c,}\n@misc{b,\n  Note={open,\n  %  x\n@misc{z,}\n",
        _2014="@misc{Y,date={2014}}",
    )
    formatting = format_bibliography(tmp_path)
    assert [one.code for one in formatting.skipped] == ["C101"]
    assert formatting.paths == ["bib/2014.bib"]


@pytest.mark.parametrize(
    "entry", ["@misc{B, note={1}, Note={2}}", "@misc{a, note={ twice }}", "@misc{ Note={no key} }"]
)
def test_an_entry_that_would_lose_something_stays_as_it_is(entry: str, tmp_path: Path) -> None:
    assert entry in formatted(tmp_path, mine=f"@misc{{a,}}\n{entry}\n")["mine"]


def test_an_entry_goes_to_the_file_of_its_year(tmp_path: Path) -> None:
    after = formatted(
        tmp_path,
        _2013="@string{s={S}}\n% Mine\n@misc{b, year=2014, note=s # { t}}\n\n"
        "Part\n\n@misc{c,}\n@misc{a, date={2013}}\n",
        _2014="@misc{d, date={2014}}\n",
    )
    assert after == {
        "2013": "@string{s={S}}\n\nPart\n\n@misc{a,\n  date            = {2013},\n}\n",
        "2014": "% Mine\n@misc{b,\n  date            = {2014},\n  note            = {S t},\n}\n\n"
        "@misc{d,\n  date            = {2014},\n}\n",
        "undated": "@misc{c,\n}\n",
    }


def test_a_file_that_has_nothing_left_goes(tmp_path: Path) -> None:
    assert formatted(tmp_path, _2013=ENTRY) == {"2014": ENTRY}


@by_cases
def test_an_entry_stays_where_leaving_would_change_it(text: str, tmp_path: Path) -> None:
    assert list(formatted(tmp_path, _2013=text)) == ["2013"]


def test_a_key_that_the_other_file_has_does_not_move(tmp_path: Path) -> None:
    after = formatted(tmp_path, _2013="@misc{k, date={2014}}\n", _2014="@misc{K, date={2014}, note={x}}\n")
    assert list(after) == ["2013", "2014"]


def test_files_with_names_of_their_own_keep_their_entries(tmp_path: Path) -> None:
    assert list(formatted(tmp_path, mine=ENTRY)) == ["mine"]


def test_only_chosen_files_and_those_that_take_from_them_are_formatted(tmp_path: Path) -> None:
    lay(tmp_path, _2013=ENTRY, _2014="@misc{z,date={2014}}", _2015="@misc{y,date={2015}}")
    assert format_bibliography(tmp_path, {"bib/2013.bib"}).paths == ["bib/2013.bib", "bib/2014.bib"]


def test_files_that_take_entries_are_written_first_and_the_next_run_finishes_what_was_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = replacing._replace
    for stop in range(3):
        root = tmp_path / str(stop)
        root.mkdir()
        lay(root, _2013=ENTRY + "@misc{c, date={2012}}", _2014="@misc{d,date={2014}}", _2012="")
        calls = iter(range(stop))

        def failing(root: Path, one: FileReplacement, calls: Iterator[int] = calls) -> None:
            if next(calls, None) is None:
                raise KeyboardInterrupt
            real(root, one)

        monkeypatch.setattr(replacing, "_replace", failing)
        with pytest.raises(KeyboardInterrupt):
            format_bibliography(root).changes.write()
        monkeypatch.setattr(replacing, "_replace", real)
        assert set(read_archive(root, cache=False).archive.sources) == {"a-2014-x", "c", "d"}
        format_bibliography(root).changes.write()
        places = {key: one.span.path for key, one in read_archive(root, cache=False).archive.sources.items()}
        assert places == {"a-2014-x": "bib/2014.bib", "c": "bib/2012.bib", "d": "bib/2014.bib"}


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
    assert (formatting.paths, [one.code for one in formatting.skipped]) == ([], ["F103"])
