"""The blocks of a BibTeX file as written: entries, whose fields have places, definitions and comments."""

import re
from dataclasses import dataclass
from enum import Enum

from ..diagnostics import Diagnostic, Span
from .grammar import ValuePart

_COMMENT = re.compile(r"%[^\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawField:
    """A value as written, with macros expanded, and its place without the delimiters.

    Attributes:
        name_start: Offset of the field's name.
        parts: The parts joined by `#`.
    """

    value: str
    span: Span
    name_start: int
    parts: list[ValuePart]

    @property
    def extent(self) -> tuple[int, int]:
        """Start and end offset of the value without the delimiters."""
        return self.parts[0].start, self.parts[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as written: type and field names in lower case, values still in LaTeX.

    Attributes:
        span: The place of the key.
        extent: Start and end offset of the entry, from its @ to after its last brace.
        unread: Diagnostics for the fields left out because they are too long or repeated.
    """

    type: str
    key: str
    span: Span
    fields: dict[str, RawField]
    extent: tuple[int, int]
    unread: tuple[Diagnostic, ...] = ()

    def comments(self, text: str) -> list[str]:
        """Return the comments between its fields, given the *text* of the file."""
        comments, at = [], self.extent[0]
        for part in sorted(part for field in self.fields.values() for part in field.parts):
            comments += _COMMENT.findall(text, at, part.start)
            at = part.end
        return comments + _COMMENT.findall(text, at, self.extent[1])


class BlockKind(Enum):
    """Kind of a block."""

    ENTRY = "entry"
    DEFINITION = "definition"  # @string or @preamble
    COMMENT = "comment"  # laid out like other text
    BROKEN = "broken"  # cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A command of a file, from *start* to *end*, and the text before it, which the layout needs.

    Attributes:
        reach: Where text that may belong to it ends: after *end*, if it is broken.
        entry: The entry, if it can be read.
        undefined: The abbreviations that it uses and that nothing above it defines, in lower case.
        text: The command as written.
        loose: Text before it that an empty line separates from it.
        above: Text that moves with it: directly above it, before it on its line, or between its fields.
        why: Why it cannot be put into canonical form.
    """

    kind: BlockKind
    start: int
    end: int
    reach: int
    entry: RawEntry | None = None
    undefined: frozenset[str] = frozenset()
    text: str = ""
    loose: str = ""
    above: str = ""
    diagnostic: Diagnostic | None = None
