"""Which lines a change touches."""

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking.changed import touched_lines

LINES = st.lists(st.sampled_from(["a", "b", "c", "}", ""]), max_size=30)


def test_lines_that_are_new_or_altered_are_touched_and_no_others() -> None:
    assert touched_lines(["a", "b", "c"], ["a", "x", "b", "y"]) == {2, 4}
    assert touched_lines(["a", "b", "c"], ["a", "c"]) == frozenset()
    assert touched_lines(["a"], ["a"]) == frozenset()
    assert touched_lines([], ["a", "b"]) == {1, 2}


@given(LINES, LINES)
def test_the_untouched_lines_are_those_of_before_in_their_order(before: list[str], now: list[str]) -> None:
    touched = touched_lines(before, now)
    assert touched is not None
    kept = iter(before)
    assert all(line in kept for number, line in enumerate(now, 1) if number not in touched)


@given(LINES, st.integers(0, 30), st.lists(st.just("new"), min_size=1, max_size=3))
def test_an_insertion_touches_what_it_inserts(before: list[str], place: int, new: list[str]) -> None:
    place = min(place, len(before))
    now = [*before[:place], *new, *before[place:]]
    assert touched_lines(before, now) == set(range(place + 1, place + len(new) + 1))


def test_a_file_that_is_made_anew_is_touched_as_a_whole() -> None:
    many = 20_001
    assert touched_lines([f"a{n}" for n in range(many)], [f"b{n}" for n in range(many)]) is None
