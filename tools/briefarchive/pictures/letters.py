"""Words in pictures: about how wide they are, and where their lines end. No font is measured, so nothing must fit."""

import re
import unicodedata
from collections.abc import Iterator

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line may end at a blank, and before and behind each East Asian character.
_PIECE = re.compile(rf"\s*[{_HAN}]|\s*[^\s{_HAN}]+")
_NARROW = frozenset(" .,:;!'|ijlItfr()[]-")
_BROAD = frozenset("mwMW@%—")


def text_width(text: str, size: float) -> float:
    """About the width of a text in letters of a size, in units of the picture; a Chinese character is a square."""
    return size * sum(map(_width, text))


def wrap_text(text: str, width: float, size: float) -> list[str]:
    """The lines of a text that has so much room; a word that is wider is parted."""
    lines = [""]
    for piece in _pieces(text, width, size):
        if lines[-1] and text_width(lines[-1] + piece, size) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return lines


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    for word in _PIECE.findall(text):
        rest = word
        while text_width(rest, size) > width and len(rest) > 1:
            ends = range(len(rest) - 1, 1, -1)
            end = next((end for end in ends if text_width(rest[:end], size) <= width), 1)
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
