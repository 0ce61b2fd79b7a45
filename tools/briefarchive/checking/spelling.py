"""Whether a name is a slip for another that is known, and in which script a letter is."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

import pycountry
from rapidfuzz.distance import OSA

from ..reading.vocabularies.publishers import folded

_MOST_COMPARED = 100
# A name of more words is a sentence. With fewer letters, what differs in spaces and points may be two names.
_MOST_WORDS, _SHORTEST = 20, 6


class Slips:
    """Finds the known name for which another one is a slip.

    Args:
        known: The names. Of those that have one word each in the same place, with the same first letter, and all
            others alike, so many are compared: a comparison with all would cost the one list times the other.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._whole: dict[str, str] = {}
        self._around: dict[tuple[str, ...], dict[str, str]] = {}
        for name in known:
            words = _words(name)
            self._whole.setdefault("".join(words), name)
            for word, around in _gaps(words):
                alike = self._around.setdefault(around, {})
                if len(alike) < _MOST_COMPARED:
                    alike.setdefault(word, name)

    def find_correction(self, name: str) -> str:
        """The known name that a name seems to be a slip for, or nothing."""
        words = _words(name)
        whole = "".join(words)
        if len(whole) >= _SHORTEST and whole in self._whole:
            return self._whole[whole]
        for word, around in _gaps(words):
            for known, other in self._around.get(around, {}).items():
                if word != known and _is_misspelt(word, known, alone=len(words) < 4):
                    return other
        return ""


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", folded(name)))


def _gaps(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word of a name, with its first letter and the words before and behind it."""
    for at, word in enumerate(words if len(words) <= _MOST_WORDS else ()):
        yield word, (*words[:at], f"{word[0]}…", *words[at + 1 :])


def _is_misspelt(word: str, known: str, *, alone: bool) -> bool:
    """Whether *word* is a slip for *known*; a longer ending counts only in a name of many words."""
    short, long = sorted((word, known), key=len)
    if len(short) < 5 or word[0] != known[0] or not word.isalpha() or "CJK" in map(detect_script, word):
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
def detect_script(sign: str) -> str:
    """The script of a letter by its name in Unicode, such as `LATIN`, `CYRILLIC` or `CJK`."""
    return unicodedata.name(sign, "?").split(" ", 1)[0].split("-")[0]
