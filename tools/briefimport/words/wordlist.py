"""Lists of phrases in all languages, to recognize texts."""

import functools
import re
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from . import read_table
from .patterns import SignPattern

_EDGES = re.compile(r"^\W+|\W+$")
_COLON = SignPattern(":：", r"\s*[:：]\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[–-]\s?\d+| ?[km]\b)?")
_ANY = "…"


@dataclass(frozen=True, slots=True)
class Wordlist:
    """Phrases in all languages, with “…” for any words and “#” for a number."""

    phrases: tuple[str, ...]
    _whole: frozenset[str] = field(init=False)
    _starts: dict[str, tuple[str, ...]] = field(init=False, hash=False)
    _others: re.Pattern[str] | None = field(init=False)
    _first_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the phrases by the position of “…”, and those before it by their first sign."""
        phrases = [phrase.casefold().replace("’", "'") for phrase in self.phrases]
        inner = [phrase for phrase in phrases if _ANY in phrase[:-1]]
        pattern = "|".join(re.escape(phrase).replace(re.escape(_ANY), ".{0,200}") for phrase in inner)
        object.__setattr__(self, "_whole", frozenset(phrase.rstrip(f" :{_ANY}") for phrase in phrases))
        starts = (phrase.removesuffix(_ANY) for phrase in phrases if phrase.endswith(_ANY) and phrase not in inner)
        starts_by_sign = groupby(sorted(starts), key=itemgetter(0))
        object.__setattr__(self, "_starts", {sign: tuple(starts) for sign, starts in starts_by_sign})
        object.__setattr__(self, "_others", re.compile(pattern) if pattern else None)
        object.__setattr__(self, "_first_words", frozenset(map(_first_word, phrases)) | {""})

    def __contains__(self, text: str) -> bool:
        """Return whether *text* is one of the phrases, ignoring case, numbers and punctuation at its edges."""
        folded = fold(text)
        is_known = folded in self._whole or folded.startswith(self._starts.get(folded[:1], ()))
        return bool(folded) and (is_known or bool(self._others and self._others.fullmatch(folded)))

    def can_begin_with(self, word: str) -> bool:
        """Return whether a phrase can begin with *word*; phrases that begin with any words do not count."""
        return _first_word(word) in self._first_words


def _first_word(text: str) -> str:
    return fold(next(iter(text.split(maxsplit=1)), "")).partition(" ")[0].rstrip(":")


@functools.lru_cache(maxsize=8_192)
def fold(text: str) -> str:
    """Normalize *text* as in the tables: in lower case, without punctuation at its edges, with “#” for numbers."""
    folded = text.casefold().replace("’", "'")
    if not (folded[:1].isalnum() and folded[-1].isalnum()):
        folded = _EDGES.sub("", folded)
    return " ".join(_NUMBER.sub("#", _COLON.sub(": ", folded)).split())


@functools.cache
def wordlist(name: str) -> Wordlist:
    """Return the phrases of the table *name* in all languages."""
    return Wordlist(tuple(dict.fromkeys(phrase for phrases in read_table(name).values() for phrase in phrases)))


@functools.cache
def single_words(name: str) -> frozenset[str]:
    """Return the single words of all phrases of the table *name*."""
    return frozenset(word for phrase in wordlist(name).phrases for word in phrase.casefold().split())
