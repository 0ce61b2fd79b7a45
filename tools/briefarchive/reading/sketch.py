"""A sketch of a text: a few numbers by which two texts that share most of their words are told without the texts.

It is the bottom-k form of MinHash (A. Z. Broder, “On the resemblance and containment of documents”, 1997): the smallest
hashes of all sequences of three words. What share of their sketches two texts have in common is about the share of
such sequences that they have in common.
"""

import re
from array import array
from collections.abc import Set
from zlib import crc32

_WORD = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_PLAIN = re.compile("[a-z0-9]+")
SIZE = 64
_LEAST = 40
"""How few words say too little to compare."""


def make_sketch(text: str) -> bytes:
    """The sketch of *text*: at most `SIZE` numbers of four bytes; nothing of a text of a few words."""
    words = split_words(text)
    if len(words) < _LEAST:
        return b""
    sequences = map(" ".join, zip(words, words[1:], words[2:], strict=False))
    return array("I", sorted(set(map(crc32, map(str.encode, sequences))))[:SIZE]).tobytes()


def split_words(text: str) -> list[str]:
    """The words of *text* in small letters; in Chinese, Japanese and Korean each sign is one."""
    found: list[str] = (_PLAIN if text.isascii() else _WORD).findall(text.lower())
    return found


def compare_sketches(one: Set[int], other: Set[int]) -> float:
    """What share of the numbers of two sketches both have, from 0 to 1; neither is empty."""
    return 2 * len(one & other) / (len(one) + len(other))


def read_numbers(sketch: bytes, most: int = SIZE) -> list[int]:
    """The numbers of a sketch, or the first few of them; the smallest come first."""
    return array("I", sketch[: 4 * most]).tolist()
