"""Words that are too long for a line, as addresses often are: where they may break.

Pieces stand in boxes, one beside the other, so that a line can end between two of them and nothing is added to the
text: who copies an address from the page gets the address.
"""

import re
from collections.abc import Iterable

from ..i18n import direction
from .tables import longest_word

_LONGEST = 34
# A letter with what is joined to it: marks, variation selectors, joiners.
_LETTER = re.compile(r"\S[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f]*")
# Letters of these scripts are joined to their neighbours, or may be parted anywhere as it is.
_LEFT_ALONE = re.compile(
    r"[\u0600-\u08ff\u0900-\u1cff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufeff\uff00-\uffef]"
)
_PIECE = 16
_SCHEME = re.compile(r"[a-z]{1,6}:(?://)?")


def parts(text: str, columns: int = 1) -> list[str | list[str]]:
    """*text* as strings, with each word that is longer than a line can hold as a list of its pieces.

    Args:
        text: The text.
        columns: How many columns the table has in which it stands.
    """
    if len(text) <= (limit := _LONGEST if columns == 1 else longest_word(columns)):
        return [text] if text else []
    found: list[str | list[str]] = []
    end = 0
    for word in re.finditer(rf"\S{{{limit + 1},}}", text):
        if _LEFT_ALONE.search(word[0]):
            continue
        if word.start() > end:
            found.append(text[end : word.start()])
        found.append(pieces(word[0]) if limit >= _PIECE else _LETTER.findall(word[0]))
        end = word.end()
    return [*found, text[end:]] if end < len(text) else found


def in_line(found: Iterable[str | list[str]], language: str) -> list[str | list[str]]:
    """What `parts` has *found*, for a line of a language.

    In a line from right to left, the pieces of a long word would be turned around: it is left whole.
    """
    return ["".join(part) for part in found] if direction(language) == "rtl" else [*found]


def pieces(word: str) -> list[str]:
    """Pieces that end behind a sign such as a slash, and where there is none for long, between any two letters."""
    scheme = _SCHEME.match(word)
    piece = scheme[0] if scheme else ""
    found: list[str] = []
    length = 0
    for letter in _LETTER.findall(word[len(piece) :]):
        piece += letter
        length += 1
        if length >= _PIECE or (letter in "/-_.?&=,;:" and length > 2):
            found.append(piece)
            piece, length = "", 0
    return [*found, piece] if piece else found
