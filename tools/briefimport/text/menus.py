"""A menu that stands as a list above a text: its entries one below the other."""

from collections.abc import Sequence

from .furniture import is_entry
from .kinds import stops_as_text
from .unsaid import is_long

_HEAD, _LONGEST, _MOST_WORDS = 25, 40, 5
# So many known entries show that lines are a menu.
_LEAST = 3
_AROUND = " |»›·•"


def find_menus(texts: Sequence[str], opens: Sequence[bool], buttons: Sequence[bool]) -> frozenset[int]:
    """Places of the lines of menus among the first lines of a text.

    Lines that are no known entries belong to one if they stand between known ones without any blank line, since a title
    stands apart.

    Args:
        texts: The lines.
        opens: For each line whether a blank one, or the beginning of a block, stands before it.
        buttons: For each line whether it is known to be a button, or navigation of another kind.
    """
    found: set[int] = set()
    start = 0
    last = next((place for place, text in enumerate(texts) if is_long(text)), len(texts))
    while start < min(last, _HEAD):
        end = start
        while end < min(last, _HEAD) and _is_short(texts[end]):
            end += 1
        known = [place for place in range(start, end) if buttons[place] or is_entry(texts[place].strip(_AROUND))]
        found.update(_of_run(known, opens))
        start = end + 1
    return frozenset(found)


def _of_run(known: Sequence[int], opens: Sequence[bool]) -> list[int]:
    """Places of the entries of a menu, among short lines of which some are *known*; none if there are too few."""
    groups: list[list[int]] = []
    for place in known:
        joined = groups and (place == groups[-1][-1] + 1 or not any(opens[groups[-1][-1] + 1 : place + 1]))
        groups = [*groups[:-1], [*groups[-1], place]] if joined else [*groups, [place]]
    return [
        place
        for group in groups
        if len(group) >= _LEAST and 2 * len(group) >= group[-1] - group[0] + 1
        for place in range(group[0], group[-1] + 1)
    ]


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and not stops_as_text(text)
