"""Pairs of sources that are worth comparing, rather than all with all, and the similarity of their titles.

Sources are put into blocks: those with the same address, with the same DOI, and of one publisher with titles that start
or end with the same words. Two titles that differ in one place share one or the other. A block is sorted by title and
date, and each source in it is compared only with the next eight, so that the cost of a block is proportional to its
length, even for a daily column of ten thousand texts. A duplicate is missed only if eight sources with nearly its title
stand between the two.

Of two titles, numbers must be equal; a word may be misspelt but not replaced.
"""

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ...model import CiteKey, PartialDate, Source
from ...model.slugs import remove_accents
from .canonical_address import canonical_address, extract_doi

_NEIGHBOURS = 8
_WORDS = 4
_SIGNS = 6
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_NUMBER = "〇零一二三四五六七八九十百千万萬亿億上中下"
_ROMAN = re.compile(r"(?=[IVXL])X{0,4}(?:IX|IV|V?I{0,3})|X?L?X{0,3}(?:IX|IV|V?I{0,3})")
# Words that distinguish one issue of a series from the next, as figures do.
_COUNTING_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth seventh "
    "eighth ninth tenth january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer "
    "autumn fall winter quarter half morning evening weekly daily monthly annual north south east west"
)
_COUNTING = frozenset(_COUNTING_WORDS.split())
_SMALL = frozenset(("a", "an", "the", "of", "on", "in", "to", "for", "and", "at", "by", "with", "s"))
_NEAR = 88
_MISSPELT = 5
"""The letters that a word needs to count as misspelt: shorter words are too often different words."""


@dataclass(frozen=True, slots=True)
class FoldedTitle:
    """The words of a title, without case, punctuation and accents; in Chinese, each character is a word."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    han: bool

    @property
    def is_specific(self) -> bool:
        """Whether it has enough words to identify a text: “Editorial” has not."""
        return len(self.words) >= (6 if self.han else 4) or len(self.text) >= 30

    @property
    def is_long(self) -> bool:
        """Whether two texts are unlikely to share it."""
        return len(self.words) >= (10 if self.han else 6)


def fold_title(title: str) -> FoldedTitle:
    """Return the form of a title for comparison."""
    folded = unicodedata.normalize("NFKC", title)
    han = bool(_HAN.search(folded))
    numbers = [word for word in _WORD.findall(folded) if _is_number_word(word)]
    if not folded.isascii():
        folded = remove_accents(folded)
    words = _WORD.findall(folded.casefold())
    if han:
        words = [part for word in words for part in (word if _HAN.search(word) else (word,))]
        numbers += [sign for sign in folded if sign in _HAN_NUMBER]
    return FoldedTitle(" ".join(words), tuple(words), tuple(number.casefold() for number in numbers), han)


def title_similarity(left: FoldedTitle, right: FoldedTitle) -> int:
    """Return a similarity from 0 to 100; below 88, two titles belong to two texts."""
    if not left.text or not right.text:
        return 0
    if left.text == right.text:
        return 100
    if left.numbers != right.numbers or left.han or right.han:
        return 0
    if left.text.replace(" ", "") == right.text.replace(" ", ""):
        return 99
    ratio = int(fuzz.ratio(left.text, right.text, score_cutoff=_NEAR))
    return ratio if ratio and _have_same_words(left, right) else 0


# Most titles consist of the same few words.
@functools.lru_cache(maxsize=16_384)
def _is_number_word(word: str) -> bool:
    return any(sign.isdigit() for sign in word) or word.casefold() in _COUNTING or bool(_ROMAN.fullmatch(word))


def _have_same_words(left: FoldedTitle, right: FoldedTitle) -> bool:
    """Whether the words in which they differ are short function words, or misspelt."""
    words, other_words = Counter(left.words), Counter(right.words)
    only_first = [word for word in (words - other_words).elements() if word not in _SMALL]
    only_second = [word for word in (other_words - words).elements() if word not in _SMALL]
    if len(only_first) != len(only_second) or len(only_first) > 2:
        return False
    return all(
        len(word) >= _MISSPELT and OSA.distance(word, match, score_cutoff=1) <= 1
        for word, match in zip(sorted(only_first), sorted(only_second), strict=True)
    )


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
