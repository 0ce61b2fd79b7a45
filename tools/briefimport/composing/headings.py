"""Prepares the headings of a brief: their levels, and lines in bold that stand for headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefarchive.reading.markdown.text import heading_id

from ..document import BROKEN, Block, BlockKind

_SIGNS = re.compile(r"#{1,6}(?= )")
_BOLD = re.compile(r"\*{2,3}(?P<words>[^*`]{0,150}[^*`\s.,:;…#。，：；])\*{2,3}")
_LONGEST, _WORDS = 100, frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})


def write_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return *blocks* with headings from the second level without gaps, also for lines in bold above paragraphs."""
    return _renumber_headings(_with_bold_headings(blocks))


def _with_bold_headings(blocks: Sequence[Block]) -> list[Block]:
    """Turn lines in bold above other words into headings, below those of the file; each address only once."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    used_ids = {heading_id(block.text, number) for number, block in enumerate(headings, 1)}
    signs = "###" if headings else "##"
    lines = [*map(_read_bold_line, blocks), ""]
    new_blocks: list[Block] = []
    for place, block in enumerate(blocks):
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        stands_above = lines[place] and below is not None and below.kind in _WORDS and not lines[place + 1]
        if stands_above and (id_ := heading_id(block.text, len(blocks) + place)) not in used_ids:
            used_ids.add(id_)
            new_blocks.append(replace(block, kind=BlockKind.HEADING, markup=f"{signs} {lines[place]}"))
        elif block.glue == BROKEN and new_blocks and new_blocks[-1].kind is BlockKind.HEADING:
            new_blocks.append(replace(block, glue="\n\n"))
        else:
            new_blocks.append(block)
    return new_blocks


def _read_bold_line(block: Block) -> str:
    """Return the words of a paragraph that is a line in bold, in MyST; empty for any other block."""
    bold = _BOLD.fullmatch(block.markup) if block.kind is BlockKind.PARAGRAPH and block.glue != BROKEN else None
    return bold["words"] if bold and len(block.text) <= _LONGEST and any(map(str.isalpha, block.text)) else ""


def _renumber_headings(blocks: Iterable[Block]) -> list[Block]:
    """Renumber headings from the second level without gaps; the title may have been a heading above them."""
    new_blocks: list[Block] = []
    above: list[int] = []
    for block in blocks:
        signs = _SIGNS.match(block.markup) if block.kind is BlockKind.HEADING else None
        if signs is None:
            new_blocks.append(block)
            continue
        level = signs.end()
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        new_blocks.append(replace(block, markup=f"{'#' * (1 + len(above))}{block.markup[level:]}"))
    return new_blocks
