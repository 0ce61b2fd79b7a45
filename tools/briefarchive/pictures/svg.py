"""Parts of SVG of which pictures are made, and what charts have in common: texts of which no font is measured."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ..model import PartialDate

PAPER, INK, SOFT, RULE, GRID = "#faf8f4", "#1d1a17", "#57504a", "#8d8478", "#d0c9bd"
"""Colours of pictures that no style sheet colours: on paper, and in files of images."""
SIZE, LINE = 14, 18
"""Of letters, and from one line of a text to the next."""

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line may end at a blank, and before and behind each East Asian character.
_PIECE = re.compile(rf"\s*[{_HAN}]|\s*[^\s{_HAN}]+")
_NARROW = frozenset(" .,:;!'|ijlItfr()[]-")
_BROAD = frozenset("mwMW@%—")


def number(value: float) -> str:
    """A length as a path has it, in as few signs as it takes."""
    written = f"{round(value, 2):g}"
    return written.replace("0.", ".", 1) if written.startswith(("0.", "-0.")) else written


def draw_path(kind: str, data: str) -> Markup:
    """A shape or a line."""
    return Markup('<path class="{}" d="{}"/>').format(kind, data)


def outline_box(x: float, y: float, width: float, height: float) -> str:
    """The data of a rectangle."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}H{number(x)}z"


def draw_dot(kind: str, x: float, y: float, radius: float) -> Markup:
    """A point on a line."""
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(kind, number(x), number(y), radius)


def draw_text(kind: str, x: float, y: float, text: object, anchor: str = "") -> Markup:
    """A line of text with its baseline at *y*; *anchor* is which part of it is at *x*, if not its start."""
    anchored = Markup(' text-anchor="{}"').format(anchor) if anchor else ""
    return Markup('<text class="{}" x="{}" y="{}"{}>{}</text>').format(kind, number(x), number(y), anchored, text)


def link_parts(parts: Iterable[tuple[str, str, Markup]]) -> Markup:
    """Parts of a picture that lead to pages: way, words and drawing. The keyboard stops at one: arrow keys go on."""
    return Markup("").join(
        Markup('<a href="{}" tabindex="{}" aria-label="{}"><title>{}</title>{}</a>').format(
            way, -1 if place else 0, words, words, drawing
        )
        for place, (way, words, drawing) in enumerate(parts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueFormats:
    """How values are written in the language of a chart: a number, an approximate one, and a date."""

    number: Callable[[Decimal], str]
    about: Callable[[Decimal], str]
    date: Callable[[PartialDate], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The content of a picture, and how high it is."""

    height: float
    content: Markup


def draw_lines(kind: str, x: float, y: float, lines: Iterable[str]) -> Markup:
    """Lines of text below one another, the first with its baseline at *y*."""
    return Markup("").join(draw_text(kind, x, y + place * LINE, line) for place, line in enumerate(lines))


def text_width(text: str) -> float:
    """About the width of a text; a Chinese character is a square."""
    return SIZE * sum(map(_width, text))


def wrap_text(text: str, width: float, measure: Callable[[str], float] = text_width) -> list[str]:
    """The lines of a text that has so much room; a word that is wider is parted."""
    lines = [""]
    for piece in _pieces(text, width, measure):
        if lines[-1] and measure(lines[-1] + piece) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return lines


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for word in _PIECE.findall(text):
        rest = word
        while measure(rest) > width and len(rest) > 1:
            ends = range(len(rest) - 1, 1, -1)
            end = next((end for end in ends if measure(rest[:end]) <= width), 1)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    if letter in _NARROW:
        return 0.32
    return 0.7 if letter.isupper() or letter in _BROAD else 0.53
