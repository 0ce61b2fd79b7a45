"""Makes placeholder titles for briefs without a title from their first sentences."""

import re
from collections.abc import Sequence

from briefarchive.facets.report import PLACEHOLDER

_MAX_LENGTH = 70
_MIN_SENTENCE = 24
_END = re.compile(r"[.!?]+[”\"’')]*(?=\s|$)|[。！？][”’」』）]*")
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sen|Rep|Gov|Pres|Hon|St|Mt|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|"
    r"etc|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N|a\.m|p\.m|e\.g|i\.e))\.$"
)
# Without ‘’, since the closing mark is also an apostrophe.
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"), ("(", ")"), ("（", "）"), ("[", "]"))


def make_placeholder(sentence: str) -> str:
    """Return a title made from *sentence*: cut between words, without unbalanced marks."""
    if len(sentence) > _MAX_LENGTH:
        cut = sentence[:_MAX_LENGTH]
        sentence = (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-(") + "…"
    return " ".join(f"{PLACEHOLDER}{_remove_unbalanced(sentence).rstrip('.。')}".split())


def find_first_sentence(paragraphs: Sequence[str]) -> tuple[str, str]:
    """Return the first sentence of a text that is not too short, and its first paragraph."""
    paragraph = next(paragraph for paragraph in paragraphs if paragraph.strip())
    for end in _END.finditer(paragraph):
        ended = paragraph[: end.end()].strip()
        if len(ended) >= _MIN_SENTENCE and not (end.end() < len(paragraph) and _ABBREVIATION.search(ended)):
            return ended, paragraph
    return paragraph.strip(), paragraph


def _remove_unbalanced(text: str) -> str:
    """Remove quotation marks and brackets that have no partner in *text*."""
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing) and not (opening == "“" and "„" in text):
            text = text.replace(opening, "").replace(closing, "")
    return text.replace('"', "") if text.count('"') % 2 else text
