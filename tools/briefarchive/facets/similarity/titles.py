"""The similarity of titles: numbers must be equal; a word may be misspelt but not replaced."""

import functools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ...model.slugs import remove_accents

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_NUMBER = "〇零一二三四五六七八九十百千万萬亿億上中下"
_ROMAN = re.compile(r"(?=[IVXL])X{0,4}(?:IX|IV|V?I{0,3})|X?L?X{0,3}(?:IX|IV|V?I{0,3})")
# Words that distinguish one issue of a series from the next, as figures do.
_COUNTING_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth seventh "
    "eighth ninth tenth january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer "
    "autumn fall winter quarter half morning evening weekly daily monthly annual north south east west"
)
_COUNTING = frozenset(_COUNTING_WORDS.split())
_SMALL = frozenset(("a", "an", "the", "of", "on", "in", "to", "for", "and", "at", "by", "with", "s"))
NEAR = 88
"""The least similarity of two titles of one text."""
_MISSPELT = 5
"""The letters that a word needs to count as misspelt: shorter words are too often different words."""


@dataclass(frozen=True, slots=True)
class FoldedTitle:
    """The words of a title, without case, punctuation and accents; in Chinese, each character is a word."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    han: bool

    @property
    def is_specific(self) -> bool:
        """Whether it has enough words to identify a text: “Editorial” has not."""
        return len(self.words) >= (6 if self.han else 4) or len(self.text) >= 30

    @property
    def is_long(self) -> bool:
        """Whether two texts are unlikely to share it."""
        return len(self.words) >= (10 if self.han else 6)


def fold_title(title: str) -> FoldedTitle:
    """Return the form of a title for comparison."""
    folded = unicodedata.normalize("NFKC", title)
    han = bool(_HAN.search(folded))
    numbers = [word for word in _WORD.findall(folded) if _is_number_word(word)]
    if not folded.isascii():
        folded = remove_accents(folded)
    words = _WORD.findall(folded.casefold())
    if han:
        words = [part for word in words for part in (word if _HAN.search(word) else (word,))]
        numbers += [sign for sign in folded if sign in _HAN_NUMBER]
    return FoldedTitle(" ".join(words), tuple(words), tuple(number.casefold() for number in numbers), han)


def title_similarity(left: FoldedTitle, right: FoldedTitle) -> int:
    """Return a similarity from 0 to 100; below `NEAR`, two titles belong to two texts."""
    if not left.text or not right.text:
        return 0
    if left.text == right.text:
        return 100
    if left.numbers != right.numbers or left.han or right.han:
        return 0
    if left.text.replace(" ", "") == right.text.replace(" ", ""):
        return 99
    ratio = int(fuzz.ratio(left.text, right.text, score_cutoff=NEAR))
    return ratio if ratio and have_same_words(left, right) else 0


# Most titles consist of the same few words.
@functools.lru_cache(maxsize=16_384)
def _is_number_word(word: str) -> bool:
    return any(sign.isdigit() for sign in word) or word.casefold() in _COUNTING or bool(_ROMAN.fullmatch(word))


def have_same_words(left: FoldedTitle, right: FoldedTitle) -> bool:
    """Whether the words in which they differ are short function words, or misspelt."""
    words, other_words = Counter(left.words), Counter(right.words)
    only_first = [word for word in (words - other_words).elements() if word not in _SMALL]
    only_second = [word for word in (other_words - words).elements() if word not in _SMALL]
    if len(only_first) != len(only_second) or len(only_first) > 2:
        return False
    return all(
        len(word) >= _MISSPELT and OSA.distance(word, match, score_cutoff=1) <= 1
        for word, match in zip(sorted(only_first), sorted(only_second), strict=True)
    )
