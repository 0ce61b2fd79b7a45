"""Other spellings of the words of a passage: what one may type to find it, and what is not written in it."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

import opencc

from .characters import ARABIC_ARTICLES, GLUE, HAN, LETTERS, PINYIN, within
from .segmentation import folded, segmented

_HAN = re.compile(f"[{within(HAN)}]")
_HAN_RUN = re.compile(f"[{within(HAN)}]+")
# Not by IGNORECASE: the small letter of I would be any i.
_UNTAKEN = re.compile(f"[{''.join(LETTERS)}{''.join(LETTERS).upper().replace('SS', 'ẞ').replace('I', '')}]")
_WORD = re.compile(r"\w+")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]{3,}")
# Whole words, which are never given back: else each letter of a long one would be tried as the first.
_PARTED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-‐‑'’][^\W\d_]++)++")
_SYLLABLES = 4
_SHORTEST_WORD = 3
_LONGEST = 60
"""A longer word is a run of letters without blanks, which nobody types otherwise."""


def simplified(text: str) -> str:
    """*text* with simplified characters for traditional ones, each by itself."""
    return text.translate(_variants()) if _HAN.search(text) else text


def find_variants(characters: Iterable[str]) -> Mapping[str, str]:
    """Traditional characters whose simplified form is among *characters*: more a query need not change."""
    known = {ord(character) for character in characters}
    return {chr(one): other for one, other in _variants().items() if ord(other) in known or one in known}


def spellings(passage: str) -> Iterator[str]:
    """Words, cut as texts are, by which a passage is found beside its own."""
    if passage.isascii():
        yield from _joined(passage)
        return
    if _HAN.search(passage) and (other := simplified(passage)) != passage:
        runs = ((run[0], passage[run.start() : run.end()]) for run in _HAN_RUN.finditer(other))
        yield from (segmented(run) for run, old in runs if run != old)
    if _UNTAKEN.search(passage):
        yield from (folded(word) for word in _WORD.findall(passage) if len(word) <= _LONGEST and _UNTAKEN.search(word))
    yield from (stem for word in _ARABIC.findall(passage) if (stem := without_article(word)) != word)
    yield from _joined(passage)


def pinyin(passage: str) -> Iterator[str]:
    """The sound of each run of Han characters, from each character on, up to four syllables."""
    runs = _HAN_RUN.findall(passage)
    if not runs:
        return
    from pypinyin import Style, lazy_pinyin  # here, since it takes a fifth of a second

    for run in runs:
        syllables = [one for one in lazy_pinyin(run, style=Style.NORMAL, errors="ignore") if one.isascii()]
        for start in range(len(syllables)):
            yield PINYIN + "".join(syllables[start : start + _SYLLABLES])


def without_article(word: str) -> str:
    """An Arabic word without its article, as long as a word is left."""
    article = next((one for one in ARABIC_ARTICLES if word.startswith(one)), "")
    return word[len(article) :] if len(word) - len(article) >= _SHORTEST_WORD else word


def _joined(passage: str) -> Iterator[str]:
    """Words with a hyphen or an elision within them, written as one: co-operation, high-speed."""
    if "-" in passage or "’" in passage or "'" in passage or "‐" in passage or "‑" in passage:
        for word in _PARTED.findall(passage):
            if GLUE in segmented(word):
                yield re.sub("[-‐‑'’]", "", word)


@functools.cache
def _variants() -> Mapping[int, str]:
    """The simplified form of each traditional character that has another one."""
    convert = opencc.OpenCC("t2s").convert
    letters = [chr(code) for first, last in HAN for code in range(first, last + 1)]
    forms = convert("\n".join(letters)).split("\n")
    pairs = zip(letters, forms, strict=True)
    return {ord(letter): form for letter, form in pairs if form != letter and len(form) == 1}
