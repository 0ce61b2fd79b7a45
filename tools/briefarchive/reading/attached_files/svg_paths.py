"""How many corners the shapes of an SVG have, how long they are at most, and how many of their edges lie abreast."""

import math
import operator
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")

# With numbers, or the end of a part.
_COMMAND = re.compile(r"([Zz]|[A-DF-Ya-df-y](?=[\s,]*+[-+.\d]))([^A-DF-Za-df-z]*)")
# Between the two flags of an arc, and behind them, there need not be a space.
_ARC = re.compile(
    "".join(rf"[\s,]*+({one})" for one in [f"(?>{NUMBER.pattern})"] * 3 + ["[01]"] * 2 + [f"(?>{NUMBER.pattern})"] * 2)
)
_PAIRS = {"M": 1, "L": 1, "T": 1, "S": 2, "Q": 2, "C": 3}  # how many points a command takes, the last being its end
SIZES = frozenset({"width", "height", "r", "rx", "ry", "x1", "x2", "y1", "y2", "pathLength"})
_AROUND = 7  # a circle is less than seven radii around

Line = tuple[list[float], list[float]]
"""Points: where they stand across, and down."""

Told = list[tuple[str, str]]
"""Properties, with their values."""


def corners(told: Told) -> int:
    """The number of corners of a shape, or more, by which it can be judged before its outline is made."""
    numbers = sum(len(NUMBER.findall(value)) for name, value in told if name in _OUTLINES)
    return 2 + numbers // 2 + sum(value.count("z") + value.count("Z") for name, value in told if name == "d")


def outline(told: Told) -> list[Line]:
    """Lines through all points of a shape, those which bend it among them: one for each part of it."""
    return [line for name, value in told if name in _OUTLINES for line in _OUTLINES[name](value)]


def bound_of_length(told: Told, lines: Iterable[Line], whole: float) -> float:
    """The most that a shape may be long.

    Args:
        told: What is told of it.
        lines: Its outline.
        whole: The length that a hundred per cent are.
    """
    length = float(sum(_way(across) + _way(down) for across, down in lines))
    for name, value in told:
        if name in SIZES and (size := NUMBER.search(value)):
            length += _AROUND * abs(float(size[0])) * (whole / 100 if "%" in value else 1)
    return length


def abreast(lines: Sequence[Line], pen: float) -> float:
    """The most edges of an outline that one straight line meets, across or down, each as wide as the *pen*.

    A program that fills the shape goes through the lines of the picture, and puts the edges that meet each in order. It
    is the same number at any scale.
    """
    if not all(math.isfinite(sum(map(abs, places))) for line in lines for places in line):
        return math.inf
    return max(_most_at_once([line[axis] for line in lines], pen) for axis in (0, 1))


def _most_at_once(lines: list[list[float]], pen: float) -> int:
    """How many ways from one place to the next, that back to the first among them, lie over one another at most."""
    starts: list[float] = []
    ends: list[float] = []
    for line in lines:
        following = line[1:] + line[:1]
        starts += map(min, line, following)
        ends += map(max, line, following)
    starts.sort()
    ends.sort()
    ended = map(bisect_right, repeat(ends), (start - pen for start in starts))
    return max((begun - gone for begun, gone in enumerate(ended, 1)), default=0)


def _line_of_points(value: str) -> Iterator[Line]:
    numbers = [*map(float, NUMBER.findall(value))]
    yield numbers[: len(numbers) // 2 * 2 : 2], numbers[1::2]


def _lines_of_path(path: str) -> Iterator[Line]:
    across, down = [0.0], [0.0]
    for letter, rest in map(re.Match.groups, _COMMAND.finditer(path)):
        kind, relative = letter.upper(), letter.islower()
        numbers = [*map(float, _arcs(rest) if kind == "A" else NUMBER.findall(rest))]
        if kind == "Z" or (kind == "M" and len(numbers) > 1):
            closed = (across[:1], down[:1])
            if kind == "Z":
                across += closed[0]
                down += closed[1]
            yield across, down
            x, y = across[-1], down[-1]
            if kind == "M":  # a move draws nothing; all further points are those of lines
                x, y = (x + numbers[0], y + numbers[1]) if relative else numbers[:2]
                del numbers[:2]
            across, down = [x], [y]
        if kind in "HV":
            places, others = (across, down) if kind == "H" else (down, across)
            for number in numbers:
                places.append(places[-1] + number if relative else number)
            others += others[-1:] * len(numbers)
        elif kind in _PAIRS:
            _go(across, numbers[: len(numbers) // 2 * 2 : 2], _PAIRS[kind], relative)
            _go(down, numbers[1::2], _PAIRS[kind], relative)
        elif kind == "A":
            _go_around(across, down, numbers, relative)
    yield across, down


def _go(places: list[float], numbers: list[float], width: int, relative: bool) -> None:
    """Go on to further places, of which each *width* belong together: they are told from where these begin."""
    if not relative:
        places += numbers
        return
    for at in range(0, len(numbers), width):
        here = places[-1]
        places += [here + number for number in numbers[at : at + width]]


def _go_around(across: list[float], down: list[float], numbers: list[float], relative: bool) -> None:
    """Go along arcs, each around a square that holds it: it is no wider than two radii, which grow to reach its end."""
    for at in range(0, len(numbers), 7):
        radii, end = [*map(abs, numbers[at : at + 2])], numbers[at + 5 : at + 7]
        x, y = across[-1], down[-1]
        to_x, to_y = (x + end[0], y + end[1]) if relative else end
        if min(radii):
            far = 2 * max(radii) * max(1, math.dist((x, y), (to_x, to_y)) / min(radii) / 2)
            across += [x + far, x - far]
            down += [y + far, y - far]
        across.append(to_x)
        down.append(to_y)


def _arcs(text: str) -> Iterator[str]:
    at = 0
    while arc := _ARC.match(text, at):
        yield from arc.groups()
        at = arc.end()


def _way(places: Sequence[float]) -> float:
    return float(sum(map(abs, map(operator.sub, places[1:], places))))


_OUTLINES = {"d": _lines_of_path, "points": _line_of_points}
