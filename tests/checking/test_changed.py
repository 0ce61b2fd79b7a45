"""Which lines a change leaves, and where they stood."""

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking.changed import kept_lines

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "}", ""]), max_size=30)


def test_lines_that_are_new_or_altered_are_not_kept() -> None:
    assert kept_lines(["a", "b", "c"], ["a", "x", "b", "y"]) == {1: 1, 3: 2}
    assert kept_lines(["a", "b", "c"], ["a", "c"]) == {1: 1, 2: 3}
    assert kept_lines(["a"], ["a"]) == {1: 1}
    assert kept_lines([], ["a", "b"]) == {}


@given(LINES, LINES)
def test_what_is_kept_are_the_same_lines_in_their_order(before: list[str], now: list[str]) -> None:
    kept = kept_lines(before, now)
    assert all(now[new - 1] == before[old - 1] for new, old in kept.items())
    assert list(kept.values()) == sorted(kept.values())
    assert list(kept) == sorted(kept)


@given(st.lists(st.integers(), unique=True, max_size=30), st.integers(0, 30))
def test_an_insertion_moves_what_is_below_it(numbers: list[int], place: int) -> None:
    before = [str(number) for number in numbers]
    place = min(place, len(before))
    now = [*before[:place], "new", *before[place:]]
    assert kept_lines(before, now) == {n + 1 + (n >= place): n + 1 for n in range(len(before))}


def test_lines_that_stand_often_and_are_swapped_cost_little() -> None:
    before = [f"line {number % 100}" for number in range(20_000)]
    now = before.copy()
    for number in range(0, len(now) - 1, 2):
        now[number], now[number + 1] = now[number + 1], now[number]
    assert kept_lines(before, now) == {}
