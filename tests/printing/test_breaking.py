"""Where long words may break, and what tables make of theirs."""

from pathlib import Path

from briefarchive.printing.typst_code import column_widths

from ..cases import by_cases
from .printed import builder_for, job_of, lay_brief, make
from .reading import MM, is_turned

ADDRESS = "https://example.org/statements/2014/09/a-very-long-address.html?language=en&version=2"


def printed_lines(root: Path, text: str, language: str = "en") -> list[str]:
    """The lines of a brief's text as they are printed, on one page."""
    brief = lay_brief(root, text, head=f"title: Lines\nlanguage: {language}\n")
    lines = make(job_of(builder_for(root), brief)).pages[0].extract_text().splitlines()
    return lines[lines.index("Lines") + 1 : lines.index(next(line for line in lines if line.startswith("How to cite")))]


def test_an_address_breaks_behind_signs_and_never_in_its_scheme(tmp_path: Path) -> None:
    lines = printed_lines(tmp_path, "\n\n".join(f"See {'more ' * turn}`{ADDRESS}` there." for turn in range(12)))
    assert "".join(lines).replace(" ", "").count(ADDRESS) == 12
    ends = [line.split()[-1] for line in lines if not line.endswith(("there.", "See", "more", "=2"))]
    assert ends
    assert [end for end in ends if end[-1] not in "/-_.?&=,;:" or end in {"https:", "https:/"}] == []


def test_a_word_without_signs_breaks_between_letters_and_keeps_its_accents(tmp_path: Path) -> None:
    word = "a\u0325" * 200
    lines = printed_lines(tmp_path, f"So {word} ends.")
    assert len(lines) > 3
    assert [line for line in lines if line.startswith("\u0325")] == []
    assert sum(line.count("\u0325") for line in lines) == 200


def test_chinese_breaks_as_it_is_and_has_no_pieces(tmp_path: Path) -> None:
    first, *_ = printed_lines(tmp_path, "中文" * 60)
    assert len(first) > 30


def table(root: Path, columns: int) -> tuple[bool, float, float]:
    """A table of so many columns: whether its page is turned, where it begins, and how large its letters are."""
    rows = (["Departures"] * columns, ["---"] * columns, ["123"] * columns)
    brief = lay_brief(root, "\n".join(f"| {' | '.join(row)} |" for row in rows))
    for page in make(job_of(builder_for(root), brief)).pages:
        if hits := page.search("Departures"):
            return is_turned(page), hits[0]["x0"] / MM, round(hits[0]["chars"][0]["size"], 1)
    return False, 0, 0


@by_cases
def test_a_table_of_more_columns_goes_into_the_margins_then_turns_its_page(
    columns: int, turned: bool, wide: bool, size: float, tmp_path: Path
) -> None:
    is_so, left, letters = table(tmp_path, columns)
    assert (is_so, left < 40, letters) == (turned, wide or turned, size)


def test_a_column_is_as_wide_as_its_longest_word_and_its_longest_text() -> None:
    rows = [["left", "widest-of-all", ""], ["上海", "a", "two words"], ["", "b", "c"]]
    assert column_widths(rows) == [(4, 4), (13, 13), (5, 9)]
