"""Lines of words in pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.pictures.letters import text_width, wrap_text


def test_a_chinese_character_is_about_as_wide_as_two_letters() -> None:
    assert text_width("中文", 10) == 20
    assert 8 < text_width("ab", 10) < 12
    assert text_width("e\u0301", 10) == text_width("e", 10)


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("one two three", 60, ["one two", "three"]),
        ("one", 500, ["one"]),
        ("", 50, [""]),
        ("中文中文中文", 30, ["中文", "中文", "中文"]),
        ("aaaaaaaaaa", 25, ["aaaa", "aaaa", "aa"]),
    ],
)
def test_lines_end_between_words(text: str, width: float, wanted: list[str]) -> None:
    assert wrap_text(text, width, 14 if text.startswith("中") else 10) == wanted


@given(st.text(max_size=200), st.integers(min_value=20, max_value=400))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    lines = wrap_text(" ".join(text.split()), width, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 14) <= width or len(line) <= 1 for line in lines)
