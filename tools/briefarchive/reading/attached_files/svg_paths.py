"""How many corners the shapes of an SVG have, how long they are at most, and how many of their edges lie abreast."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, repeat

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")

# With numbers, or the end of a part.
_COMMAND = re.compile(r"([Zz]|[A-DF-Ya-df-y](?=[\s,]*+[-+.\d]))([^A-DF-Za-df-z]*)")
# Between the two flags of an arc, and behind them, there need not be a space.
_ARC = re.compile(
    "".join(rf"[\s,]*+({one})" for one in [f"(?>{NUMBER.pattern})"] * 3 + ["[01]"] * 2 + [f"(?>{NUMBER.pattern})"] * 2)
)
_TOGETHER = {"S": 2, "Q": 2, "C": 3}  # how many points a command takes, if more than one; the last is its end
SIZES = frozenset({"width", "height", "r", "rx", "ry", "x1", "x2", "y1", "y2", "pathLength"})
_AROUND = 7  # a circle is less than seven radii around

Line = list[complex]
"""Points: the real part of each is where it stands across, and the imaginary part where it stands down."""

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
    steps = (there - here for line in lines for here, there in pairwise(line))
    length = float(sum(abs(step.real) + abs(step.imag) for step in steps))
    for name, value in told:
        if name in SIZES and (size := NUMBER.search(value)):
            length += _AROUND * abs(float(size[0])) * (whole / 100 if "%" in value else 1)
    return length


def abreast(lines: Sequence[Line], pen: float) -> float:
    """The most edges of an outline that one straight line meets, across or down, each as wide as the *pen*.

    A program that fills the shape goes through the lines of the picture, and puts the edges that meet each in order. It
    is the same number at any scale.
    """
    if not all(math.isfinite(sum(abs(point.real) + abs(point.imag) for point in line)) for line in lines):
        return math.inf
    across = [[point.real for point in line] for line in lines]
    return max(_most_at_once(across, pen), _most_at_once([[point.imag for point in line] for line in lines], pen))


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
    yield _points([*map(float, NUMBER.findall(value))])


def _points(numbers: list[float]) -> Line:
    return [*map(complex, numbers[::2], numbers[1::2])]


def _lines_of_path(path: str) -> Iterator[Line]:
    line = [0j]
    for letter, rest in map(re.Match.groups, _COMMAND.finditer(path)):
        kind, is_relative = letter.upper(), letter.islower()
        numbers = [*map(float, _arcs(rest) if kind == "A" else NUMBER.findall(rest))]
        if kind == "Z":
            line.append(line[0])
        if kind == "Z" or (kind == "M" and len(numbers) > 1):
            yield line
            line = line[-1:]
            if kind == "M":  # a move draws nothing; all further points are those of lines
                line = [complex(*numbers[:2]) + (line[0] if is_relative else 0)]
                del numbers[:2]
        if kind in "HV":
            for number in numbers:
                here = line[-1]
                step = complex(number, 0) if kind == "H" else complex(0, number)
                kept = here if is_relative else complex(0, here.imag) if kind == "H" else complex(here.real, 0)
                line.append(kept + step)
        elif kind == "A":
            _go_around(line, numbers, is_relative)
        elif kind != "Z":
            _go(line, _points(numbers), _TOGETHER.get(kind, 1), is_relative)
    yield line


def _go(line: Line, points: Line, width: int, is_relative: bool) -> None:
    """Go on to further points, of which each *width* belong together: they are told from where these begin."""
    for at in range(0, len(points), width):
        start = line[-1] if is_relative else 0
        line += [start + point for point in points[at : at + width]]


def _go_around(line: Line, numbers: list[float], is_relative: bool) -> None:
    """Go along arcs, each around a square that holds it: it is no wider than two radii, which grow to reach its end."""
    for at in range(0, len(numbers), 7):
        radii, here = [*map(abs, numbers[at : at + 2])], line[-1]
        end = complex(*numbers[at + 5 : at + 7]) + (here if is_relative else 0)
        if min(radii):
            way = math.hypot(end.real - here.real, end.imag - here.imag)
            far = 2 * max(radii) * max(1, way / min(radii) / 2)
            line += [here + complex(far, far), here - complex(far, far)]
        line.append(end)


def _arcs(text: str) -> Iterator[str]:
    at = 0
    while arc := _ARC.match(text, at):
        yield from arc.groups()
        at = arc.end()


_OUTLINES = {"d": _lines_of_path, "points": _line_of_points}
