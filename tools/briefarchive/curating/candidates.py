"""Which sources are compared with which: never all with all.

Sources stand in blocks: those of one address, of one DOI, and of one publisher whose titles begin with the same words
or end with them. Two titles that differ in one place share one or the other. A block is sorted by title and date, and
each source in it is compared with the eight after it alone; so a block of any size costs its length, and a publisher's
daily column of ten thousand costs no more than ten thousand other sources. What is missed is a double that stands
further off in a block, which takes eight sources between the two with nearly their title.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Source
from .canonical_address import canonical_address, doi_of_address
from .title_likeness import FoldedTitle, fold_title

_NEIGHBOURS = 8
_WORDS = 4
_SIGNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A source with what is compared of it, worked out once.

    Attributes:
        publisher: Who brought it out; where nobody is named, its authors.
    """

    source: Source
    address: str
    doi: str
    title: FoldedTitle
    other_titles: tuple[FoldedTitle, ...]
    publisher: str
    authors: frozenset[str]


def candidate(source: Source) -> Candidate:
    """A source made ready to be compared."""
    address = canonical_address(source.url or source.archive_url)
    others = (source.translated_title, source.romanized_title)
    authors = [(name.family or name.literal or name.given).casefold() for name in source.authors]
    return Candidate(
        source=source,
        address=address,
        doi=source.doi.casefold() or doi_of_address(address),
        title=fold_title(source.title),
        other_titles=tuple(fold_title(title) for title in others if title),
        publisher=source.publisher or (f"by {' '.join(authors)}" if authors else ""),
        authors=frozenset(authors),
    )


def pairs(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """The pairs that are worth a look, each once."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(candidates):
        for key in _block_keys(one):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    order = [(one.title.text, str(one.source.issued or ""), one.source.key) for one in candidates]
    for block in blocks.values():
        if len(block) > 1:
            block.sort(key=order.__getitem__)
            for pair in _neighbours(block):
                if pair not in seen:
                    seen.add(pair)
                    yield candidates[pair[0]], candidates[pair[1]]


def _block_keys(one: Candidate) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {pair for pair in (("address", one.address), ("doi", one.doi)) if pair[1]}
    for title in (one.title, *one.other_titles) if one.publisher else ():
        count = _SIGNS if title.han else _WORDS
        if title.words:
            keys |= {(one.publisher, "begins", *title.words[:count]), (one.publisher, "ends", *title.words[-count:])}
    return keys


def _neighbours(block: Sequence[int]) -> Iterable[tuple[int, int]]:
    for place, number in enumerate(block):
        for other in block[place + 1 : place + 1 + _NEIGHBOURS]:
            yield (number, other) if number < other else (other, number)
