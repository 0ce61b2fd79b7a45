"""Headings of lists of sources, in many languages."""

from briefimport.text.page_furniture import is_sources_heading

from ..cases import by_cases


@by_cases
def test_heading_of_sources_is_known(text: str) -> None:
    assert is_sources_heading(text)


@by_cases
def test_title_with_such_a_word_is_no_heading(text: str) -> None:
    assert not is_sources_heading(text)
