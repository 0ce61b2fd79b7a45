"""A BibTeX file in blocks, none of which is lost: entries, abbreviations, what cannot be read, and the text between."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from .blocks import Block, BlockKind
from .entries import BibtexFile

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitFile:
    """A file: the text at its head, its blocks, and the text after the last of them."""

    head: str
    blocks: tuple[Block, ...]
    foot: str


def split_file(path: str, text: str) -> SplitFile:
    """The blocks of a file's text."""
    commands = BibtexFile(path, text).blocks
    shadow = _without_comments(text, commands)
    blocks, at = [], 0
    for one in _commands(text, commands):
        loose, glued = _split_gap(text[at : one.start], shadow[at : one.start], behind=at > 0)
        blocks.append(replace(one, loose=loose, glued=glued))
        at = one.end
    head = ""
    if blocks and blocks[0].kind is BlockKind.ENTRY:
        head, blocks[0] = blocks[0].loose, replace(blocks[0], loose="")
    return SplitFile(head=head, blocks=tuple(blocks), foot=_strip(text[at:]))


def _commands(text: str, commands: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are no comments; one that cannot be put into form goes on to the end of its stretch."""
    for stretch_end, stretch in groupby(commands, key=lambda one: one.stretch_end):
        for block in stretch:
            if block.why:
                end = max(stretch_end, *(one.end for one in (block, *stretch)))
                kept = text[block.start : end].rstrip()
                yield Block(kind=BlockKind.KEPT, start=block.start, end=end, stretch_end=end, text=kept, why=block.why)
            elif block.kind is not BlockKind.COMMENT:
                comments = tuple(block.entry.comments(text)) if block.entry else ()
                yield replace(block, text=text[block.start : block.end], comments=comments)


def _without_comments(text: str, commands: Iterable[Block]) -> str:
    """*text* with other signs for each `@comment`: it is text, but an empty line in it parts nothing."""
    parts, at = [], 0
    for one in commands:
        if one.kind is BlockKind.COMMENT:
            parts += [text[at : one.start], "#" * (one.end - one.start)]
            at = one.end
    return "".join((*parts, text[at:]))


def _split_gap(gap: str, shadow: str, *, behind: bool) -> tuple[str, str]:
    """The text between two commands: what stands by itself, and what stands directly above the second.

    What stands *behind* a command, on the line on which it ends, is not above the next.
    """
    end = len(gap.rstrip(" \t\n\ufeff"))
    if gap[end:].count("\n") > 1:
        return _strip(gap), ""
    first_line = min(shadow.find("\n") + 1, end) if behind else 0
    last = max((found.end() for found in _BLANK_LINE.finditer(shadow, 0, end)), default=first_line)
    return _strip(gap[:last]), _strip(gap[last:])


def _strip(text: str) -> str:
    return text.strip(" \t\n\ufeff")
