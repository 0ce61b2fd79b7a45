"""What signs of fonts become."""

from briefimport.docx.symbols import find_character

from ...cases import by_cases


@by_cases
def test_sign_is_the_character_that_looks_like_it(font: str, code: str, shown: str) -> None:
    assert find_character(font, code) == shown
