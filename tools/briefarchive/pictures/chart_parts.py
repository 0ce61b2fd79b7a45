"""What charts have in common: texts of which no font is measured, and the words in which values stand."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ..model import PartialDate
from .svg import draw_text

SIZE, LINE = 14, 18
"""Of letters, and from one line of a text to the next."""

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line may end at a blank, and before and behind each East Asian character.
_PIECE = re.compile(rf"\s*[{_HAN}]|\s*[^\s{_HAN}]+")
_NARROW = frozenset(" .,:;!'|ijlItfr()[]-")
_BROAD = frozenset("mwMW@%—")


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
