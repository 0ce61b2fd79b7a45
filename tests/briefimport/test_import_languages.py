"""The language of a text, by its script and its words."""

import pytest

from briefimport.languages import detect_language, strip_region

from ..cases import by_cases


@by_cases
def test_the_language_of_a_sentence_is_told(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "2014", "Reuters", "Brasil 2014", "A. B."])
def test_too_few_words_tell_no_language(text: str) -> None:
    assert detect_language(text) == ""


@pytest.mark.parametrize(
    ("tag", "kept"),
    [("es-ES", "es"), ("pt_BR", "pt"), ("ru", "ru"), ("zh-CN", "zh"), ("zh-TW", "zh-Hant"), ("sr-latn-RS", "sr-Latn")],
)
def test_region_is_left_out_and_script_is_kept(tag: str, kept: str) -> None:
    assert strip_region(tag) == kept
