"""Where long words may break, and what tables make of theirs."""

from pathlib import Path

from briefarchive.printing.widths import Cell, Grid, longest_word

from ..cases import by_cases
from .printed import builder_for, job_of, lay_brief, make

ADDRESS = "https://example.org/statements/2014/09/a-very-long-address.html?language=en&version=2"


def printed_lines(root: Path, text: str, language: str = "en") -> list[str]:
    """The lines of a brief's text as they are printed, on one page."""
    brief = lay_brief(root, text, head=f"title: Lines\nlanguage: {language}\n")
    lines = make(job_of(builder_for(root), brief)).pages[0].extract_text().splitlines()
    return lines[lines.index("Lines") + 1 : lines.index(next(one for one in lines if one.startswith("How to cite")))]


def test_an_address_breaks_behind_signs_and_never_in_its_scheme(tmp_path: Path) -> None:
    lines = printed_lines(tmp_path, "\n\n".join(f"See {'more ' * turn}`{ADDRESS}` there." for turn in range(12)))
    assert "".join(lines).replace(" ", "").count(ADDRESS) == 12
    ends = [one.split()[-1] for one in lines if not one.endswith(("there.", "See", "more", "=2"))]
    assert ends
    assert [one for one in ends if one[-1] not in "/-_.?&=,;:" or one in {"https:", "https:/"}] == []


def test_a_word_without_signs_breaks_between_letters_and_keeps_its_accents(tmp_path: Path) -> None:
    word = "a\u0325" * 200
    lines = printed_lines(tmp_path, f"So {word} ends.")
    assert len(lines) > 3
    assert [line for line in lines if line.startswith("\u0325")] == []
    assert sum(line.count("\u0325") for line in lines) == 200


def test_chinese_breaks_as_it_is_and_has_no_pieces(tmp_path: Path) -> None:
    first, *_ = printed_lines(tmp_path, "中文" * 60)
    assert len(first) > 30


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
