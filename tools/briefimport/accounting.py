"""The proof that nothing is lost: every word of an export comes back from what will be written.

A word is a run of letters and digits in NFC, without regard to case; in Chinese and Japanese, a sign. The brief is
read back by MyST's parser, the entries by the bibliography's reader and the front matter by YAML; what none of them
holds must have been set aside.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# In Chinese and Japanese each sign counts, since nothing parts words; a number in a circle is no part of what follows.
_SIGN = "\u3040-\u30ff\u3400-\u9fff①-⒛❶-❿"
_WORD = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")

Words = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The words of one export, and where they are now."""

    read: Words
    body: Words
    sources: Words
    front_matter: Words
    set_aside: Words

    @property
    def lost(self) -> Words:
        """Words that were read and are nowhere."""
        return self.read - (self.body + self.sources + self.front_matter + self.set_aside)

    @property
    def invented(self) -> Words:
        """Words of the text that the export does not have."""
        return self.body - self.read

    @property
    def balances(self) -> bool:
        """Whether nothing is lost and nothing invented."""
        return not self.lost and not self.invented

    def counts(self) -> dict[str, int]:
        """How many words there are, by place."""
        return {name: getattr(self, name).total() for name in ("read", "body", "sources", "front_matter", "set_aside")}


def words(*texts: str) -> Words:
    """The words of *texts*, counted."""
    found: Words = Counter()
    for text in texts:
        found.update(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))
    return found


def mended(read: Words, joined: Iterable[tuple[str, str]]) -> Words:
    """*read* with the words that a line end had cut in two as one."""
    read = Counter(read)
    for left, right in joined:
        read.subtract(words(left, right))
        read.update(words(left + right))
    return +read
