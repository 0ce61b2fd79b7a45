"""Joins the lines of a source that stand below each other in one paragraph or one item of a list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...document import BROKEN, Block, BlockKind
from ..kinds import Facts, Kind, is_sentence
from ..sources.arrangement import read_list
from ..sources.citing import read_source
from ..sources.references import Citing
from .wrapping import Element

# A source has so many lines: its title, its publisher, its day and its address.
_MOST_LINES, _LONGEST = 4, 250
_BETWEEN = " – "


def join_broken_sources(elements: list[Element], facts: list[Facts], start: int) -> None:
    """Join the lines of each source from the place *start* on, if most sources there are the richer for it."""
    paragraphs = list(_paragraphs(elements, facts, start))
    # A list in one paragraph has as many lines for each source.
    for size in (0, 2, 3):
        pieces = [piece for places in paragraphs for piece in _cut(places, size)]
        whole = [_joined([elements[place] for place in piece]) for piece in pieces]
        citings = read_list([element.as_source for element in whole])
        richer = [
            _is_richer(citing or read_source(element.as_source), [elements[place] for place in piece])
            for element, citing, piece in zip(whole, citings, pieces, strict=True)
        ]
        if pieces and 2 * sum(richer) > len(pieces) and all(len(piece) <= _MOST_LINES for piece in pieces):
            for piece, element in reversed(list(zip(pieces, whole, strict=True))):
                elements[piece.start : piece.stop] = [element]
                facts[piece.start : piece.stop] = [Facts(kind=Kind.TEXT)]
            return


def _paragraphs(elements: Sequence[Element], facts: Sequence[Facts], start: int) -> Iterator[range]:
    """Yield the places of the lines of each paragraph or item that has several, all short."""
    first = start
    for place in range(start + 1, len(elements) + 1):
        if place < len(elements) and goes_on(elements[place].block):
            continue
        lines = range(first, place)
        if len(lines) > 1 and all(_may_be_part(elements[line], facts[line]) for line in lines):
            yield lines
        first = place


def goes_on(block: Block | None) -> bool:
    """Return whether *block* stands in the paragraph, or in the item of a list, of the one above it."""
    return block is not None and block.kind is BlockKind.PARAGRAPH and (block.glue == BROKEN or block.level > 0)


def _may_be_part(element: Element, fact: Facts) -> bool:
    named = fact.byline is not None and not fact.byline.is_unlabelled
    is_part = fact.kind in (Kind.TEXT, Kind.DATE, Kind.BYLINE) and not named
    return is_part and len(element.text) <= _LONGEST and not is_sentence(element.text)


def _cut(places: range, size: int) -> list[range]:
    """Return *places* in pieces of *size*; as one if it is 0, or if it does not divide their number."""
    if not size or len(places) % size:
        return [places]
    return [places[start : start + size] for start in range(0, len(places), size)]


def _joined(elements: Sequence[Element]) -> Element:
    """Return the element that the lines of one source make."""
    blocks = [element.block for element in elements if element.block]
    markup = "".join(f"{block.glue if place else ''}{block.markup or block.text}" for place, block in enumerate(blocks))
    return Element.of(
        replace(
            blocks[0],
            text=_BETWEEN.join(block.text.rstrip(" :：–—-") for block in blocks),
            markup=markup,
            links=tuple(link for block in blocks for link in block.links),
        )
    )


def _is_richer(whole: Citing, lines: Sequence[Element]) -> bool:
    """Return whether the lines together have publisher, title and other fields, and more of them than any of them."""
    fields = _count_fields(whole)
    alone = max(_count_fields(read_source(line.as_source)) for line in lines)
    return bool(whole.source.publisher and whole.source.title) and fields > alone


def _count_fields(citing: Citing) -> int:
    source = citing.source
    return sum(map(bool, (source.publisher, source.title, source.issued, source.url)))
