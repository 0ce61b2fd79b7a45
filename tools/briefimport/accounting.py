"""The proof that nothing is lost: every word of an export comes back from what will be written.

A word is a run of letters and digits in NFC, without regard to case; in Chinese and Japanese, a sign. The brief is
read back by MyST's parser, the entries by the bibliography's reader and the front matter by YAML; what none of them
holds must have been set aside.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .legacy import LegacyBrief, unpack

# In Chinese and Japanese each sign counts, since nothing parts words; a number in a circle is no part of what follows.
_SIGN = "\u3040-\u30ff\u3400-\u9fff①-⒛❶-❿"
_WORD = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")

Words = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How the words of one export come out.

    Attributes:
        counts: How many were read, and how many of these are in each place; the places make up the whole, but for
            what is lost.
        lost: Words that were read and are nowhere.
        invented: Words of the text that the export does not have.
    """

    counts: Mapping[str, int]
    lost: Words
    invented: Words

    @property
    def balances(self) -> bool:
        """Whether nothing is lost and nothing invented."""
        return not self.lost and not self.invented


def take_account(*, read: Words, body: Words) -> Account:
    """The account of the words that were *read* and of those of the *body*; the others are lost for now."""
    left = read - body
    counts = {"read": read.total(), "body": read.total() - left.total()}
    return Account(counts=counts, lost=left, invented=body - read)


def continued(account: Account, **places: Words) -> Account:
    """*account* with the words of further places.

    A word that several places have counts in the first. There are such words: a year that two copies print in
    different ways, or a person whom the file names and no word of the text.
    """
    counts, left = dict(account.counts), account.lost
    for name, some in places.items():
        counts[name] = (left & some).total()
        left = left - some
    return replace(account, counts=counts, lost=left)


def words(*texts: str) -> Words:
    """The words of *texts*, counted."""
    found: Words = Counter()
    for text in filter(None, texts):
        folded = unicodedata.normalize("NFC", text).casefold()
        found.update((_ASCII_WORD if folded.isascii() else _WORD).findall(folded))
    return found


def mended(read: Words, joined: Iterable[tuple[str, str]]) -> Words:
    """*read* with the words that a line end had cut in two as one."""
    read = Counter(read)
    for left, right in joined:
        read.subtract(words(left, right))
        read.update(words(left + right))
    return +read


def words_read(brief: LegacyBrief) -> Words:
    """The words of an export and of the copies united with it; a word that several have counts once."""
    brief = unpack(brief)
    read = mended(words(brief.text), brief.joined)
    for copy in map(unpack, brief.copies):
        read |= mended(words(copy.text), copy.joined)
    return read
