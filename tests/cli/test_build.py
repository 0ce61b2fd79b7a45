"""`briefs build`: the whole site."""

from briefarchive.build.run import near_limits

from ..cases import by_cases


@by_cases
def test_four_fifths_of_a_limit_are_told(files: int, size: int, sentences: list[str]) -> None:
    assert list(near_limits(files, size)) == sentences
