"""A block with links as a list in plain text would print it, so that its source is read in the same way."""

import re

from ..document import Block, BlockKind
from .citing import is_name

# How much of a block its links must be for the whole to read as a source, and how many links a source has.
_SHARE, _SHARES, _MOST_LINKS = 0.4, {BlockKind.ITEM: 0.1, BlockKind.NOTE: 0.3}, 2
# A link that is all there is in quotation marks is a title, however long the publisher's name beside it.
_SHARE_OF_QUOTED = 0.2
_LONGEST = 400
# So many sources may stand in one line, parted by semicolons.
_MOST_IN_ONE = 10
_QUOTED = re.compile('[“”"„«»「」『』《》]')
# A link that begins or ends within what counts as one word.
_IN_WORD = re.compile(r"[^\W_]{2}")
_SINGLE = "‘'", "’'"
_AROUND = " \t,.;:：|–—―-()[]•*·"


def cited_text(block: Block) -> str:
    """The words of *block* with the addresses behind its links; empty where it cannot be a source by its links."""
    share = _SHARES.get(block.kind, _SHARE)
    if _is_quoted(block):
        share = min(share, _SHARE_OF_QUOTED)
    linked = sum(len(link.text) for link in block.links)
    several = len(block.links) > 1 and block.text.count(";") + 1 >= len(block.links)
    if not 1 <= len(block.links) <= (_MOST_IN_ONE if several else _MOST_LINKS) or len(block.text) > _LONGEST:
        return ""
    if linked < share * len(block.text) and not _is_name_and_link(block):
        return ""
    if several:
        return _each_with_address(block)
    addresses = [link.address for link in block.links if link.address not in block.text]
    return " ".join((_with_title(block), *addresses)) if addresses else ""


def _is_quoted(block: Block) -> bool:
    """Whether the only link of *block* is what stands in quotation marks, with them or between them."""
    if len(block.links) != 1:
        return False
    title = block.links[0].text
    before, found, behind = block.text.partition(title)
    inside = bool(_QUOTED.match(title) and _QUOTED.match(title[-1]))
    return bool(found) and (inside or bool(_QUOTED.match(before[-1:]) and _QUOTED.match(behind[:1])))


def _is_name_and_link(block: Block) -> bool:
    """Whether *block* is a publisher's name, a sign and a link, and nothing else."""
    title = block.links[0].text
    before, found, behind = block.text.partition(title)
    name = before.strip(_AROUND)
    return bool(found) and not behind.strip(_AROUND) and before.rstrip() != name and is_name(name)


def _each_with_address(block: Block) -> str:
    """The words of *block* with the address of each link behind it, as several sources in one line have them."""
    quoted = bool(_QUOTED.search(block.text))
    pieces, at = [], 0
    for link in block.links:
        start = block.text.find(link.text, at)
        if start < 0:
            return ""
        end = start + len(link.text)
        title = link.text.rstrip(" .;,")
        shut = re.match('[”"»“]*', block.text[end:])
        end += shut.end() if shut else 0
        pieces += [
            block.text[at:start],
            f"{title}{shut[0] if shut else ''}" if quoted else f"“{title}”",
            f" {link.address}",
        ]
        at = end
    return "".join((*pieces, block.text[at:]))


def _with_title(block: Block) -> str:
    """The words of *block*, its only link in quotation marks if a publisher's name is all that stands beside it."""
    title = block.links[0].text
    before, found, behind = block.text.partition(title)
    rest = f"{before} {behind}".strip(_AROUND)
    if len(block.links) > 1 or not found or not rest or not is_name(rest):
        return block.text
    if _IN_WORD.search(f"{before[-1:]}{title[0]}") or _IN_WORD.search(f"{title[-1]}{behind[:1]}"):
        return block.text
    if _QUOTED.search(block.text) or (title[0] in _SINGLE[0] and title[-1] in _SINGLE[1]):
        return block.text
    return f"{before}“{title}”{behind}"
