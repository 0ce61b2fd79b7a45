"""Bylines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.text.people.bylines import read_byline, read_signature

from ..cases import by_cases


@by_cases
def test_names_are_read_from_bylines(
    text: str, compilers: tuple[str, ...], editors: tuple[str, ...], translators: tuple[str, ...]
) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert (byline.compilers, byline.editors, byline.translators) == (compilers, editors, translators)


@by_cases
def test_byline_without_a_name_names_nobody(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert byline.is_impersonal
    assert not byline.compilers


@by_cases
def test_sentence_is_no_byline(text: str) -> None:
    assert read_byline(text) is None


@by_cases
def test_signature_names_who_compiled_or_edited(
    text: str, compilers: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    byline = read_signature(text)
    assert byline is not None
    assert (byline.compilers, byline.editors) == (compilers, editors)


@pytest.mark.parametrize("text", ["— said nothing", "– Coast Radio: Rates fall", "— Reuters", "Rates fall (video)"])
def test_other_last_lines_are_no_signature(text: str) -> None:
    assert read_signature(text) is None


@given(st.text(max_size=120))
def test_no_text_makes_the_reader_of_bylines_fail(text: str) -> None:
    read_byline(text)
