"""Cuts texts into words that an index made for spaced writing can keep, so that they can be put together again.

`site/static/search/segmenter.js` does the same to queries; both are tried on `tests/search/cases/segmentation.json`.

A run of letters without spaces becomes overlapping pairs: 中俄贸易 is `中俄 俄贸 贸易 易ǀ`. A word ends at a hyphen, a
dash or a slash within it; `^` says that no space was there.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator

from .characters import (
    ELISIONS,
    GLUE,
    JOINTS,
    LETTERS,
    MARKS,
    OWN_SIGNS,
    PUNCTUATION,
    RUN_END,
    UNSEEN,
    UNSPACED,
    within,
)

_UNSEEN = re.compile(f"[{within(UNSEEN)}]")
_OWN_SIGNS = str.maketrans(OWN_SIGNS)
_UNIT = f"[{within(UNSPACED)}][{within(MARKS)}]*"
_RUN = re.compile(f"((?:{_UNIT})+)")
_UNITS = re.compile(_UNIT)

_SIGN = re.escape(PUNCTUATION)
_SPOKEN = rf"[^\s{_SIGN}]"
_NO_JOINT = re.escape("".join(sign for sign in PUNCTUATION if sign not in JOINTS))
_CUT = "\0"
_CUTS = (
    # All signs up to the next letter, with a joint among them: they are read once, however many there are.
    re.compile(rf"({_SPOKEN}(?=[{_SIGN}])(?=[{_NO_JOINT}]*+[{re.escape(JOINTS)}])[{_SIGN}]++)(?={_SPOKEN})"),
    re.compile(rf"({_SPOKEN}{{2}}\.)(?={_SPOKEN}{{2}})"),
    re.compile(rf"({_SPOKEN},)(?=[^\s0-9{_SIGN}])"),
    # L’Afrique is two words, China’s and Xi’an are one.
    re.compile(rf"({_SPOKEN}[{ELISIONS}])(?={_SPOKEN}{{3}})"),
)
_ENDS = f"{PUNCTUATION}{GLUE}$€£¥₽₩"


def normalized(text: str) -> str:
    """*text* as it is cut: composed (NFC), without what nobody sees, and with none of our own signs."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace(_CUT, "").translate(_OWN_SIGNS)


def segmented(text: str) -> str:
    """The words of *text*, with one space between two."""
    return " ".join(map(_segmented_chunk, normalized(text).split()))


def words(text: str) -> list[str]:
    """The same as a query asks for them: without punctuation and glue."""
    bare = (word.strip(_ENDS) for word in segmented(text).split())
    return [word for word in bare if word]


def folded(word: str) -> str:
    """A word without case and accents, and with letters of one alphabet for those of another."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return "".join(LETTERS.get(sign, sign) for sign in plain)


@functools.lru_cache(maxsize=50_000)
def _segmented_chunk(chunk: str) -> str:
    """The words of what stands between two spaces."""
    return chunk if chunk.isascii() and chunk.isalnum() else " ".join(_words_of(chunk))


def _words_of(chunk: str) -> Iterator[str]:
    pieces = [piece for piece in _RUN.split(chunk) if piece]
    for number, piece in enumerate(pieces, 1):
        glue = "" if number == len(pieces) else GLUE
        if _RUN.fullmatch(piece):
            *before, last = _pairs(piece)
            yield from before
            yield last + glue
        else:
            *before, last = _cut(piece)
            yield from (f"{part}{GLUE}" for part in before)
            yield last + glue


def _pairs(run: str) -> Iterator[str]:
    units = _UNITS.findall(run)
    for first, second in itertools.pairwise(units):
        yield first + second
    yield units[-1] + RUN_END


def _cut(piece: str) -> list[str]:
    for pattern in _CUTS:
        piece = pattern.sub(rf"\1{_CUT}", piece)
    return piece.split(_CUT)
