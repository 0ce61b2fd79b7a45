"""A block with links as a list in plain text would print it, so that its source is read in the same way."""

import re

from ..document import Block, BlockKind
from .citing import is_name

# How much of a block its links must be for the whole to read as a source, and how many links a source has.
_SHARE, _SHARE_OF_ITEM, _MOST_LINKS = 0.4, 0.1, 2
_LONGEST = 400
_QUOTED = re.compile('[“”"„«»「」『』《》]')
_AROUND = " \t,.;:：|–—―-()[]•*·"


def cited_text(block: Block) -> str:
    """The words of *block* with the addresses behind its links; empty where it cannot be a source by its links."""
    share = _SHARE_OF_ITEM if block.kind is BlockKind.ITEM else _SHARE
    linked = sum(len(link.text) for link in block.links)
    if not 1 <= len(block.links) <= _MOST_LINKS or len(block.text) > _LONGEST or linked < share * len(block.text):
        return ""
    addresses = [link.address for link in block.links if link.address not in block.text]
    return " ".join((_with_title(block), *addresses)) if addresses else ""


def _with_title(block: Block) -> str:
    """The words of *block*, its only link in quotation marks if a publisher's name is all that stands beside it."""
    title = block.links[0].text
    before, found, behind = block.text.partition(title)
    rest = f"{before} {behind}".strip(_AROUND)
    if len(block.links) > 1 or not found or not rest or _QUOTED.search(block.text) or not is_name(rest):
        return block.text
    return f"{before}“{title}”{behind}"
