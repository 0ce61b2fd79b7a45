"""A BibTeX file in blocks, none of which is lost: entries, abbreviations, what cannot be read, and the text between."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from ..diagnostics import Diagnostic, Severity
from .entries import BibtexFile, Block, RawEntry
from .grammar import Part

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Kind(Enum):
    """What a block is to the layout."""

    ENTRY = "entry"
    DEFINITION = "definition"  # @string or @preamble
    KEPT = "kept"  # stays as it is, where it is


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBlock:
    """A command with the text before it.

    Attributes:
        text: The command as it stands in the file.
        loose: Text before it, with an empty line after it.
        glued: Text directly above it, or before it on its line; it goes where the command goes.
        entry: What the reader makes of it, for an entry.
        parts: The parts of the value of a definition.
        comments: Comments between the fields.
        defines: The abbreviation that it defines, in lower case.
        undefined: The abbreviations that it uses and nothing above it defines, in lower case.
        why: What keeps it from being put into form.
    """

    kind: Kind
    text: str
    loose: str = ""
    glued: str = ""
    entry: RawEntry | None = None
    parts: tuple[Part, ...] = ()
    comments: tuple[str, ...] = ()
    defines: str = ""
    undefined: frozenset[str] = frozenset()
    why: Diagnostic | None = None

    @property
    def above(self) -> str:
        """What goes where the command goes."""
        return "\n".join(filter(None, (self.glued, *self.comments)))

    @property
    def used(self) -> frozenset[str]:
        """The abbreviations in it, in lower case."""
        return used_in([field.parts for field in self.entry.fields.values()] if self.entry else [self.parts])


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitFile:
    """A file: the text at its head, its blocks, and the text after the last of them."""

    head: str
    blocks: tuple[FileBlock, ...]
    foot: str


def split_file(path: str, text: str) -> SplitFile:
    """The blocks of a file's text."""
    commands = BibtexFile(path, text).blocks
    shadow = _without_comments(text, commands)
    blocks, at = [], 0
    for one in _commands(commands):
        loose, glued = _texts(text[at : one.start], shadow[at : one.start], behind=at > 0)
        blocks.append(replace(_file_block(text, one), loose=loose, glued=glued))
        at = one.end
    head = ""
    if blocks and blocks[0].kind is Kind.ENTRY:
        head, blocks[0] = blocks[0].loose, replace(blocks[0], loose="")
    return SplitFile(head=head, blocks=tuple(blocks), foot=_bare(text[at:]))


def used_in(values: Iterable[Sequence[Part]]) -> frozenset[str]:
    """The abbreviations in values, in lower case."""
    return frozenset(part.text.lower() for parts in values for part in parts if part.is_macro)


def _commands(commands: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are no comments; one that cannot be put into form goes on to the end of its stretch."""
    for stretch_end, stretch in groupby(commands, key=lambda one: one.stretch_end):
        for block in stretch:
            if _obstacle(block):
                yield replace(block, end=max(stretch_end, *(one.end for one in (block, *stretch))))
            elif block.type != "comment":
                yield block


def _obstacle(block: Block) -> Diagnostic | None:
    """What keeps a block from being put into form."""
    unread = block.entry.unread if block.entry else ()
    return next((one for one in block.faults if one.severity is Severity.ERROR or one in unread), None)


def _file_block(text: str, block: Block) -> FileBlock:
    written, entry = text[block.start : block.end], block.entry
    if (why := _obstacle(block)) is not None:
        return FileBlock(kind=Kind.KEPT, text=written.rstrip(), why=why)
    return FileBlock(
        kind=Kind.ENTRY if entry else Kind.DEFINITION,
        text=written,
        entry=entry,
        parts=block.parts,
        comments=tuple(entry.comments(text)) if entry else (),
        defines=block.defines,
        undefined=block.undefined,
    )


def _without_comments(text: str, commands: Iterable[Block]) -> str:
    """*text* with other signs for each `@comment`: it is text, but an empty line in it parts nothing."""
    parts, at = [], 0
    for one in commands:
        if one.type == "comment":
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
