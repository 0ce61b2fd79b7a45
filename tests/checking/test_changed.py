"""Which lines a change leaves, and where they stood."""

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking.scope import match_lines

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "}", ""]), max_size=30)


def test_lines_that_are_new_or_altered_are_not_kept() -> None:
    assert match_lines(["a", "b", "c"], ["a", "x", "b", "y"]) == {1: 1, 3: 2}
    assert match_lines(["a", "b", "c"], ["a", "c"]) == {1: 1, 2: 3}
    assert match_lines(["a"], ["a"]) == {1: 1}
    assert match_lines([], ["a", "b"]) == {}


@given(LINES, LINES)
def test_what_is_kept_are_the_same_lines_in_their_order(before: list[str], now: list[str]) -> None:
    kept = match_lines(before, now)
    assert all(now[new - 1] == before[old - 1] for new, old in kept.items())
    assert list(kept.values()) == sorted(kept.values())
    assert list(kept) == sorted(kept)
