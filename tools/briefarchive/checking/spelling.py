"""Whether a name is a slip for another that is known, and in which script a letter is."""

import functools
import re
import unicodedata
from collections.abc import Iterable

import pycountry
from rapidfuzz.distance import OSA

from ..reading.publishers import folded


def slip_for(name: str, known: Iterable[str]) -> str:
    """The one of the *known* names that a name seems to be a slip for, or nothing."""
    words = _words(name)
    return next((other for other in known if _is_slip(words, _words(other))), "")


@functools.lru_cache(maxsize=4_096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", folded(name)))


def _is_slip(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    whole = "".join(words)
    if len(whole) >= 6 and whole == "".join(known):
        return True
    if len(words) != len(known) or not words:
        return False
    differing = [pair for pair in zip(words, known, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _is_misspelt(*differing[0], alone=len(words) < 4)


def _is_misspelt(word: str, known: str, *, alone: bool) -> bool:
    """Whether *word* is a slip for *known*; a longer ending counts only in a name of many words."""
    short, long = sorted((word, known), key=len)
    if len(short) < 5 or word[0] != known[0] or not word.isalpha() or "CJK" in map(script_of, word):
        return False
    if not alone and long.startswith(short) and len(long) - len(short) <= 3:
        return True
    most = 2 if len(short) >= 8 else 1
    return len(short) >= (6 if alone else 5) and OSA.distance(word, known) <= most and word not in _places()


@functools.cache
def _places() -> frozenset[str]:
    """Words in the names of countries and their parts, which differ by a letter and are no mistakes."""
    names = (one.name for one in (*pycountry.countries, *pycountry.subdivisions))
    return frozenset(word for name in names for word in _words(name))


@functools.lru_cache(maxsize=1_024)
def script_of(sign: str) -> str:
    """The script of a letter by its name in Unicode, such as `LATIN`, `CYRILLIC` or `CJK`."""
    return unicodedata.name(sign, "?").split(" ", 1)[0].split("-")[0]
