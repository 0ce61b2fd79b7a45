"""Lines of words in pictures."""

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.pictures.svg import SIZE, text_width, wrap_text

from ..cases import by_cases


def test_a_chinese_character_is_about_as_wide_as_two_letters() -> None:
    assert text_width("中文") == 2 * SIZE
    assert 0.8 * SIZE < text_width("ab") < 1.2 * SIZE
    assert text_width("e\u0301") == text_width("e")


@by_cases
def test_lines_end_between_words(text: str, width: float, wanted: list[str]) -> None:
    assert wrap_text(text, width) == wanted


@given(st.text(max_size=200), st.integers(min_value=20, max_value=400))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    lines = wrap_text(" ".join(text.split()), width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= width or len(line) <= 1 for line in lines)
