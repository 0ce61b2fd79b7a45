"""Which cells of a CSV file a spreadsheet would compute, and that to find them takes no longer than to read them."""

import pytest

from briefarchive.reading.attached_files.contents import formulas

from ..costs import assert_linear


def _found(text: str) -> list[str]:
    return [cell for _, cell in formulas(text)]


@pytest.mark.parametrize("cell", ["=1", "@A", "+1-202-555", "-a", "＝1", "\u200b=1", "'a;=1", "+1e", "+", "- 1 x"])
def test_formulas_are_found(cell: str) -> None:
    is_sign_alone = cell == "+"
    assert bool(_found(cell)) is True or is_sign_alone


@pytest.mark.parametrize(
    "cell", ["-1", "+1.5", "-1,000.25", "+ 12 %", "-1.5e-7", "−3", "-", "--", "- -", "+５％", "a=1"]
)
def test_numbers_and_words_are_none(cell: str) -> None:
    assert _found(cell) == []


@pytest.mark.parametrize(
    ("cell", "is_formula"),
    [
        ("+" + "1" * 120_000 + "x", True),
        ("+" + " " * 60_000 + "1" * 60_000 + "x", True),
        ("+" + "1" * 60_000 + " " * 60_000, False),
        ("-" * 100_000 + "x", True),
        ("\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 60_000, False),
        ("\u200b" * 100_000 + "=1", True),
    ],
    ids=["digits", "blanks and digits", "digits and blanks", "signs", "accents", "invisible"],
)
def test_long_cells_take_no_longer_than_short_ones(cell: str, is_formula: bool) -> None:
    # With steps that grow as the square of the length, each took minutes.
    assert bool(_found(cell)) is is_formula


@pytest.mark.parametrize("row", ["1,2,3,-4,a\n", ";;;;;;\n", "é,à,=1\n"])
def test_the_work_grows_with_the_rows(row: str) -> None:
    assert_linear(_found, lambda number: row * number, 500)
