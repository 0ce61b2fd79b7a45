"""What charts have in common: how their texts and lines are drawn, and in which words their values stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ..model import PartialDate
from .squares import number

SIZE, LINE = 14, 18
"""Of letters, and from one line of a text to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """How values are written in the language of a chart: a number, an approximate one, and a date."""

    number: Callable[[Decimal], str]
    about: Callable[[Decimal], str]
    date: Callable[[PartialDate], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The content of a picture, and how high it is."""

    height: float
    content: Markup


def draw_text(kind: str, x: float, y: float, text: str, anchor: str = "start") -> Markup:
    """A line of text with its baseline at *y*; *anchor* is which part of it is at *x*."""
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, number(x), number(y), anchor, text
    )


def draw_lines(kind: str, x: float, y: float, lines: Iterable[str]) -> Markup:
    """Lines of text below one another, the first with its baseline at *y*."""
    return Markup("").join(draw_text(kind, x, y + place * LINE, line) for place, line in enumerate(lines))


def draw_path(kind: str, data: str) -> Markup:
    """A shape or a line."""
    return Markup('<path class="{}" d="{}"/>').format(kind, data)
