"""Texts are cut the same in Python and in JavaScript; the cases are those of the scripts' own tests."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.search.segmentation import (
    PASSAGE,
    PASSAGE_END,
    PINYIN,
    RUN_END,
    find_variants,
    fold_word,
    list_pinyin,
    list_spellings,
    normalize_text,
    segment_text,
    simplify,
    strip_article,
)
from briefarchive.site.settings import SEARCH_SCRIPTS
from make_characters import make_script

from ..cases import by_cases

CASES = json.loads((Path(__file__).parent / "cases/segmentation.json").read_text("utf-8"))
TEXT = st.text(st.sampled_from("ab1 -–.,'’中国俄か゛がกำ้한국ab\u0301/:¶ǀ^“”\u00ad"), max_size=30)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] or "nothing" for case in CASES])
def test_a_text_is_cut_as_its_case_says(case: dict) -> None:
    assert segment_text(case["text"]) == case["segmented"]


def test_the_classes_of_characters_are_the_same_in_both_languages() -> None:
    assert (SEARCH_SCRIPTS / "characters.js").read_text("utf-8") == make_script()


@given(TEXT)
def test_no_letter_is_lost(text: str) -> None:
    pairs = [word.removesuffix("^").removesuffix(RUN_END) for word in segment_text(text).split()]
    assert set("".join(pairs)) >= set(normalize_text(text)) - set(" ^")


@given(TEXT)
def test_what_has_a_meaning_in_the_index_is_never_in_a_text(text: str) -> None:
    cut = segment_text(text + PASSAGE + PASSAGE_END + PINYIN)
    assert not set(PASSAGE + PASSAGE_END + PINYIN) & set(cut)


@given(TEXT)
def test_a_text_and_its_composed_form_are_cut_alike(text: str) -> None:
    assert segment_text(text) == segment_text(unicodedata.normalize("NFD", text))


def test_words_are_folded() -> None:
    assert [fold_word(word) for word in ("Łódź", "Perú", "STRASSE", "Straße", "й", "Ærø")] == [
        *("lodz", "peru", "strasse", "strasse", "и", "aero"),
    ]


@by_cases
def test_other_spellings_of_a_passage(passage: str, wanted: list[str]) -> None:
    assert list(list_spellings(passage)) == wanted


def test_the_sound_of_a_title_begins_at_each_letter() -> None:
    sounds = "ǂbaxizongtong ǂxizongtongfang ǂzongtongfangwen ǂtongfangwen ǂfangwen ǂwen"
    assert list(list_pinyin("“巴西总统访问” 2014")) == sounds.split()
    assert list(list_pinyin("no Chinese")) == []


def test_traditional_characters_are_simplified_one_by_one() -> None:
    assert simplify("中國與俄羅斯 ok") == "中国与俄罗斯 ok"


def test_a_query_gets_the_characters_that_the_texts_need() -> None:
    table = find_variants("国银")
    assert (table["國"], table["銀"], table.get("羅"), find_variants("羅")["羅"]) == ("国", "银", None, "罗")


def test_an_article_goes_where_a_word_is_left() -> None:
    assert [strip_article(word) for word in ("الصين", "والسعودية", "الى", "صين")] == ["صين", "سعودية", "الى", "صين"]
