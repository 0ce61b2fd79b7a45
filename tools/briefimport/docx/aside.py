"""What is taken out of a Word file on its way, and what is said about it."""

from dataclasses import dataclass, field

from ..document import SetAside
from ..text.lines import plain
from .markup import Node, removed
from .words import line_of


@dataclass(slots=True)
class Aside:
    """Collects words that do not belong into the brief, and what had to be decided.

    Attributes:
        words: The words, in the order in which they were found.
        inserted: How many passages were inserted with tracked changes.
        deleted: How many were deleted.
        authors: Names that stand in lines for them.
        notes: What has another look in the brief than in the file, each once.
    """

    words: list[SetAside] = field(default_factory=list)
    inserted: int = 0
    deleted: int = 0
    authors: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def take(self, node: Node, reason: str) -> None:
        """Take *node* out of its tree, and keep its words."""
        self.say(line_of(node), reason)
        removed(node)

    def say(self, text: str, reason: str) -> None:
        """Keep words that stand in no tree any more."""
        words = " ".join(plain(text).split())
        if words:
            self.words.append(SetAside(line=0, text=words, reason=reason))

    def note(self, text: str) -> None:
        """Say that something looks otherwise now."""
        self.notes[text] = None
