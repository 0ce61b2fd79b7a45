"""Finding many names in a text in one pass over its words."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
# How much a name in the title counts.
IN_TITLE = 3.0
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name that was found: what it stands for, and how it was written."""

    value: str
    name: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A value for a field of the front matter, and why."""

    value: str
    because: str


class Phrases:
    """Names of one or more words; at each place of a text the longest one counts."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self._han: dict[str, str] = {}

    def add(self, name: str, value: str) -> None:
        """Let *name* stand for *value*; an empty value hides the name from shorter ones."""
        if _HAN.search(name):
            if len(name) >= 2:
                self._han.setdefault(name, value)
            return
        words = tuple(self._fold(word) for word in words_of(name))
        known = self._by_first[words[0]] if words else []
        if words and all(other != words for other, _, _ in known):
            known.append((words, name, value))
            known.sort(key=lambda item: -len(item[0]))

    def find(self, text: str) -> list[Hit]:
        """Every name in *text*, from left to right; those inside a longer one do not count."""
        words = [(self._fold(match[0]), match.start()) for match in _WORD.finditer(unicodedata.normalize("NFC", text))]
        folded = [word for word, _ in words]
        hits: list[Hit] = []
        index = 0
        while index < len(folded):
            step = 1
            for phrase, name, value in self._by_first.get(folded[index], ()):
                if tuple(folded[index : index + len(phrase)]) == phrase:
                    step = len(phrase)
                    if value:
                        hits.append(Hit(value=value, name=name, place=words[index][1]))
                    break
            index += step
        return hits + self._find_han(text)

    def _find_han(self, text: str) -> list[Hit]:
        if not _HAN.search(text) or not self._han:
            return []
        names = sorted(self._han, key=len, reverse=True)
        pattern = "|".join(map(re.escape, names))
        found = re.finditer(pattern, text)
        return [
            Hit(value=self._han[match[0]], name=match[0], place=match.start()) for match in found if self._han[match[0]]
        ]


def words_of(text: str) -> list[str]:
    """The words of *text* as `Phrases` sees them."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def because(hits: Iterable[Hit]) -> str:
    """Why a value is suggested, for the report: “Russia ×9, Moscow ×3”."""
    counts = Counter(hit.name for hit in hits)
    return ", ".join(f"{name} ×{count}" for name, count in counts.most_common())


def weighed(
    title: str, paragraphs: Sequence[str], phrases: Phrases, weigh: Callable[[Hit], float]
) -> tuple[dict[str, float], dict[str, list[Hit]]]:
    """The weight of each value and its hits: a name in the title counts threefold, in the first paragraph twofold."""
    scores: dict[str, float] = defaultdict(float)
    hits: dict[str, list[Hit]] = defaultdict(list)
    for factor, text in ((IN_TITLE, title), (2.0, "".join(paragraphs[:1])), (1.0, "\n".join(paragraphs[1:]))):
        for hit in phrases.find(text):
            scores[hit.value] += factor * weigh(hit)
            hits[hit.value].append(hit)
    return scores, hits
