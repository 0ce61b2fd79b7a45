"""The forms of rules: one looks at an archive as a whole, one at a text, one at each passage of a text by itself."""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule
from ..model import Archive
from ..reading.markdown.text import Passage, Text, TextRule

_MOST = 1_000
"""When so many of a passage are mended, the others are told."""


class ArchiveRule(Rule, ABC):
    """A rule that is checked against the archive. Readers report what a single file can tell by itself."""

    @classmethod
    @abstractmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        """Every breach of the rule."""


class PassageRule(TextRule):
    """A rule that judges each passage of a text by itself: a paragraph, a heading, a cell, a title or a summary."""

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        """Every breach of the rule in a text."""
        for passage in text.passages:
            for one in itertools.islice(cls.check_passage(passage), _MOST):
                passage.told.add(cls.code)
                yield one

    @classmethod
    @abstractmethod
    def check_passage(cls, passage: Passage) -> Iterator[Diagnostic]:
        """Every breach of the rule in a passage."""
