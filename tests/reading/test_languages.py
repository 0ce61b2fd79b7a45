"""Passages in other scripts get their language."""

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.reading.languages import guess_language, romanized_tag, split_by_script

from ..cases import by_cases


@by_cases
def test_a_passage_in_another_script_has_its_language(text: str, language: str, pieces: list[tuple[str, str]]) -> None:
    assert split_by_script(text, language) == pieces


@given(st.text())
def test_no_sign_is_lost(text: str) -> None:
    assert "".join(piece for piece, _ in split_by_script(text)) == text


def test_a_name_has_the_language_that_is_known_where_its_script_allows_it() -> None:
    assert guess_language("Xinhua", "zh") == ""
    assert guess_language("新华社", "zh-Hans") == "zh-Hans"
    assert guess_language("Известия", "ru") == "ru"
    assert guess_language("新华社", "en") == "zh"


def test_a_romanised_title_has_a_valid_tag() -> None:
    assert romanized_tag("zh-Hant") == "zh-Latn-pinyin"
    assert romanized_tag("ru") == "ru-Latn"
