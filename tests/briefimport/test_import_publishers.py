"""New publishers whose names are probably none are told at once."""

from briefimport.composing.registers import find_doubt

from ..cases import by_cases


@by_cases
def test_name_that_looks_like_navigation_or_a_date_is_doubted(name: str, *, is_doubtful: bool) -> None:
    assert bool(find_doubt(name)) is is_doubtful
