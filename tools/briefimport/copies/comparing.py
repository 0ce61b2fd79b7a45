"""Compares two exports word by word, and finds where they differ.

Formats keep different things beside the running text: one copy has a footnote, a table or a caption that another
leaves out, or prints its title as the first paragraph. Such whole blocks may be in one copy only. A different word
within the text makes a revision, however small: “38 agreements” and “40 agreements” are two texts.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from briefarchive.reading.sketch import split_words

from ..document import BlockKind
from ..legacy import LegacyBrief, unpack

_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟«»‹›「」『』《》〈〉*_]")
BESIDE = frozenset({BlockKind.NOTE, BlockKind.FIGURE, BlockKind.TABLE})
"""Blocks beside the running text, which one copy may have and another lack."""
# The words between the equal beginnings and the equal ends of two texts are aligned up to this many pairs.
_MAX_ALIGNED = 4_000_000
_MAX_QUOTED = 60
MAX_SHOWN = 5
"""So many differences between two texts are told."""


@dataclass(frozen=True)
class TextWords:
    """The words of a text, prepared for comparison.

    Attributes:
        words: The words of all blocks, in order.
        starts: The positions at which blocks begin, and the end.
        side_positions: The positions of words in footnotes, captions and tables.
    """

    brief: LegacyBrief
    words: tuple[str, ...]
    starts: frozenset[int]
    side_positions: frozenset[int]

    @cached_property
    def everything(self) -> str:
        """All words of the export, including those outside the article, separated and enclosed by spaces."""
        return f" {' '.join(fold_words(self.brief.text))} "

    @cached_property
    def notes(self) -> int:
        """The number of footnotes."""
        return sum(block.kind is BlockKind.NOTE for block in self.brief.body)

    @property
    def running(self) -> str:
        """The words of the running text, without footnotes, captions and tables."""
        return " ".join(word for place, word in enumerate(self.words) if place not in self.side_positions)


def read_words(brief: LegacyBrief) -> TextWords:
    """Return the words of *brief*, with the positions of its blocks."""
    brief = unpack(brief)
    words: list[str] = []
    starts: set[int] = set()
    side_positions: set[int] = set()
    for block in brief.body:
        starts.add(len(words))
        words += fold_words(block.text)
        if block.kind in BESIDE:
            side_positions.update(range(max(starts), len(words)))
    return TextWords(brief, tuple(words), frozenset({*starts, len(words)}), frozenset(side_positions))


def fold_words(text: str) -> list[str]:
    """Return the words of *text*, normalized so that two copies of a word are equal."""
    return split_words(unicodedata.normalize("NFKC", text))


def normalize_title(title: str) -> str:
    """Normalize *title*: without quotation marks, final punctuation and repeated spaces, and in lower case."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(_QUOTES.sub("", text).split()).rstrip(".,;: ")


def find_differences(left: TextWords, right: TextWords, most: int = MAX_SHOWN) -> tuple[str, ...]:
    """Return the first *most* differences between two texts, such as “38” / “40”; nothing if they are the same."""
    start, ends = _find_equal_ends(left.words, right.words)
    left_words, right_words = left.words[start : ends[0]], right.words[start : ends[1]]
    if len(left_words) * len(right_words) > _MAX_ALIGNED:
        return ("they differ in more than a few places",)
    steps = (step for step in Indel.opcodes(left_words, right_words) if step.tag != "equal")
    places = (
        (start + step.src_start, start + step.src_end, start + step.dest_start, start + step.dest_end) for step in steps
    )
    described = (
        _describe(left, right, place) for place in _join_steps(places) if not _is_format_difference(left, right, place)
    )
    return tuple(itertools.islice(described, most))


_Place = tuple[int, int, int, int]


def _find_equal_ends(left: Sequence[str], right: Sequence[str]) -> tuple[int, tuple[int, int]]:
    """Return the position at which the texts begin to differ, and those from which each is the same to its end."""
    shorter = min(len(left), len(right))
    start = next((place for place in range(shorter) if left[place] != right[place]), shorter)
    back = next((place for place in range(shorter - start) if left[-1 - place] != right[-1 - place]), shorter - start)
    return start, (len(left) - back, len(right) - back)


def _join_steps(steps: Iterable[_Place]) -> Iterator[_Place]:
    """Join consecutive steps: a deletion and the insertion at the same place are a replacement."""
    last: _Place | None = None
    for step in steps:
        if last and (last[1], last[3]) == (step[0], step[2]):
            last = (last[0], step[1], last[2], step[3])
        else:
            if last:
                yield last
            last = step
    if last:
        yield last


def _is_format_difference(left: TextWords, right: TextWords, place: _Place) -> bool:
    """Return whether a difference comes from the formats and not from the texts."""
    left_words, right_words = left.words[place[0] : place[1]], right.words[place[2] : place[3]]
    if left_words and right_words:
        # A word that was split at the end of a line.
        return "".join(left_words) == "".join(right_words)
    if left_words:
        return _stands_apart(left, right, place[0], place[1])
    return _stands_apart(right, left, place[2], place[3])


def _stands_apart(having: TextWords, lacking: TextWords, start: int, end: int) -> bool:
    """Return whether words that only one copy has are whole blocks beside its text, or occur elsewhere in the other."""
    words = having.words
    if end - start == 1 and words[start].isdecimal() and int(words[start]) <= lacking.notes:
        return True  # the mark of a footnote, which is markup in the other copy
    for first, last in _slide(words, start, end):
        if first in having.starts and last in having.starts:
            if all(place in having.side_positions for place in range(first, last)):
                return True
            return f" {' '.join(words[first:last])} " in lacking.everything
    return False


def _slide(words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges that can be deleted with the same result: from “a b a”, either “a b” or “b a”."""
    first, last = start, end
    while first > 0 and words[first - 1] == words[last - 1] and start - first <= end - start:
        first, last = first - 1, last - 1
    yield first, last
    while last < len(words) and words[first] == words[last] and first - start <= end - start:
        first, last = first + 1, last + 1
        yield first, last


def _describe(left: TextWords, right: TextWords, place: _Place) -> str:
    left_text, right_text = " ".join(left.words[place[0] : place[1]]), " ".join(right.words[place[2] : place[3]])
    return f"{_quote(left_text)} / {_quote(right_text)}"


def _quote(text: str) -> str:
    if not text:
        return "nothing"
    return (
        f"“{text}”" if len(text) <= _MAX_QUOTED else f"“{text[:_MAX_QUOTED].rpartition(' ')[0] or text[:_MAX_QUOTED]}…”"
    )
