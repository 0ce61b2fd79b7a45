"""Joins words that line ends divide, and keeps the hyphens that belong to their words."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from ...languages import detect_language
from ...words import phrases_by_language
from .wrapping import Element

_COMPOUND = re.compile(r"\W*(?P<left>[^\W\d_]{2,})-(?P<right>[^\W\d_]+)(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Both words of “chino-cubano” are longer.
_LONGEST_SYLLABLE = 3


def join_divided_words(elements: Sequence[Element]) -> list[Element]:
    """Return *elements* without the hyphens of line ends that only divide words; words in doubt are `hyphenated`."""
    hyphenated = Counter(word for element in elements for words in element.hyphenated for word in _find_words(words))
    if not hyphenated:
        return list(elements)
    words = Counter(word for element in elements for word in _find_words(element.text)) - hyphenated
    return [_join_words(element, words.keys()) for element in elements]


def _find_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _join_words(element: Element, words: Set[str]) -> Element:
    text, joined, doubtful = element.text, element.joined, list[str]()
    for hyphenated in element.hyphenated:
        compound = _COMPOUND.match(hyphenated)
        if compound is None or (is_divided := _is_divided(compound, words, element.text)) is False:
            continue
        if is_divided is None:
            doubtful.append(f"{compound['left']}-{compound['right']}")
            continue
        text = text.replace(hyphenated, hyphenated.replace("-", "", 1), 1)
        joined += ((compound["left"], compound["right"]),)
    return replace(element, text=text, joined=joined, hyphenated=tuple(doubtful))


def _is_divided(compound: re.Match[str], words: Set[str], text: str) -> bool | None:
    """Return whether a hyphen only divides a word of *text*; None if nothing shows it.

    The *words* of all texts show how it is written elsewhere; else its parts and its language do.
    """
    left, right = compound["left"].casefold(), compound["right"]
    if compound["left"].isupper() or not right[0].islower() or f"{left}-{right}" in words:
        return False
    if f"{left}{right}" in words:
        return True
    language = detect_language(text)
    if right in phrases_by_language("divided", "endings").get(language, ()):
        return True
    prefixes = phrases_by_language("divided", "prefixes").get(language)
    is_compound = prefixes is None or {left, right} <= words
    is_adjective = left.endswith("o") and len(left) > _LONGEST_SYLLABLE
    may_be_first = left in (prefixes or ()) or is_adjective
    return None if is_compound or (may_be_first and len(right) > _LONGEST_SYLLABLE) else True
