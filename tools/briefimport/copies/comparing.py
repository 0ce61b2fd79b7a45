"""Whether two exports have one text, word by word, and where they differ.

Formats keep different things beside the running text: a footnote, a table, a caption that another copy leaves out; a
title that one copy prints as its first paragraph. Such words may stand in one copy alone, or elsewhere in the other. A
word that differs inside the text is a revision, however small: “38 agreements” and “40 agreements” are two texts.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from briefarchive.reading.sketch import split_words

from ..document import BlockKind
from ..legacy import LegacyBrief

_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟«»‹›「」『』《》〈〉*_]")
_BESIDE = frozenset({BlockKind.NOTE, BlockKind.FIGURE, BlockKind.TABLE})
# Two texts are aligned up to this many pairs of words, a bit of memory for each.
_ALIGNED = 1_000_000_000
_LONGEST = 60


@dataclass(frozen=True)
class WordsOfText:
    """The words of an export's text, made ready to be compared.

    Attributes:
        words: Those of all blocks, in order.
        flow: Those of the running text, without footnotes, captions and tables.
    """

    brief: LegacyBrief
    words: tuple[str, ...]
    flow: tuple[str, ...]

    @cached_property
    def outside(self) -> Counter[str]:
        """The words of the export, its page included, that stand in no running text."""
        return Counter(folded_words(self.brief.text)) - Counter(self.flow)

    @property
    def running(self) -> str:
        """The words of the running text alone."""
        return " ".join(self.flow)


def words_of_text(brief: LegacyBrief) -> WordsOfText:
    """The words of *brief* by block."""
    blocks = [(block.kind in _BESIDE, folded_words(block.text)) for block in brief.body]
    words = tuple(word for _, some in blocks for word in some)
    return WordsOfText(brief, words, tuple(word for is_beside, some in blocks if not is_beside for word in some))


def folded_words(text: str) -> list[str]:
    """The words of *text* in the form in which two prints of one word are the same."""
    return split_words(unicodedata.normalize("NFKC", text))


def folded_title(title: str) -> str:
    """The form in which two prints of one title are the same: no quotation marks, case or double spaces."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(_QUOTES.sub("", text).split()).rstrip(".,;: ")


def differences(one: WordsOfText, other: WordsOfText) -> str:
    """Where the texts differ, as “38” / “40”; nothing if they are one text."""
    if one.flow == other.flow:
        return ""
    if len(one.flow) * len(other.flow) > _ALIGNED:
        return "they differ in more than a few places"
    steps = Indel.editops(one.flow, other.flow)
    here = list(_left((one.flow[step.src_pos] for step in steps if step.tag == "delete"), other))
    there = list(_left((other.flow[step.dest_pos] for step in steps if step.tag == "insert"), one))
    # A line end may have cut a word in two.
    return "" if "".join(here) == "".join(there) else f"{_quoted(here)} / {_quoted(there)}"


def _left(words: Iterable[str], other: WordsOfText) -> Iterator[str]:
    """Those of *words* that the other copy has nowhere, and that are no marks of its footnotes."""
    outside = other.outside.copy()
    notes = sum(block.kind is BlockKind.NOTE for block in other.brief.body)
    for word in words:
        if outside[word] > 0:
            outside[word] -= 1
        elif not word.isdecimal() or int(word) > notes:
            yield word


def _quoted(words: list[str]) -> str:
    text = " ".join(words)
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST].rpartition(' ')[0] or text[:_LONGEST]}…"
    return f"“{text}”" if text else "nothing"
