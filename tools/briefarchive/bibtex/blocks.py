"""A BibTeX file in pieces, none of which is lost: entries, abbreviations, what cannot be read, and the text between."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from ..diagnostics import Diagnostic, Severity
from .entries import BibtexFile, Block, RawEntry
from .grammar import Part

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Kind(Enum):
    """What a piece is."""

    ENTRY = "entry"
    DEFINITION = "definition"  # @string or @preamble
    KEPT = "kept"  # stays as it is, where it is


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """A part of a value: the name of an abbreviation, or text in braces, quotation marks or of digits."""

    text: str
    is_macro: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A command with the text before it.

    Attributes:
        text: The command as it stands in the file.
        loose: Text before it, with an empty line after it.
        glued: Text directly above it, or before it on its line; it goes where the command goes.
        entry: What the reader makes of it, for an entry.
        parts: The parts of each value by field; of a definition, those of its one value under an empty name.
        remarks: Comments between the fields.
        defines: The abbreviation that it defines, in lower case.
        undefined: The abbreviations that it uses and nothing above it defines, in lower case.
        why: What keeps it from being put into form.
    """

    kind: Kind
    text: str
    loose: str = ""
    glued: str = ""
    entry: RawEntry | None = None
    parts: Mapping[str, tuple[WrittenPart, ...]]
    remarks: tuple[str, ...] = ()
    defines: str = ""
    undefined: frozenset[str] = frozenset()
    why: Diagnostic | None = None

    @property
    def above(self) -> str:
        """What goes where the command goes."""
        return "\n".join(filter(None, (self.glued, *self.remarks)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A file: the text at its head, its pieces, and the text after the last of them."""

    head: str
    pieces: tuple[Piece, ...]
    foot: str


def take_apart(path: str, text: str) -> Pieces:
    """The pieces of a file's text."""
    blocks = BibtexFile(path, text).blocks
    shadow = _without_comments(text, (one for one in blocks if one.type == "comment"))
    pieces, at = [], 0
    for one in _commands(blocks):
        loose, glued = _texts(text[at : one.start], shadow[at : one.start], behind=at > 0)
        pieces.append(replace(_piece(text, one), loose=loose, glued=glued))
        at = one.end
    foot = _bare(text[at:])
    if pieces and pieces[0].kind is Kind.ENTRY:
        return Pieces(head=pieces[0].loose, pieces=(replace(pieces[0], loose=""), *pieces[1:]), foot=foot)
    return Pieces(head="", pieces=tuple(pieces), foot=foot)


def _commands(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are no comments; one that cannot be put into form goes on to the end of its stretch."""
    for stretch_end, stretch in groupby(blocks, key=lambda one: one.stretch_end):
        for block in stretch:
            if _obstacle(block):
                yield replace(block, end=max(stretch_end, *(one.end for one in (block, *stretch))))
            elif block.type != "comment":
                yield block


def _obstacle(block: Block) -> Diagnostic | None:
    """What keeps a block from being put into form."""
    unread = block.entry.unread if block.entry else ()
    return next((one for one in block.faults if one.severity is Severity.ERROR or one in unread), None)


def _piece(text: str, block: Block) -> Piece:
    written = text[block.start : block.end]
    if (why := _obstacle(block)) is not None:
        return Piece(kind=Kind.KEPT, text=written.rstrip(), parts={}, why=why)
    if block.entry is None:
        parts = {"": _written(text, block.parts)}
        return Piece(kind=Kind.DEFINITION, text=written, parts=parts, defines=block.defines, undefined=block.undefined)
    return Piece(
        kind=Kind.ENTRY,
        text=written,
        entry=block.entry,
        parts={name: _written(text, field.parts) for name, field in block.entry.fields.items()},
        remarks=tuple(block.entry.remarks(text)),
        undefined=block.undefined,
    )


def _written(text: str, parts: Iterable[Part]) -> tuple[WrittenPart, ...]:
    return tuple(WrittenPart(text=text[start:end], is_macro=is_macro) for start, end, is_macro in parts)


def _without_comments(text: str, comments: Iterable[Block]) -> str:
    """*text* with other signs for each `@comment`: it is text, but an empty line in it parts nothing."""
    parts, at = [], 0
    for one in comments:
        parts += [text[at : one.start], "#" * (one.end - one.start)]
        at = one.end
    return "".join((*parts, text[at:]))


def _texts(gap: str, shadow: str, *, behind: bool) -> tuple[str, str]:
    """The text between two commands: what stands by itself, and what stands directly above the second.

    What stands *behind* a command, on the line on which it ends, is not above the next.
    """
    end = len(gap.rstrip(" \t\n\ufeff"))
    if gap[end:].count("\n") > 1:
        return _bare(gap), ""
    first_line = min(shadow.find("\n") + 1, end) if behind else 0
    last = max((found.end() for found in _BLANK_LINE.finditer(shadow, 0, end)), default=first_line)
    return _bare(gap[:last]), _bare(gap[last:])


def _bare(text: str) -> str:
    return text.strip(" \t\n\ufeff")
