"""Scales: which values an axis shows, and in which shade a count is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.pictures.scales import SHADES, shade_groups, shades, ticks


@pytest.mark.parametrize(
    ("highest", "shown"),
    [
        (0, ()),
        (1, (1,)),
        (4, (1, 2, 3, 4)),
        (22, (5, 10, 15, 20)),
        (100, (20, 40, 60, 80, 100)),
        (1_234, (500, 1_000)),
    ],
)
def test_an_axis_shows_round_values(highest: int, shown: tuple[int, ...]) -> None:
    assert ticks(highest) == shown


@given(st.integers(1, 10**9))
def test_an_axis_never_shows_more_than_is_asked_for(highest: int) -> None:
    assert 1 <= len(ticks(highest, 4)) <= 4


def test_each_count_has_its_own_shade_where_there_are_few() -> None:
    assert shade_groups([3, 1, 1, 0, 2]) == ((1,), (2,), (3,))
    assert shades([3, 1, 0]) == {0: 0, 1: 1, 3: 2}


def test_small_counts_keep_their_shades_beside_a_very_large_one() -> None:
    assert shade_groups([1, 2, 3, 4, 5, 28]) == ((1,), (2, 3), (4, 5), (28,))


@given(st.lists(st.integers(0, 10**6), max_size=50))
def test_a_higher_count_never_has_a_lighter_shade(counts: list[int]) -> None:
    found = shades(counts)
    assert [found[count] for count in sorted(found)] == sorted(found.values())
    assert set(found.values()) <= set(range(SHADES + 1))
