"""Titles of one text."""

import pytest

from briefarchive.facets.similarity.titles import fold_title, title_similarity

from ...cases import cases


@pytest.mark.parametrize(*cases("facets/cases/titles_of_one_text.csv"))
def test_prints_of_one_title_are_alike(one: str, other: str) -> None:
    assert title_similarity(fold_title(one), fold_title(other)) >= 88


@pytest.mark.parametrize(*cases("facets/cases/titles_of_two_texts.csv"))
def test_titles_of_two_texts_are_not(one: str, other: str) -> None:
    assert title_similarity(fold_title(one), fold_title(other)) == 0


def test_a_title_of_one_word_tells_nothing() -> None:
    assert not fold_title("Editorial").is_specific
    assert not fold_title("简讯").is_specific
    assert fold_title("China, Russia ink 38 deals").is_specific
