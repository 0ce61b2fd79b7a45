"""Ids made from words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.model.slugs import slug
from briefarchive.reading.fields import ID

from ..cases import by_cases


@by_cases
def test_words_become_small_ascii_letters_with_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_long_text_is_cut_at_a_word() -> None:
    assert slug("one two three", limit=8) == "one-two"
    assert slug("one two three", limit=7) == "one-two"
    assert slug("one two three", limit=6) == "one"


def test_a_word_that_is_too_long_itself_is_cut_within() -> None:
    assert slug("abcdefgh ij", limit=5) == "abcde"


@given(st.text(), st.integers(min_value=1, max_value=100))
def test_a_slug_is_an_id_or_empty_and_its_own_slug(text: str, limit: int) -> None:
    result = slug(text, limit=limit)
    assert result == "" or re.fullmatch(ID, result)
    assert len(result) <= limit
    assert slug(result, limit=limit) == result
