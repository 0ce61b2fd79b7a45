"""Visible titles for briefs that have none, made of their first sentences."""

import re
from collections.abc import Sequence

from briefarchive.checking.metadata import PlaceholderTitle

_WIDTH = 70
_SHORTEST = 24
_END = re.compile(r"[.!?]+[”\"’')]*(?=\s|$)|[。！？][”’」』）]*")
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sen|Rep|Gov|Pres|Hon|St|Mt|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|"
    r"etc|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N|a\.m|p\.m|e\.g|i\.e))\.$"
)
# Not ‘’, whose closing mark is an apostrophe as well.
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"), ("(", ")"), ("（", "）"), ("[", "]"))


def placeholder(sentence: str) -> str:
    """The title made of *sentence*: cut at a word, without marks that are not closed."""
    if len(sentence) > _WIDTH:
        cut = sentence[:_WIDTH]
        sentence = (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-(") + "…"
    return " ".join(f"{PlaceholderTitle.PREFIX}{_balanced(sentence).rstrip('.。')}".split())


def first_sentence(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The first sentence of a text, which a short one does not end, and its first paragraph."""
    paragraph = next(paragraph for paragraph in paragraphs if paragraph.strip())
    for end in _END.finditer(paragraph):
        ended = paragraph[: end.end()].strip()
        if len(ended) >= _SHORTEST and not (end.end() < len(paragraph) and _ABBREVIATION.search(ended)):
            return ended, paragraph
    return paragraph.strip(), paragraph


def _balanced(text: str) -> str:
    """*text* without quotation marks and brackets that have no partner in it."""
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing) and not (opening == "“" and "„" in text):
            text = text.replace(opening, "").replace(closing, "")
    return text.replace('"', "") if text.count('"') % 2 else text
