"""Visible titles for briefs that have none: the first sentence that no other brief opens with."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefarchive.checking.metadata import PlaceholderTitle

from ..legacy import LegacyBrief

_WIDTH = 70
_SHORTEST = 24
# A brief that has only what others say too is not searched to its end.
_LOOKED_AT = 8
_END = re.compile(r"[.!?]+[”\"’')]*(?=\s|$)|[。！？][”’」』）]*")
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sen|Rep|Gov|Pres|Hon|St|Mt|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|"
    r"etc|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N|a\.m|p\.m|e\.g|i\.e))\.$"
)
# Not ‘’, whose closing mark is an apostrophe as well.
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"), ("(", ")"), ("（", "）"), ("[", "]"))


class Openings:
    """The placeholders that the first sentences of a run's briefs would give, and those that the archive has."""

    def __init__(self, briefs: Iterable[LegacyBrief], titles: Iterable[str]) -> None:
        self._used = {title for title in titles if title.startswith(PlaceholderTitle.PREFIX)}
        self._counts = Counter(
            title
            for brief in briefs
            for title in {placeholder(sentence) for sentence, _ in _first_sentences(brief.paragraphs)}
        )

    def own(self, paragraphs: Sequence[str]) -> tuple[str, str]:
        """The first sentence that is this brief's own, and the text from there on; the very first if none is."""
        sentences = list(_first_sentences(paragraphs))
        for sentence, text in sentences:
            title = placeholder(sentence)
            if self._counts[title] <= 1 and title not in self._used:
                return sentence, text
        return sentences[0]


def placeholder(sentence: str) -> str:
    """The title made of *sentence*: cut at a word, without marks that are not closed."""
    if len(sentence) > _WIDTH:
        cut = sentence[:_WIDTH]
        sentence = (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-(") + "…"
    return " ".join(f"{PlaceholderTitle.PREFIX}{_balanced(sentence).rstrip('.。')}".split())


def _first_sentences(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The first sentences of a text, each with the rest of its paragraph from there on."""
    found = ((sentence, paragraph[start:]) for paragraph in paragraphs for start, sentence in _sentences(paragraph))
    yield from (pair for pair, _ in zip(found, range(_LOOKED_AT), strict=False))


def _sentences(paragraph: str) -> Iterator[tuple[int, str]]:
    """Where the sentences of *paragraph* start, and their words; a short one belongs to the next."""
    start = 0
    for end in _END.finditer(paragraph):
        ended = paragraph[start : end.end()].rstrip()
        if len(ended) < _SHORTEST or (end.end() < len(paragraph) and _ABBREVIATION.search(ended)):
            continue
        yield start, ended.lstrip()
        start = end.end()
    if rest := paragraph[start:].strip():
        yield start, rest


def _balanced(text: str) -> str:
    """*text* without quotation marks and brackets that have no partner in it."""
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing) and not (opening == "“" and "„" in text):
            text = text.replace(opening, "").replace(closing, "")
    return text.replace('"', "") if text.count('"') % 2 else text
