"""Makes lists of lines behind typed signs: “• First”, “• Second”; behind a colon also of “- First”, “- Second”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Block, BlockKind
from ..inline.escaping import escape_line

# A dash may also open what somebody says, and a star a remark, unless the line above announces a list.
_SIGN = re.compile(r"^(?:[•●■▪]\s*|[*·–-]\s+)(?=\S)")
_BULLETS = frozenset("•●■▪")


def with_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield *blocks*, with two or more in a row behind the same sign as the items of a list."""
    place, listed = 0, False
    while place < len(blocks):
        run = _run_at(blocks, place)
        above = blocks[place - 1].text if place else ""
        if len(run) > 1 and (run[0].text[0] in _BULLETS or above.endswith((":", "："))):
            yield from (_item(block, run[0].place, number) for number, block in enumerate(run))
            place, listed = place + len(run), True
            continue
        # What goes on in the paragraph of the items would belong to the last of them.
        yield replace(blocks[place], glue="\n\n") if listed else blocks[place]
        place, listed = place + 1, False


def _run_at(blocks: Sequence[Block], start: int) -> list[Block]:
    """Return the paragraphs from *start* that begin with the same sign."""
    end = start
    while end < len(blocks) and _has_sign(blocks[end]) and blocks[end].text[0] == blocks[start].text[0]:
        end += 1
    return list(blocks[start:end])


def _has_sign(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and bool(_SIGN.match(block.text))


def _item(block: Block, first: int, number: int) -> Block:
    """Return a paragraph as an item without its sign; their places in a row give each a line of its own."""
    text = _SIGN.sub("", block.text, count=1)
    markup = re.sub(r"^\\?[^\w\s]\s*", "", block.markup) or escape_line(text)
    glue = "\n" if number else "\n\n"
    return replace(
        block, text=text, markup=f"- {markup}", kind=BlockKind.ITEM, level=1, place=first + number, glue=glue
    )
