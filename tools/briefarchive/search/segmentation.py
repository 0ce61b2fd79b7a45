"""Splits texts into words for an index made for languages with spaces, so that the texts can be restored from them.

`site/static/search/segmenter.js` does the same to queries; `tests/search/cases/segmentation.json` tests both.

A passage is also found by other spellings of its words, which people may type though it does not contain them.

A run of letters without spaces becomes overlapping pairs: 中俄贸易 is `中俄 俄贸 贸易 易ǀ`.
A word ends at a hyphen, dash or slash within it, and `^` means that no space was there.

Character classes come from `characters.json`; `tools/make_characters.py` writes them as a script for the client.
"""

import functools
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import opencc

from ..model.slugs import remove_accents

Ranges = tuple[tuple[int, int], ...]

DATA = Path(__file__).with_name("characters.json")
_DATA: dict[str, Any] = json.loads(DATA.read_text("utf-8"))


def _ranges(name: str) -> Ranges:
    return tuple((int(first, 16), int(last, 16)) for pairs in _DATA[name].values() for first, last in pairs)


UNSPACED = _ranges("UNSPACED")
"""Letters of scripts without spaces between words or, as in Korean, with endings attached to words."""
HAN = _ranges("HAN")
MARKS = _ranges("MARKS")
"""Marks that belong to the letter before them."""
UNSEEN = _ranges("UNSEEN")
"""Invisible characters that nobody types: soft hyphens, and marks of the writing direction."""

PUNCTUATION: str = _DATA["PUNCTUATION"]
JOINTS: str = _DATA["JOINTS"]
"""Characters at which one word can end and the next begin without a space."""
ELISIONS: str = _DATA["ELISIONS"]

RUN_END: str = _DATA["RUN_END"]
"""A letter that no text has, added after the last letter of a run to keep that letter and whole runs findable."""
GLUE: str = _DATA["GLUE"]
"""A mark that no space follows in the text."""
PASSAGE_END: str = _DATA["PASSAGE_END"]
"""A mark that no phrase crosses."""
PASSAGE: str = _DATA["PASSAGE"]
"""The prefix of a passage's number, which makes it no number that anyone searches for."""
PINYIN: str = _DATA["PINYIN"]
"""The prefix of syllables in Latin letters, which would otherwise be English words: men, can, long."""

OWN_SIGNS: dict[str, str] = _DATA["OWN_SIGNS"]
"""Replacements in texts for the characters that have a meaning here."""
LETTERS: dict[str, str] = _DATA["LETTERS"]
"""Letters that Unicode does not decompose, as people type them without diacritics."""
ARABIC_ARTICLES: Sequence[str] = _DATA["ARABIC_ARTICLES"]
"""The article, alone and with the particles that are written together with it, the longest first."""


def character_class(ranges: Ranges) -> str:
    """Return the inside of a regular expression's character class."""
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)


_UNSEEN = re.compile(f"[{character_class(UNSEEN)}]")
_OWN_SIGNS = str.maketrans(OWN_SIGNS)
_UNIT = f"[{character_class(UNSPACED)}][{character_class(MARKS)}]*"
_RUN = re.compile(f"((?:{_UNIT})+)")
_UNITS = re.compile(_UNIT)

_SIGN = re.escape(PUNCTUATION)
_SPOKEN = rf"[^\s{_SIGN}]"
_NO_JOINT = re.escape("".join(sign for sign in PUNCTUATION if sign not in JOINTS))
_CUT = "\0"
_CUTS = (
    # All punctuation up to the next letter, including a joint; possessive quantifiers read it only once.
    re.compile(rf"({_SPOKEN}(?=[{_SIGN}])(?=[{_NO_JOINT}]*+[{re.escape(JOINTS)}])[{_SIGN}]++)(?={_SPOKEN})"),
    re.compile(rf"({_SPOKEN}{{2}}\.)(?={_SPOKEN}{{2}})"),
    re.compile(rf"({_SPOKEN},)(?=[^\s0-9{_SIGN}])"),
    # L’Afrique is two words, China’s and Xi’an are one.
    re.compile(rf"({_SPOKEN}[{ELISIONS}])(?={_SPOKEN}{{3}})"),
)

_HAN = re.compile(f"[{character_class(HAN)}]")
_HAN_RUN = re.compile(f"[{character_class(HAN)}]+")
# IGNORECASE would match any i for the dotless one.
_UNTAKEN = re.compile(f"[{''.join(LETTERS)}{''.join(LETTERS).upper().replace('SS', 'ẞ').replace('I', '')}]")
_WORD = re.compile(r"\w+")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]{3,}")
# Possessive quantifiers match whole words, instead of trying each letter of a long one as the first.
_PARTED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-‐‑'’][^\W\d_]++)++")
_SYLLABLES = 4
_SHORTEST_WORD = 3
_LONGEST = 60
"""The most letters of a word; a longer one is a run without spaces, which nobody types otherwise."""


