"""Where long words may break, and what tables make of theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.printing.widths import Cell, Grid, longest_word, parts

from ..cases import by_cases

ADDRESS = "https://example.org/statements/2014/09/a-very-long-address.html?language=en&version=2"


def whole(found: list[str | list[str]]) -> str:
    return "".join(part if isinstance(part, str) else "".join(part) for part in found)


@given(st.text(), st.integers(1, 20))
def test_nothing_is_added_and_nothing_is_lost(text: str, columns: int) -> None:
    assert whole(parts(text, columns)) == text


@given(st.text(st.sampled_from("ab/-.e\u0301 中"), min_size=30), st.integers(1, 20))
def test_an_accent_stays_with_its_letter(text: str, columns: int) -> None:
    words = [part for part in parts(text, columns) if isinstance(part, list)]
    assert not [piece for word in words for piece in word[1:] if piece.startswith("\u0301")]


def test_an_address_breaks_behind_signs_and_never_in_its_scheme() -> None:
    text, pieces, end = parts(f"See {ADDRESS} there.")
    assert (text, end) == ("See ", " there.")
    assert isinstance(pieces, list)
    assert pieces[0] not in {"h", "https:", "https:/"}
    assert not [piece for piece in pieces[:-1] if piece[-1] not in "/-_.?&=,;:"]


@pytest.mark.parametrize("text", ["", "short", "many short words " * 9, "中文" * 40, "العربية" * 20])
def test_what_needs_no_break_has_none(text: str) -> None:
    assert not [part for part in parts(text) if isinstance(part, list)]


def grid(*rows: list[str]) -> Grid:
    head, *body = [[Cell(text) for text in row] for row in rows]
    return Grid(columns=len(rows[0]), head=[head], body=body)


def test_a_small_table_is_as_wide_as_its_text() -> None:
    small = grid(["a", "b"], ["1", "2"])
    assert (small.layout.is_wide, small.layout.size, small.tracks) == (False, "", ["auto", "auto"])


def test_a_table_of_much_text_shares_the_line() -> None:
    table = grid(["Name", "What is said of it"], ["one", "words " * 40])
    first, second = (float(track.removesuffix("fr")) for track in table.tracks)
    assert not table.layout.is_wide
    assert 4 <= first < second


@by_cases
def test_a_table_of_more_columns_goes_into_the_margins_then_turns_its_page(
    columns: int, wide: bool, turned: bool, size: str
) -> None:
    table = grid(["Departures"] * columns, ["123"] * columns)
    assert (table.layout.is_wide, table.layout.is_turned, table.layout.size) == (wide, turned, size)


def test_a_cell_over_several_columns_or_rows_leaves_their_widths_alone() -> None:
    spread = Grid(
        columns=3,
        head=[[Cell("A head over all three columns that is long", columns=3)]],
        body=[[Cell("left", rows=2), Cell("a"), Cell("b")], [Cell("widest-of-all"), Cell("c")]],
    )
    assert spread._widths == [(4, 4), (13, 13), (1, 1)]


def test_words_of_narrow_columns_break_sooner() -> None:
    lengths = [longest_word(columns) for columns in (1, 4, 12, 40, 400)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] == 4
