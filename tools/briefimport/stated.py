"""The categories and tags that a page or a text prints, as hints: what somebody has filed it under outranks guesses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .document import Block, BlockKind, Hint, Hints, LegacyDocument
from .html.blocks import ELSEWHERE
from .html.furniture import FOOT, NAVIGATION
from .text.bylines import names_recipient
from .text.filing import FILED, Filed, filed_in, is_label
from .text.furniture import filed_of_line

# A longer line is a paragraph: what stands between two of them is text.
_PARAGRAPH = 170
_LONGEST_VALUES = 120
_HEAD, _MAIL = 12, re.compile(r"[^:：]{2,20}[:：].{0,150}@")
# Where on a page the lines with its categories and tags stand.
_NEAR = frozenset({"", ELSEWHERE, FOOT, NAVIGATION, FILED})


def with_stated(document: LegacyDocument) -> LegacyDocument:
    """*document* with hints of the categories and tags that its lines print; those lines are no text."""
    texts = [one.text for one in document.blocks or document.lines]
    # “Тема: …” in the head of an e-mail or a memorandum is its title.
    if any(_MAIL.match(text) or names_recipient(text) for text in texts[:_HEAD]):
        return document
    if document.blocks:
        blocks, filed = _of_blocks(document.blocks)
    else:
        edge = _edges([len(text) for text in texts])
        blocks = []
        filed = [one for place, text in enumerate(texts) if edge[place] for one in filed_of_line(text)]
    if not filed:
        return document
    hints = Hints(categories=tuple(_hints(filed, tags=False)), tags=tuple(_hints(filed, tags=True)))
    return replace(document, blocks=tuple(blocks), hints=document.hints.and_then(hints))


def _of_blocks(blocks: Sequence[Block]) -> tuple[list[Block], list[Filed]]:
    found = list(blocks)
    filed: list[Filed] = []
    inside = [0 if block.outside else len(block.text) for block in blocks]
    edge = _edges(inside)
    for place, block in enumerate(blocks):
        if block.outside not in _NEAR or not edge[place]:
            continue
        said, last = filed_of_line(block.text), place
        if not said and block.text.endswith((":", "：")) and is_label(block.text) and place + 1 < len(blocks):
            following = blocks[place + 1]
            is_line = len(following.text) <= _LONGEST_VALUES and following.kind is not BlockKind.HEADING
            if is_line and following.outside in _NEAR:
                said, last = list(filed_in(f"{block.text.rstrip(' :：')}: {following.text}")), place + 1
        filed += said
        for index in range(place, last + 1) if said else ():
            found[index] = replace(found[index], outside=found[index].outside or FILED)
    return found, filed


def _edges(lengths: Sequence[int]) -> list[bool]:
    """For each line whether it stands above or below all paragraphs."""
    long = [place for place, length in enumerate(lengths) if length > _PARAGRAPH]
    return [not long or place < long[0] or place > long[-1] for place in range(len(lengths))]


def _hints(filed: Sequence[Filed], *, tags: bool) -> Iterator[Hint]:
    seen = {one.value: one for one in reversed(filed) if one.is_tag is tags}
    yield from (Hint(value=one.value, where=one.label) for one in filed if seen.get(one.value) is one)
