"""A BibTeX file in blocks, none of which is lost, and its blocks in the order that the archive keeps.

A file begins with the text at its head and with its `@string`s and `@preamble`s; entries follow by key; the text after
the last entry stays at the foot. Text between entries stands before the entry that it preceded.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .blocks import Block, BlockKind
from .canonical import CanonicalEntry
from .entries import BibtexFile

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitFile:
    """A file: the text at its head, its blocks, and the text after the last of them."""

    head: str
    blocks: tuple[Block, ...]
    foot: str


def split_file(path: str, text: str) -> SplitFile:
    """The blocks of a file's text; a `@comment` is text."""
    blocks, at = [], 0
    for block in BibtexFile(path, text).blocks:
        if block.kind is not BlockKind.COMMENT:
            loose, glued = _split_gap(text[at : block.start], behind=at > 0)
            above = "\n".join(filter(None, (glued, *(block.entry.comments(text) if block.entry else ()))))
            blocks.append(replace(block, text=text[block.start : block.end], loose=loose, above=above))
            at = block.end
    head = ""
    if blocks and blocks[0].kind is BlockKind.ENTRY:
        head, blocks[0] = blocks[0].loose, replace(blocks[0], loose="")
    return SplitFile(head=head, blocks=tuple(blocks), foot=_strip(text[at:]))


def lay_out(split: SplitFile, formed: Mapping[int, CanonicalEntry], received: Iterable[CanonicalEntry] = ()) -> str:
    """The text of a file.

    Args:
        split: The file, in which everything can be read.
        formed: Its entries by the number of their block; those that are not here go to another file.
        received: Entries that come from other files.
    """
    definitions: list[Block] = []
    entries = list(received)
    loose = ""  # what stands above an entry that goes stays
    for number, block in enumerate(split.blocks):
        loose = _paragraphs(loose, block.loose)
        if block.kind is BlockKind.DEFINITION:
            definitions.append(replace(block, loose=loose))
        elif number in formed:
            entries.append(replace(formed[number], block=replace(block, loose=loose)))
        else:
            continue
        loose = ""
    entries.sort(key=lambda entry: entry.order)
    written = (_paragraphs(entry.block.loose, entry.with_text_above()) for entry in entries)
    text = _paragraphs(split.head, _lay_out_definitions(definitions), *written, loose, split.foot)
    return f"{text}\n" if text else ""


def _lay_out_definitions(definitions: Iterable[Block]) -> str:
    """Definitions as they are written; those without text before them stand in lines that follow one another."""
    text = ""
    for block in definitions:
        if text and not block.loose and not block.above:
            text += f"\n{block.text}"
        else:
            text = _paragraphs(text, block.loose, f"{block.above}\n{block.text}".lstrip("\n"))
    return text


def _split_gap(gap: str, *, behind: bool) -> tuple[str, str]:
    """The text between two commands: what stands by itself, and what stands directly above the second.

    What stands *behind* a command, on the line on which it ends, is not above the next.
    """
    end = len(gap.rstrip(" \t\n\ufeff"))
    if gap[end:].count("\n") > 1:
        return _strip(gap), ""
    first_line = min(gap.find("\n") + 1, end) if behind else 0
    last = max((found.end() for found in _BLANK_LINE.finditer(gap, 0, end)), default=first_line)
    return _strip(gap[:last]), _strip(gap[last:])


def _strip(text: str) -> str:
    return text.strip(" \t\n\ufeff")


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
