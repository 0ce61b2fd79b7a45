"""Passages in other scripts get their language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.facets.scripts import guess_language, passages, romanized_tag


@pytest.mark.parametrize(
    ("text", "language", "pieces"),
    [
        ("China Economic Net", "en", [("China Economic Net", "")]),
        ("The site 中国经济网 says", "en", [("The site ", ""), ("中国经济网", "zh"), (" says", "")]),
        ("“中俄，合作”", "en", [("“", ""), ("中俄，合作", "zh"), ("”", "")]),
        ("東京の新聞", "en", [("東京の新聞", "ja")]),
        ("한국 신문", "en", [("한국", "ko"), (" ", ""), ("신문", "ko")]),
        ("Газета «Известия»", "en", [("Газета", "und-Cyrl"), (" «", ""), ("Известия", "und-Cyrl"), ("»", "")]),
        ("港口一年", "zh", [("港口一年", "")]),
        ("港口一年", "zh-Hant", [("港口一年", "")]),
        ("Газета «Известия»", "ru", [("Газета «Известия»", "")]),
        ("وقعت الصين (Xinhua)", "ar", [("وقعت الصين (Xinhua)", "")]),
        ("وقعت الصين (Xinhua)", "ru", [("وقعت الصين", "und-Arab"), (" (Xinhua)", "")]),
        ("", "en", []),
    ],
)
def test_a_passage_in_another_script_has_its_language(text: str, language: str, pieces: list[tuple[str, str]]) -> None:
    assert passages(text, language) == pieces


@given(st.text())
def test_no_sign_is_lost(text: str) -> None:
    assert "".join(piece for piece, _ in passages(text)) == text


def test_a_name_has_the_language_that_is_known_where_its_script_allows_it() -> None:
    assert guess_language("Xinhua", "zh") == ""
    assert guess_language("新华社", "zh-Hans") == "zh-Hans"
    assert guess_language("Известия", "ru") == "ru"
    assert guess_language("新华社", "en") == "zh"


def test_a_romanised_title_has_a_valid_tag() -> None:
    assert romanized_tag("zh-Hant") == "zh-Latn-pinyin"
    assert romanized_tag("ru") == "ru-Latn"
