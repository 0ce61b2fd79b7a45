"""Finds lines that continue the item above, in a list whose items all begin with a number or the same bullet."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ..sources.access_notes import is_access_note
from ..sources.addresses import ADDRESS
from ..sources.citing import is_heading_of_part, is_reference
from ..sources.references import find_marker
from .splitting import Line, columns

_NUMBER = re.compile(r"\d{1,3}")
# What no word of a following sentence begins with: the rest of a title, a date or a bracket.
_OPENS_CONTINUATION = re.compile(r"[(\[<（【〔]|[^\W\d_A-Z]|//|—\s")
_NARROWEST = 36
# So many lists of a text are looked at.
_MOST_LISTS = 5


def continuations_of_items(lines: Sequence[Line], first: int) -> frozenset[int]:
    """Return the places of the lines below the first line of their item, in the list that begins at *first*.

    Every line there is part of an item, until a line without a sign stands below a blank one. Below the first line of
    the last item, that is sure only of lines for which the one above had no room, and of addresses and brackets.
    """
    if 0 <= first < len(lines) - 1 and is_heading_of_part(lines[first].text):
        first += 1
    if not 0 <= first < len(lines):
        return frozenset()
    starts = _starts(lines, first)
    if len(starts) < 2:
        return frozenset()
    width = max((line.width for line in lines[first : starts[-1] + 1] if not ADDRESS.search(line.text)), default=0)
    continuations: set[int] = set()
    inside = True
    for place in range(first + 1, len(lines)):
        line = lines[place]
        if place in starts:
            inside = True
        elif is_heading_of_part(line.text):
            continue
        elif line.opens or not inside or (place > starts[-1] and not _continues(lines[place - 1], line, width)):
            inside = False
        else:
            continuations.add(place)
    return frozenset(continuations)


def find_reference_list(lines: Sequence[Line]) -> int:
    """Return the place of the last list with such signs whose items are mostly references; -1 if there is none."""
    beginnings = [place for place in range(len(lines)) if _begins(lines, place)]
    for place in beginnings[: -_MOST_LISTS - 1 : -1]:
        starts = _starts(lines, place)
        items = [" ".join(line.text for line in lines[start:end]) for start, end in pairwise(starts)]
        if items and 3 * sum(map(is_reference, items)) >= 2 * len(items):
            return place
    return -1


def _begins(lines: Sequence[Line], place: int) -> bool:
    """Return whether a list may begin in a line: it has a sign, and a number is the first."""
    marker = find_marker(lines[place].text)
    if not marker or not (place == 0 or lines[place].opens or lines[place - 1].text.endswith((":", "："))):
        return False
    return _number(marker) in {None, 1}


def _starts(lines: Sequence[Line], first: int) -> list[int]:
    """Return the places of the lines that begin items, with consecutive numbers or with the same bullet."""
    marker = find_marker(lines[first].text)
    if not marker:
        return []
    form, number = _form(marker), _number(marker)
    starts = [first]
    for place in range(first + 1, len(lines)):
        next_marker = find_marker(lines[place].text)
        if not next_marker or _form(next_marker) != form:
            continue
        if number is not None and _number(next_marker) != number + len(starts):
            continue
        starts.append(place)
    return starts


def _form(marker: str) -> str:
    """Return a marker without its number: “[#]”, “#.”, “•”."""
    return _NUMBER.sub("#", marker.strip())


def _number(marker: str) -> int | None:
    match = _NUMBER.search(marker)
    return int(match[0]) if match else None


def _continues(before: Line, line: Line, width: int) -> bool:
    """Return whether *line* goes on with *before* for certain."""
    if ADDRESS.match(line.text.lstrip("(<[（")) or _OPENS_CONTINUATION.match(line.text) or is_access_note(line.text):
        return True
    word = columns(line.text.split(" ", 1)[0])
    return width >= _NARROWEST and before.width + 1 + word > width
