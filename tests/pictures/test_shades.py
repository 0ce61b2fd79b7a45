"""In which shade a count is."""

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.pictures.shades import SHADES, shade_groups, shades


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
