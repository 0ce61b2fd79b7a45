"""Sketches of texts: a few numbers that allow near duplicates to be found without comparing the texts themselves.

A sketch is the bottom-k form of MinHash (A. Z. Broder, “On the resemblance and containment of documents”, 1997): the
smallest hashes of all sequences of three words. The overlap of two sketches approximates the overlap of the sequences.
"""

import re
from array import array
from collections.abc import Set
from zlib import crc32

_WORD = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_PLAIN = re.compile("[a-z0-9]+")
SIZE = 64
_MIN_WORDS = 40
"""Texts with fewer words are too short to compare."""


def make_sketch(text: str) -> bytes:
    """Return the sketch of *text*, at most `SIZE` numbers of four bytes; empty for a short text."""
    words = split_words(text)
    if len(words) < _MIN_WORDS:
        return b""
    sequences = map(" ".join, zip(words, words[1:], words[2:], strict=False))
    return array("I", sorted(set(map(crc32, map(str.encode, sequences))))[:SIZE]).tobytes()


def split_words(text: str) -> list[str]:
    """Return the words of *text* in lower case; each Chinese, Japanese or Korean character is a word."""
    words: list[str] = (_PLAIN if text.isascii() else _WORD).findall(text.lower())
    return words


def compare_sketches(left: Set[int], right: Set[int]) -> float:
    """Return the overlap of two non-empty sketches, from 0 to 1."""
    return 2 * len(left & right) / (len(left) + len(right))


def read_numbers(sketch: bytes, most: int = SIZE) -> list[int]:
    """Return the numbers of a sketch, or the first *most* of them, in ascending order."""
    return array("I", sketch[: 4 * most]).tolist()
