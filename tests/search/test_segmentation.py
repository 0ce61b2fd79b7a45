"""Texts are cut the same in Python and in JavaScript; the cases are those of the scripts' own tests."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.search.characters import PASSAGE, PASSAGE_END, PINYIN, RUN_END, as_script
from briefarchive.search.segmentation import folded, normalized, segmented
from briefarchive.site.settings import SEARCH_SCRIPTS

CASES = json.loads((Path(__file__).parent / "cases/segmentation.json").read_text("utf-8"))
TEXT = st.text(st.sampled_from("ab1 -–.,'’中国俄か゛がกำ้한국ab\u0301/:¶ǀ^“”\u00ad"), max_size=30)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] or "nothing" for case in CASES])
def test_a_text_is_cut_as_its_case_says(case: dict) -> None:
    assert segmented(case["text"]) == case["segmented"]


def test_the_classes_of_characters_are_the_same_in_both_languages() -> None:
    assert (SEARCH_SCRIPTS / "characters.js").read_text("utf-8") == as_script()


@given(TEXT)
def test_no_letter_is_lost(text: str) -> None:
    pairs = [word.removesuffix("^").removesuffix(RUN_END) for word in segmented(text).split()]
    assert set("".join(pairs)) >= set(normalized(text)) - set(" ^")


@given(TEXT)
def test_what_has_a_meaning_in_the_index_is_never_in_a_text(text: str) -> None:
    cut = segmented(text + PASSAGE + PASSAGE_END + PINYIN)
    assert not set(PASSAGE + PASSAGE_END + PINYIN) & set(cut)


@given(TEXT)
def test_a_text_and_its_composed_form_are_cut_alike(text: str) -> None:
    assert segmented(text) == segmented(unicodedata.normalize("NFD", text))


def test_words_are_folded() -> None:
    assert [folded(word) for word in ("Łódź", "Perú", "STRASSE", "Straße", "й", "Ærø")] == [
        *("lodz", "peru", "strasse", "strasse", "и", "aero"),
    ]
