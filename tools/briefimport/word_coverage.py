"""Proves that an import loses nothing: every word of an export can be read back from what will be written.

A word is a run of letters and digits in NFC, ignoring case; in Chinese and Japanese, a single character. The brief is
read back by the MyST parser, the entries by the bibliography reader and the front matter by YAML; words that appear in
none of them must have been skipped with a reason.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .legacy import LegacyBrief, unpack
from .words.patterns import CJK

# In Chinese and Japanese each sign counts, since nothing parts words; a number in a circle is no part of what follows.
_SIGN = f"{CJK}①-⒛❶-❿⁰¹²³⁴-⁹"
# The dot between names or before items is no letter, though Unicode has it among them.
_WORD = re.compile(rf"(?!・)[{_SIGN}]|[^\W_{_SIGN}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")

Words = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCoverage:
    """Where the words of an export end up.

    Attributes:
        counts: The number of words read, and how many of them are in each place. The places add up to the words read,
            apart from those that are lost.
        lost: Words that were read and appear nowhere.
        invented: Words of the brief's text that the export does not contain.
    """

    counts: Mapping[str, int]
    lost: Words
    invented: Words

    @property
    def is_complete(self) -> bool:
        """Whether no word is lost or invented."""
        return not self.lost and not self.invented


def measure_coverage(*, read: Words, body: Words) -> WordCoverage:
    """Compare the words that were *read* with those of the *body*; all others count as lost until they are found."""
    missing_words = read - body
    counts = {"read": read.total(), "body": read.total() - missing_words.total()}
    return WordCoverage(counts=counts, lost=missing_words, invented=body - read)


def add_places(coverage: WordCoverage, **places: Words) -> WordCoverage:
    """Return *coverage* with the words of further places.

    A word that is in several places counts for the first. This happens: two copies may print a year in different ways,
    and a person may be named by the file but not in the text.
    """
    counts, missing_words = dict(coverage.counts), coverage.lost
    for name, words in places.items():
        counts[name] = (missing_words & words).total()
        missing_words = missing_words - words
    return replace(coverage, counts=counts, lost=missing_words)


def count_words(*texts: str) -> Words:
    """Count the words of *texts*."""
    words: Words = Counter()
    for text in filter(None, texts):
        folded = unicodedata.normalize("NFC", text).casefold()
        words.update((_ASCII_WORD if folded.isascii() else _WORD).findall(folded))
    return words


def join_words(read: Words, joined_pairs: Iterable[tuple[str, str]]) -> Words:
    """Return *read* with the words that were split at line ends joined."""
    read = Counter(read)
    for left, right in joined_pairs:
        read.subtract(count_words(left, right))
        read.update(count_words(left + right))
    return +read


def count_words_read(brief: LegacyBrief) -> Words:
    """Count the words of an export and of the copies merged into it; a word that several have counts once."""
    brief = unpack(brief)
    read = join_words(count_words(brief.text), brief.joined)
    for copy in map(unpack, brief.copies):
        read |= join_words(count_words(copy.text), copy.joined)
    return read
