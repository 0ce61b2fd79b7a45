"""The blocks of a BibTeX file as written: entries, definitions, comments and broken ones."""

import re
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Span
from .grammar import RawField

_COMMENT = re.compile(r"%[^\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A command of a file, from *start* to *end*, and the text before it, which the layout needs.

    One that is of no subclass cannot be read.

    Attributes:
        reach: Where text that may belong to it ends: after *end*, if it is broken.
        faults: Why it cannot be put into canonical form; of an entry, the fields left out as too long or repeated.
        text: The command as written.
        loose: Text before it that an empty line separates from it.
        above: Text that moves with it: directly above it, before it on its line, or between its fields.
    """

    start: int
    end: int
    reach: int
    faults: tuple[Diagnostic, ...] = ()
    text: str = ""
    loose: str = ""
    above: str = ""


class CommentBlock(Block):
    """A `@comment`, which is laid out like other text."""


class Definition(Block):
    """A `@string` or a `@preamble`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry(Block):
    """An entry as written: type and field names in lower case, values still in LaTeX.

    Attributes:
        span: The place of the key.
    """

    type: str
    key: str
    span: Span
    fields: dict[str, RawField]

    def comments(self, text: str) -> list[str]:
        """Return the comments between its fields, given the *text* of the file."""
        comments, at = [], self.start
        for part in sorted(part for field in self.fields.values() for part in field.parts):
            comments += _COMMENT.findall(text, at, part.start)
            at = part.end
        return comments + _COMMENT.findall(text, at, self.end)