def normalize_text(text: str) -> str:
    """Return *text* composed (NFC), without invisible characters and the marks that have a meaning here."""
    if text.isascii() and GLUE not in text:
        return text.replace(_CUT, "")
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace(_CUT, "").translate(_OWN_SIGNS)


def segment_text(text: str) -> str:
    """Return the words of *text*, separated by spaces."""
    return " ".join(map(_segment_chunk, normalize_text(text).split()))


def fold_word(word: str) -> str:
    """Return a word without case and accents, and with basic letters for special ones."""
    return "".join(LETTERS.get(sign, sign) for sign in remove_accents(word.lower()))


@functools.lru_cache(maxsize=50_000)
def _segment_chunk(chunk: str) -> str:
    """Return the words between two spaces of the text."""
    return chunk if chunk.isascii() and chunk.isalnum() else " ".join(_split_words(chunk))


def _split_words(chunk: str) -> Iterator[str]:
    pieces = [piece for piece in _RUN.split(chunk) if piece]
    for number, piece in enumerate(pieces, 1):
        glue = "" if number == len(pieces) else GLUE
        if _RUN.fullmatch(piece):
            *before, last = _split_pairs(piece)
            yield from before
            yield last + glue
        else:
            *before, last = _split_at_joints(piece)
            yield from (f"{part}{GLUE}" for part in before)
            yield last + glue


def _split_pairs(run: str) -> Iterator[str]:
    units = _UNITS.findall(run)
    for first, second in itertools.pairwise(units):
        yield first + second
    yield units[-1] + RUN_END


def _split_at_joints(piece: str) -> list[str]:
    for pattern in _CUTS:
        piece = pattern.sub(rf"\1{_CUT}", piece)
    return piece.split(_CUT)


def simplify(text: str) -> str:
    """Return *text* with simplified Chinese characters, converted one by one."""
    return text.translate(_variants()) if _HAN.search(text) else text


def find_variants(characters: Iterable[str]) -> Mapping[str, str]:
    """Return the traditional characters whose simplified form is among *characters*, for converting queries."""
    codes = {ord(character) for character in characters}
    return {chr(code): simple for code, simple in _variants().items() if ord(simple) in codes or code in codes}


def list_spellings(passage: str) -> Iterator[str]:
    """Yield other words by which a passage is found, split like texts."""
    if passage.isascii():
        yield from _join_parts(passage)
        return
    if _HAN.search(passage) and (simplified := simplify(passage)) != passage:
        runs = ((run[0], passage[run.start() : run.end()]) for run in _HAN_RUN.finditer(simplified))
        yield from (segment_text(run) for run, old in runs if run != old)
    if _UNTAKEN.search(passage):
        words = (word for word in _WORD.findall(passage) if len(word) <= _LONGEST)
        yield from (fold_word(word) for word in words if _UNTAKEN.search(word))
    yield from (stem for word in _ARABIC.findall(passage) if (stem := strip_article(word)) != word)
    yield from _join_parts(passage)


def list_pinyin(passage: str) -> Iterator[str]:
    """Yield the pinyin of each run of Chinese characters, from each character on, up to four syllables."""
    runs = _HAN_RUN.findall(passage)
    if not runs:
        return
    from pypinyin import Style, lazy_pinyin  # imported late, because it takes a fifth of a second

    for run in runs:
        syllables = [
            syllable for syllable in lazy_pinyin(run, style=Style.NORMAL, errors="ignore") if syllable.isascii()
        ]
        for start in range(len(syllables)):
            yield PINYIN + "".join(syllables[start : start + _SYLLABLES])


def strip_article(word: str) -> str:
    """Return an Arabic word without its article, if what remains is long enough."""
    article = next((prefix for prefix in ARABIC_ARTICLES if word.startswith(prefix)), "")
    return word[len(article) :] if len(word) - len(article) >= _SHORTEST_WORD else word


def _join_parts(passage: str) -> Iterator[str]:
    """Yield words with a hyphen or an elision, written as one: co-operation, high-speed."""
    if "-" in passage or "’" in passage or "'" in passage or "‐" in passage or "‑" in passage:
        for word in _PARTED.findall(passage):
            if GLUE in segment_text(word):
                yield re.sub("[-‐‑'’]", "", word)


@functools.cache
def _variants() -> Mapping[int, str]:
    """Return the simplified form of each traditional character that has one."""
    convert = opencc.OpenCC("t2s").convert
    letters = [chr(code) for first, last in HAN for code in range(first, last + 1)]
    forms = convert("\n".join(letters)).split("\n")
    pairs = zip(letters, forms, strict=True)
    return {ord(letter): form for letter, form in pairs if form != letter and len(form) == 1}
