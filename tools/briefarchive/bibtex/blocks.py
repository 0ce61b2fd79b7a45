"""The blocks of a BibTeX file as they are written: entries, each field with its place, definitions and comments."""

import re
from dataclasses import dataclass
from enum import Enum

from ..diagnostics import Diagnostic, Span
from .grammar import ValuePart

_COMMENT = re.compile(r"%[^\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawField:
    """A value as written, macros put in, and its place without the delimiters.

    Attributes:
        name_start: Where the field's name stands in the text.
        parts: The parts of the value that `#` joins.
    """

    value: str
    span: Span
    name_start: int
    parts: list[ValuePart]

    @property
    def extent(self) -> tuple[int, int]:
        """Where the value stands in the text, without the delimiters."""
        return self.parts[0].start, self.parts[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as written: type and field names in lower case, values still in LaTeX.

    Attributes:
        span: The place of the key.
        extent: Where the entry stands in the text, from its @ to after its last brace.
        unread: The values that are left out, because they are too long or the second of their name.
    """

    type: str
    key: str
    span: Span
    fields: dict[str, RawField]
    extent: tuple[int, int]
    unread: tuple[Diagnostic, ...] = ()

    def comments(self, text: str) -> list[str]:
        """The comments between its fields, from the *text* of the file."""
        found, at = [], self.extent[0]
        for part in sorted(part for field in self.fields.values() for part in field.parts):
            found += _COMMENT.findall(text, at, part.start)
            at = part.end
        return found + _COMMENT.findall(text, at, self.extent[1])


class BlockKind(Enum):
    """What a block is to the layout of a file."""

    ENTRY = "entry"
    DEFINITION = "definition"  # @string or @preamble
    COMMENT = "comment"  # text to a layout
    BROKEN = "broken"  # cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A command of a file, which stands between *start* and *end*; for the layout, with the text before it.

    Attributes:
        reach: Up to where text belongs to it or may do so: behind its end, where something in it is broken.
        entry: The entry that can be read.
        undefined: The abbreviations that it uses and nothing above it defines, in lower case.
        text: The command as it stands in the file.
        loose: Text before it, with an empty line after it.
        above: Text that goes where the command goes: directly above it, before it on its line, or between its fields.
        why: What keeps it from being put into form.
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
    why: Diagnostic | None = None
