"""LaTeX in values to Unicode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.bibtex.latex import decode, decode_verbatim

from ..cases import by_cases


@by_cases
def test_latex_becomes_the_text_it_stands_for(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    "latex", [r"\XML and \foo{bar}{baz} qux", r"\input{/etc/passwd}", r"\today", r"\char`a", r"\begin{x}y\end{x}"]
)
def test_what_cannot_be_decoded_stays_as_written(latex: str) -> None:
    assert decode(latex) == latex


@by_cases
def test_addresses_are_taken_verbatim(value: str, text: str) -> None:
    assert decode_verbatim(value) == text


@given(st.text(alphabet=st.characters(exclude_characters="\\{}~$-`'?!", exclude_categories=["Z", "C"])))
def test_text_without_latex_is_left_alone(value: str) -> None:
    assert decode(value) == value
