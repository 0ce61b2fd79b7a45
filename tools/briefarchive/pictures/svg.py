"""SVG elements, and what charts share, such as estimates of text widths without font metrics."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ..model import PartialDate

PAPER, INK, SOFT, RULE, GRID = "#faf8f4", "#1d1a17", "#57504a", "#8d8478", "#d0c9bd"
"""The colours of pictures without a style sheet, on paper and in image files."""
SIZE, LINE = 14, 18
"""The font size, and the distance between lines of text."""

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# Lines can break at spaces and around East Asian characters.
_PIECE = re.compile(rf"\s*[{_HAN}]|\s*[^\s{_HAN}]+")
_NARROW = frozenset(" .,:;!'|ijlItfr()[]-")
_BROAD = frozenset("mwMW@%—")


def number(value: float) -> str:
    """Return a length in the shortest form that paths allow."""
    text = f"{round(value, 2):g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def draw_path(kind: str, data: str) -> Markup:
    """Draw a shape or a line."""
    return Markup('<path class="%s" d="%s"/>') % (kind, data)


def outline_box(x: float, y: float, width: float, height: float) -> str:
    """Return the path data of a rectangle."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}H{number(x)}z"


def draw_dot(kind: str, x: float, y: float, radius: float) -> Markup:
    """Draw a point on a line."""
    return Markup('<circle class="%s" cx="%s" cy="%s" r="%s"/>') % (kind, number(x), number(y), radius)


def draw_text(kind: str, x: float, y: float, text: object, anchor: str = "") -> Markup:
    """Draw a line of text with its baseline at *y*; *anchor* says which part of it is at *x*, by default its start."""
    anchored = Markup(' text-anchor="%s"') % (anchor,) if anchor else ""
    return Markup('<text class="%s" x="%s" y="%s"%s>%s</text>') % (kind, number(x), number(y), anchored, text)


def link_parts(parts: Iterable[tuple[str, str, Markup]]) -> Markup:
    """Link parts of a picture: URL, label and drawing. The keyboard focuses the first; arrow keys move on."""
    return Markup("").join(
        Markup('<a href="%s" tabindex="%s" aria-label="%s"><title>%s</title>%s</a>')
        % (way, -1 if place else 0, words, words, drawing)
        for place, (way, words, drawing) in enumerate(parts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueFormats:
    """The formats of values in the language of a chart: a number, an approximate one, and a date."""

    number: Callable[[Decimal], str]
    about: Callable[[Decimal], str]
    date: Callable[[PartialDate], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The content of a picture and its height."""

    height: float
    content: Markup


def draw_lines(kind: str, x: float, y: float, lines: Iterable[str]) -> Markup:
    """Draw lines of text, the first with its baseline at *y*."""
    return Markup("").join(draw_text(kind, x, y + place * LINE, line) for place, line in enumerate(lines))


def text_width(text: str) -> float:
    """Estimate the width of a text; a Chinese character is a square."""
    return SIZE * sum(map(_width, text))


def wrap_text(text: str, width: float, measure: Callable[[str], float] = text_width) -> list[str]:
    """Wrap a text to a width; longer words are split."""
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
