"""Joins the lines of a source that stand below each other in one paragraph or one item of a list."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ...document import BROKEN, Block, BlockKind
from ..ending import is_listed
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
    paragraphs = list(_runs(elements, facts, start, lambda place: goes_on(elements[place].block)))
    lists = list(_runs(elements, facts, start, lambda place: not is_listed(elements[place])))
    # A list in one paragraph, or of a paragraph for each line, has as many lines for each source.
    for runs, size in ((paragraphs, 0), (paragraphs, 2), (paragraphs, 3), (lists, 2), (lists, 3)):
        pieces = [piece for places in runs for piece in _cut(places, size)]
        lines = [[read_source(elements[place].as_source) for place in piece] for piece in pieces]
        may_be_one = [runs is paragraphs or _are_parts(citings) for citings in lines]
        # To read what several lines make takes longest.
        if 2 * sum(may_be_one) <= len(pieces) or any(len(piece) > _MOST_LINES for piece in pieces):
            continue
        whole = [_joined([elements[place] for place in piece]) for piece in pieces]
        texts = [element.as_source for element in whole]
        richer = [
            may and _is_richer(citing or read_source(text), citings)
            for may, text, citing, citings in zip(may_be_one, texts, read_list(texts), lines, strict=True)
        ]
        if 2 * sum(richer) > len(pieces):
            for piece, element in reversed(list(zip(pieces, whole, strict=True))):
                elements[piece.start : piece.stop] = [element]
                facts[piece.start : piece.stop] = [Facts(kind=Kind.TEXT)]
            return


def _runs(
    elements: Sequence[Element], facts: Sequence[Facts], start: int, is_joined: Callable[[int], bool]
) -> Iterator[range]:
    """Yield the places of several short lines in succession, each of which but the first *is_joined* to the last."""
    first = start
    for place in range(start, len(elements) + 1):
        is_part = place < len(elements) and _may_be_part(elements[place], facts[place])
        if place > first and is_part and is_joined(place):
            continue
        if place - first > 1:
            yield range(first, place)
        first = place if is_part else place + 1


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
    text = _BETWEEN.join(element.text.rstrip(" :：–—-") for element in elements)
    blocks = [element.block for element in elements if element.block]
    if not blocks:
        return replace(elements[0], text=text)
    markup = "".join(f"{block.glue if place else ''}{block.markup or block.text}" for place, block in enumerate(blocks))
    links = tuple(link for block in blocks for link in block.links)
    return Element.of(replace(blocks[0], text=text, markup=markup, links=links))


def _are_parts(citings: Sequence[Citing]) -> bool:
    """Return whether lines may be one source though only their order shows it.

    None of them may be a source for itself, and two of them have no address.
    """
    addressed = sum(bool(citing.source.url) for citing in citings)
    return addressed <= 1 and not any(citing.source.publisher and citing.source.title for citing in citings)


def _is_richer(whole: Citing, citings: Sequence[Citing]) -> bool:
    """Return whether the lines together have publisher, title and other fields, and more of them than any of them."""
    richer = _count_fields(whole) > max(map(_count_fields, citings))
    return bool(whole.source.publisher and whole.source.title) and richer


def _count_fields(citing: Citing) -> int:
    source = citing.source
    return sum(map(bool, (source.publisher, source.title, source.issued, source.url)))
