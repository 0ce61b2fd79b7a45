"""Tracked changes, accepted: what was inserted stays, what was deleted goes, and both are counted."""

from .markup import Aside, Node, every, part_of, removed, unwrapped

_DELETED = "deleted with tracked changes"
_RANGES = (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
)  # fmt: skip
_LOOKS = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
    "tblPrExChange", "numberingChange",
)  # fmt: skip


def accept(root: Node, aside: Aside) -> None:
    """Accept the changes below *root*."""
    for look in every(root, *_LOOKS, *_RANGES):
        removed(look)
    _accept_cells(root, aside)
    # From the last on, so that words which go through many paragraphs are moved once.
    for paragraph in reversed(list(every(root, "p"))):
        _accept_end(paragraph)
    # Marks of paragraphs and rows have been seen to: what is left of these stands around runs.
    for change in every(root, "ins", "moveTo"):
        aside.inserted += len(change) > 0
        unwrapped(change)
    for change in every(root, "del", "moveFrom"):
        aside.deleted += len(change) > 0
        aside.take(change, _DELETED if change.tag.endswith("}del") else "moved elsewhere with tracked changes")
    for words in every(root, "delText"):
        aside.take(words, _DELETED)


def _accept_cells(root: Node, aside: Aside) -> None:
    """Take out deleted rows, and the words of deleted cells."""
    for row in every(root, "tr"):
        if part_of(row, "trPr", "del") is not None:
            aside.deleted += 1
            aside.take(row, _DELETED)
    for cell in every(root, "tc"):
        if part_of(cell, "tcPr", "cellDel") is not None:
            _empty_cell(cell, aside)
    for table in every(root, "tbl"):
        if part_of(table, "tr") is None:
            removed(table)


def _empty_cell(cell: Node, aside: Aside) -> None:
    """A deleted cell leaves an empty one, so that the others keep their columns."""
    aside.deleted += 1
    for paragraph in every(cell, "p"):
        aside.say("".join(paragraph.itertext()), _DELETED)
        for child in list(paragraph):
            paragraph.remove(child)


def _accept_end(paragraph: Node) -> None:
    """A paragraph whose end was deleted goes on in the next one."""
    look = part_of(paragraph, "pPr", "rPr")
    if look is None or (part_of(look, "del") is None and part_of(look, "moveFrom") is None):
        return
    following = paragraph.getnext()
    while following is not None and following.tag != paragraph.tag:
        following = None if following.tag.endswith("}tbl") else following.getnext()
    for mark in every(look, "del", "moveFrom"):
        removed(mark)
    if following is None:
        return
    properties = part_of(following, "pPr")
    place = 0 if properties is None else following.index(properties) + 1
    own = part_of(paragraph, "pPr")
    following[place:place] = [child for child in paragraph if child is not own]
    removed(paragraph)
