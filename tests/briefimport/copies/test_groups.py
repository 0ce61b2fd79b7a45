"""What is joined has one lead, and nothing else has it."""

from hypothesis import given
from hypothesis import strategies as st

from briefimport.copies.groups import Groups

_NUMBER = st.integers(-1, 12)


@given(st.lists(st.tuples(_NUMBER, _NUMBER)))
def test_those_are_together_that_lead_to_one_another(pairs: list[tuple[int, int]]) -> None:
    groups: Groups[int] = Groups()
    apart = [{number} for number in range(-1, 13)]
    for first, other in pairs:
        groups.join(first, other)
        joined = [group for group in apart if first in group or other in group]
        apart = [group for group in apart if group not in joined] + [set().union(*joined)]
    for group in apart:
        assert len({groups.lead(number) for number in group}) == 1
    assert len({groups.lead(number) for number in range(-1, 13)}) == len(apart)
