"""How many corners the shapes of an SVG have, and how long they are at most."""

import operator
import re
from collections.abc import Iterator, Sequence

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")

_COMMAND = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")
# Between the two flags of an arc, and behind them, there need not be a space.
_ARC = re.compile(
    "".join(rf"[\s,]*+({one})" for one in [f"(?>{NUMBER.pattern})"] * 3 + ["[01]"] * 2 + [f"(?>{NUMBER.pattern})"] * 2)
)
# How many numbers a command takes, and at which of them its end stands.
_ENDS = {"M": (2, 0), "L": (2, 0), "T": (2, 0), "S": (4, 2), "Q": (4, 2), "C": (6, 4), "A": (7, 5)}
SIZES = frozenset({"width", "height", "r", "rx", "ry", "x1", "x2", "y1", "y2", "pathLength"})
_AROUND = 7  # a circle is less than seven radii around

Told = list[tuple[str, str]]
"""Properties, with their values."""


def extent(told: Told, whole: float) -> tuple[int, float]:
    """The number of corners of a shape, and a bound on its length.

    Args:
        told: What is told of it.
        whole: The length that a hundred per cent are.
    """
    corners, length = 2, 0.0
    for name, value in told:
        if name == "d":
            corners += len(NUMBER.findall(value)) // 2 + value.count("z") + value.count("Z")
            length += _length(value)
        elif name == "points":
            numbers = [*map(float, NUMBER.findall(value))]
            corners += len(numbers) // 2
            length += _way(numbers[::2]) + _way(numbers[1::2])
        elif name in SIZES and (size := NUMBER.search(value)):
            length += _AROUND * abs(float(size[0])) * (whole / 100 if "%" in value else 1)
    return corners, length


def _arcs(text: str) -> Iterator[str]:
    at = 0
    while arc := _ARC.match(text, at):
        yield from arc.groups()
        at = arc.end()


def _length(path: str) -> float:
    """A bound on the length of a path: that of a line through all of its points, those which bend it among them."""
    length = x = y = 0.0
    start = (x, y)
    for letter, rest in _COMMAND.findall(path):
        kind = letter.upper()
        found = _arcs(rest) if kind == "A" else NUMBER.findall(rest)
        numbers = [*map(float, found)]
        if kind == "Z":
            length += abs(x - start[0]) + abs(y - start[1])
            x, y = start
        elif kind in "HV" and numbers:
            here = x if kind == "H" else y
            length += sum(map(abs, numbers)) if letter.islower() else _way([here, *numbers])
            here = here + sum(numbers) if letter.islower() else numbers[-1]
            x, y = (here, y) if kind == "H" else (x, here)
        elif kind in _ENDS:
            if kind == "M" and len(numbers) > 1:  # a move draws nothing; all further points are those of lines
                x, y = (x + numbers[0], y + numbers[1]) if letter.islower() else numbers[:2]
                start = (x, y)
                del numbers[:2]
            width, end = _ENDS[kind]
            if kind == "A":
                length += _AROUND * sum(map(abs, numbers[::7] + numbers[1::7]))
            if letter.islower():
                length += sum(map(abs, numbers))
                x, y = x + sum(numbers[end::width]), y + sum(numbers[end + 1 :: width])
            else:
                first, step = (end, width) if kind == "A" else (0, 2)
                across, down = [x, *numbers[first::step]], [y, *numbers[first + 1 :: step]]
                length += _way(across) + _way(down)
                x, y = across[-1], down[-1]
    return length


def _way(places: Sequence[float]) -> float:
    return float(sum(map(abs, map(operator.sub, places[1:], places))))
