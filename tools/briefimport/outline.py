"""The headings of a brief, once it is known which of them belong to it and not to its page."""

import re
from collections.abc import Iterable
from dataclasses import replace

from .document import Block, BlockKind

_SIGNS = re.compile(r"#{1,6}(?= )")


def outlined(blocks: Iterable[Block]) -> list[Block]:
    """*blocks* with headings from the second level on and none left out: that above them may have become the title."""
    found: list[Block] = []
    above: list[int] = []
    for block in blocks:
        signs = _SIGNS.match(block.markup) if block.kind is BlockKind.HEADING else None
        if signs is None:
            found.append(block)
            continue
        level = signs.end()
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found.append(replace(block, markup=f"{'#' * (1 + len(above))}{block.markup[level:]}"))
    return found
