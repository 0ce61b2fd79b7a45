"""Finds many names in a text in one pass over its words."""

import functools
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from briefarchive.reading.languages import HAN
from briefarchive.search.segmentation import simplify

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
# The weights of a name in the title and in the first paragraph.
IN_TITLE = 3.0
IN_FIRST = 2.0
# The weight at which a suggestion is as likely right as wrong.
_EVEN_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name in a text: its value, its form in the vocabulary and in the text, and its position.

    *part* is 0 in the title, 1 in the first paragraph and 2 in the others.
    """

    value: str
    name: str
    place: int
    text: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggested value for a front matter field, with its reason and a confidence from 0 to 1."""

    value: str
    because: str
    confidence: float = 1.0


class Phrases:
    """Names of one or more words; at each position of a text, the longest name counts.

    Chinese characters are the same as their variants: “祕魯” is “秘魯” and “秘鲁”.
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = functools.lru_cache(10_000)(lambda word: fold(word.translate(_APOSTROPHES)))
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self._han: dict[str, str] = {}
        self._simplified: dict[str, str] = {}
        self._han_pattern: re.Pattern[str] | None = None

    def add(self, name: str, value: str) -> None:
        """Add *name* with its *value*; an empty value hides shorter names inside this one."""
        if HAN.search(name):
            if len(name) >= 2:
                self._han.setdefault(name, value)
                self._simplified.setdefault(simplify(name), name)
                self._han_pattern = None
            return
        words = tuple(self._fold(word) for word in split_words(name))
        entries = self._by_first[words[0]] if words else []
        if words and all(known_words != words for known_words, _, _ in entries):
            entries.append((words, name, value))
            entries.sort(key=lambda item: -len(item[0]))

    def find(self, text: str) -> list[Hit]:
        """Find all names in *text* from left to right, without those inside a longer name."""
        text = unicodedata.normalize("NFC", text)
        words = list(_WORD.finditer(text)) if self._by_first else []
        folded = [self._fold(match[0]) for match in words]
        hits: list[Hit] = []
        index = 0
        while index < len(folded):
            step = 1
            for phrase, name, value in self._by_first.get(folded[index], ()):
                if tuple(folded[index : index + len(phrase)]) == phrase:
                    step = len(phrase)
                    if value:
                        start, end = words[index].start(), words[index + step - 1].end()
                        hits.append(Hit(value=value, name=name, place=start, text=text[start:end]))
                    break
            index += step
        return hits + self._find_han(text)

    def _find_han(self, text: str) -> list[Hit]:
        if not HAN.search(text) or not self._han:
            return []
        if self._han_pattern is None:
            names = sorted(self._simplified, key=len, reverse=True)
            self._han_pattern = re.compile("|".join(map(re.escape, names)))
        hits = []
        for match in self._han_pattern.finditer(simplify(text)):
            printed = text[match.start() : match.end()]
            name = printed if printed in self._han else self._simplified[match[0]]
            if value := self._han[name]:
                hits.append(Hit(value=value, name=name, place=match.start(), text=printed))
        return hits


def split_words(text: str) -> list[str]:
    """Return the words of *text* as `Phrases` sees them."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def explain_hits(hits: Iterable[Hit]) -> str:
    """Return the reason for a suggestion, for the report: “Russia ×9, Moscow ×3”."""
    counts = Counter(hit.name for hit in hits)
    return ", ".join(f"{name} ×{count}" for name, count in counts.most_common())


def weigh_hits(
    title: str, paragraphs: Sequence[str], phrases: Phrases, weigh: Callable[[Hit], float]
) -> tuple[dict[str, float], dict[str, list[Hit]]]:
    """Return the weight and hits of each value: a name in the title counts triple, in the first paragraph double."""
    scores: dict[str, float] = defaultdict(float)
    hits: dict[str, list[Hit]] = defaultdict(list)
    factors = (IN_TITLE, IN_FIRST, 1.0)
    for part, (factor, text) in enumerate(zip(factors, split_parts(title, paragraphs), strict=True)):
        for hit in phrases.find(text):
            scores[hit.value] += factor * weigh(hit)
            hits[hit.value].append(replace(hit, part=part))
    return scores, hits


def split_parts(title: str, paragraphs: Sequence[str]) -> tuple[str, str, str]:
    """Return the title, the first paragraph, and the others as one text; positions of hits refer to these parts."""
    return title, "".join(paragraphs[:1]), "\n".join(paragraphs[1:])


def rate_confidence(score: float) -> float:
    """Return the confidence in a suggestion with this weight, from 0 to 1; never 1, which only a person can give."""
    return round(min(0.99, 1 - math.exp2(-score / _EVEN_WEIGHT)), 2)
