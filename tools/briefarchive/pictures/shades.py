"""In which shade a count is."""

import math
from collections.abc import Sequence

SHADES = 5
"""Shades of a count, from 1 on; 0 is for nothing."""


def shade_groups(counts: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The distinct counts above 0 in groups, the lowest first; one group is one shade.

    Each count has its own shade where there are few. Otherwise those within the same ratio share one, so that the
    differences of small counts are seen beside a very large one.
    """
    values = sorted({count for count in counts if count > 0})
    if len(values) <= SHADES:
        return tuple((value,) for value in values)
    groups: list[list[int]] = [[] for _ in range(SHADES)]
    span = math.log(values[-1] / values[0])
    for value in values:
        groups[min(int(SHADES * math.log(value / values[0]) / span), SHADES - 1)].append(value)
    return tuple(tuple(group) for group in groups if group)


def shades(counts: Sequence[int]) -> dict[int, int]:
    """The shade of each count, from 1 for the lowest."""
    return {value: shade for shade, group in enumerate(shade_groups(counts), 1) for value in group} | {0: 0}
