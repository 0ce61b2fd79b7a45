"""Pairs of sources that are worth comparing, rather than all with all.

Sources are put into blocks: those with the same address, with the same DOI, and of one publisher with titles that start
or end with the same words. Two titles that differ in one place share one or the other. A block is sorted by title and
date, and each source in it is compared only with the next eight, so that the cost of a block is proportional to its
length, even for a daily column of ten thousand texts. A duplicate is missed only if eight sources with nearly its title
stand between the two.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import CiteKey, PartialDate, Source
from .canonical_address import canonical_address, extract_doi
from .titles import FoldedTitle, fold_title

_NEIGHBOURS = 8
_WORDS = 4
_SIGNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A source with the values that are compared, computed once.

    Attributes:
        publisher: The publisher or, if none is named, the authors.
        repeated: Whether the publisher used this title for several texts, such as a series of statements: they have
            incompatible dates or different addresses.
    """

    source: Source
    address: str
    doi: str
    title: FoldedTitle
    other_titles: tuple[FoldedTitle, ...]
    publisher: str
    authors: frozenset[str]
    repeated: bool = False


def prepare_candidates(sources: Iterable[Source]) -> list[Candidate]:
    """Prepare all sources of an archive for comparison."""
    candidates = [_make_candidate(source) for source in sources]
    repeated = _repeated_titles(candidates)
    return [
        replace(candidate, repeated=True) if _publisher_and_title(candidate) in repeated else candidate
        for candidate in candidates
    ]


def _make_candidate(source: Source) -> Candidate:
    address = canonical_address(source.url or source.archive_url)
    other_titles = (source.translated_title, source.romanized_title)
    authors = [(name.family or name.literal or name.given).casefold() for name in source.authors]
    return Candidate(
        source=source,
        address=address,
        doi=source.doi.casefold() or extract_doi(address),
        title=fold_title(source.title),
        other_titles=tuple(fold_title(title) for title in other_titles if title),
        publisher=source.publisher or (f"by {' '.join(authors)}" if authors else ""),
        authors=frozenset(authors),
    )


def _publisher_and_title(candidate: Candidate) -> tuple[str, str]:
    return candidate.publisher, candidate.title.text


def _repeated_titles(candidates: Iterable[Candidate]) -> set[tuple[str, str]]:
    dates: dict[tuple[str, str], PartialDate] = {}
    addresses: dict[tuple[str, str], str] = {}
    repeated: set[tuple[str, str]] = set()
    for candidate in candidates:
        name, issued = _publisher_and_title(candidate), candidate.source.issued
        if issued:
            first_date = dates.setdefault(name, issued)
            if not dates_agree(issued, first_date):
                repeated.add(name)
            dates[name] = max(first_date, issued, key=lambda date: len(str(date)))
        if candidate.address and candidate.address != addresses.setdefault(name, candidate.address):
            repeated.add(name)
    return repeated


def dates_agree(left: PartialDate | None, right: PartialDate | None) -> bool:
    """Whether both can be one day: “2014” and “2014-10-17” can, and so can no date and any date."""
    if left is None or right is None:
        return True
    short, long = sorted((str(left), str(right)), key=len)
    return long.startswith(short)


def candidate_pairs(
    candidates: Sequence[Candidate], *, of: Container[CiteKey] | None = None
) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield the pairs to compare, each once; given keys, only the pairs with one of them."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, candidate in enumerate(candidates):
        for key in _block_keys(candidate):
            blocks[key].append(place)
    order = [
        (candidate.title.text, str(candidate.source.issued or ""), candidate.source.key) for candidate in candidates
    ]
    is_selected = [of is None or candidate.source.key in of for candidate in candidates]
    seen_pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _pair_neighbours(sorted(block, key=order.__getitem__)):
            if pair not in seen_pairs and any(is_selected[place] for place in pair):
                seen_pairs.add(pair)
                yield candidates[pair[0]], candidates[pair[1]]


def _block_keys(candidate: Candidate) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {pair for pair in (("address", candidate.address), ("doi", candidate.doi)) if pair[1]}
    for title in (candidate.title, *candidate.other_titles) if candidate.publisher else ():
        count = _SIGNS if title.han else _WORDS
        if title.words:
            keys |= {
                (candidate.publisher, "begins", *title.words[:count]),
                (candidate.publisher, "ends", *title.words[-count:]),
            }
    return keys


def _pair_neighbours(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    for place, number in enumerate(block):
        for neighbour in block[place + 1 : place + 1 + _NEIGHBOURS]:
            yield min(number, neighbour), max(number, neighbour)
