"""Squares that stand for sources: the colour shows the class of the publisher, the shape how the source was seen.

A full square was read at its place, a half one in a copy; of an empty one only the headline or an entry in a list is
known; a small one means that this was not recorded. Colours are CSS classes, so that they follow the reader's settings;
the shapes are distinct without them.
"""

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup

from .svg import draw_path, number, outline_box

TELLERS = {
    "official": "#263465",
    "state": "#96101e",
    "agency": "#9a7405",
    "press": "#728da8",
    "research": "#247550",
    "other": "#6b4e69",
}
"""The publisher classes in drawing order, with their colours on paper and in images.

Each is a CSS class, and `pictures.css` has the same colours for light pages.
"""
SEEN = ("original", "copy", "headline", "listing", "unrecorded")
"""How a source was seen, in drawing order."""
OFF = "off"
"""The class of squares that are not highlighted."""

_OUTLINE = 0.5
_INSET = 1 / 8
_DASHED = {"original": ("r", 0), "unrecorded": ("u", _INSET)}
_STRIP_SIZE, _STRIP_STEP, _STRIP_ROW, _STRIP_MOST = 8, 10, 13, 65
_BAR_SIZE, _BAR_STEP, _BAR_GAP, _BAR_ROW = 20, 24, 10, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A number of sources of one kind: one of `TELLERS`, one of `SEEN`."""

    teller: str
    seen: str
    count: int


Runs = tuple[Run, ...]
"""The sources of one or more briefs, in drawing order."""


def count_sources(runs: Iterable[Run]) -> int:
    """Return the number of sources."""
    return sum(run.count for run in runs)


def count_by(kind: Literal["teller", "seen"], runs: Iterable[Run]) -> Counter[str]:
    """Count sources by their publisher class or by how they were seen, in drawing order."""
    counts: Counter[str] = Counter()
    for run in runs:
        counts[getattr(run, kind)] += run.count
    return counts


class Square(NamedTuple):
    """A square and its position in the picture; for one that is `OFF`, *seen* has no effect."""

    teller: str
    seen: str
    x: float
    y: float


@functools.lru_cache(maxsize=20_000)
def draw_strip(runs: tuple[Run, ...], label: str) -> Markup:
    """Draw the squares of a brief in rows, for an entry in a list, or as bands if there are too many."""
    total = count_sources(runs)
    if total > _STRIP_MOST:
        width = _STRIP_ROW * _STRIP_STEP - 2
        return _picture("strip", width, _STRIP_SIZE, label, draw_bands(runs, 0, _STRIP_SIZE, width / total))
    rows = -(-total // _STRIP_ROW)
    width = min(total, _STRIP_ROW) * _STRIP_STEP - 2
    return Markup('<svg class="strip" width="{}" height="{}" role="img" aria-label="{}">{}</svg>').format(
        width, rows * _STRIP_STEP - 2, label, draw_in_lines(place_in_rows(runs, _STRIP_ROW, _STRIP_STEP), _STRIP_SIZE)
    )


def place_in_rows(runs: Iterable[Run], most: int, step: int, top: int = 0) -> Iterator[Square]:
    """Yield a square for each source, at most *most* in a row, the first row at *top*."""
    cells = [run for run in runs for _ in range(run.count)]
    for place, run in enumerate(cells):
        yield Square(run.teller, run.seen, place % most * step, top + place // most * step)


def draw_in_lines(squares: Iterable[Square], size: float) -> Markup:
    """Draw squares in rows. Full squares are the dashes of one line, which takes a third of the bytes.

    The style sheet has the lengths of dashes and gaps for each kind of picture.
    """
    markup = Markup("")
    for (teller, seen), group in itertools.groupby(squares, key=lambda square: (square.teller, square.seen)):
        if seen in _DASHED:
            kind, inset = _DASHED[seen]
            markup += draw_path(f"{teller} {kind}", _dashes(group, size, inset * size))
        else:
            markup += draw_squares(group, size)
    return markup


def _dashes(squares: Iterable[Square], size: float, inset: float) -> str:
    """Return the data of a line through the squares of each row."""
    rows = itertools.groupby(squares, key=lambda square: square.y)
    lines = ((number(y + size / 2), [square.x for square in row]) for y, row in rows)
    return "".join(f"M{number(xs[0] + inset)} {y}H{number(xs[-1] + size - inset)}" for y, xs in lines)


@functools.lru_cache(maxsize=1_000)
def draw_evidence_bar(runs: tuple[Run, ...], label: str) -> Markup:
    """Draw the squares of a brief large, with gaps between publisher classes."""
    squares = list(_place_with_gaps(runs))
    width = max((square.x for square in squares), default=0) + _BAR_SIZE
    height = max((square.y for square in squares), default=0) + _BAR_SIZE
    return _picture("evbar", width, height, label, draw_in_lines(squares, _BAR_SIZE))


def _place_with_gaps(runs: Iterable[Run]) -> Iterator[Square]:
    x = y = 0
    last = ""
    for run in runs:
        x += _BAR_GAP if last not in ("", run.teller) and x else 0
        last = run.teller
        for _ in range(run.count):
            if x >= _BAR_ROW * _BAR_STEP:
                x, y = 0, y + _BAR_STEP
            yield Square(run.teller, run.seen, x, y)
            x += _BAR_STEP


def draw_squares(squares: Iterable[Square], size: float) -> Markup:
    """Draw squares as two paths for each class, one filled and one outlined."""
    paths: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for square in squares:
        for kind, inset, shape in _shapes(square, size):
            paths[square.teller, kind].append((square.x + inset, square.y + inset, shape))
    classes = {kinds: " ".join(filter(None, kinds)) for kinds in paths}
    return Markup("").join(draw_path(classes[kinds], _join_shapes(parts)) for kinds, parts in paths.items())


def _join_shapes(parts: Iterable[tuple[float, float, str]]) -> str:
    """Return the data of a path in which each part starts relative to the one before."""
    data, last_x, last_y = "", 0.0, 0.0
    for x, y, shape in parts:
        data += f"m{number(x - last_x)} {number(y - last_y)}{shape}"
        last_x, last_y = x, y
    return data


def _shapes(square: Square, size: float) -> Iterator[tuple[str, float, str]]:
    """Yield the parts of a square: its class, the inset, and its outline."""
    if square.teller == OFF:
        yield "", 0, _box(size)
    elif square.seen == "original":
        yield "f", 0, _box(size)
    elif square.seen == "copy":
        yield "f", 0, f"h{number(size)}l-{number(size)} {number(size)}z"
        yield "o", _OUTLINE, _box(size - 2 * _OUTLINE)
    elif square.seen == "unrecorded":
        yield "f", size * _INSET, _box(size * (1 - 2 * _INSET))
    else:
        yield "o", _OUTLINE, _box(size - 2 * _OUTLINE)


def _box(size: float) -> str:
    side = number(size)
    return f"h{side}v{side}h-{side}z"


def draw_bands(runs: Iterable[Run], y: float, height: float, length: float) -> Markup:
    """Draw a band for each publisher class in one row, *length* for each source."""
    x, bands = 0.0, Markup("")
    for teller, count in count_by("teller", runs).items():
        bands += draw_path(f"{teller} f", outline_box(x, y, count * length, height))
        x += count * length
    return bands


def _picture(kind: str, width: float, height: float, label: str, content: Markup) -> Markup:
    return Markup(
        '<svg class="{0}" viewBox="0 0 {1} {2}" width="{1}" height="{2}" role="img" aria-label="{3}">{4}</svg>'
    ).format(kind, number(width), number(height), label, content)
