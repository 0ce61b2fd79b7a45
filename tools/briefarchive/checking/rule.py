"""The form of a rule that looks at an archive as a whole."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule
from ..model import Archive


class ArchiveRule(Rule, ABC):
    """A rule that is checked against the archive. Readers report what a single file can tell by itself."""

    @classmethod
    @abstractmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        """Every breach of the rule."""
