"""Sources that are probably the same, in groups, the surest first.

Candidates are found in blocks and scored in pairs, and the pairs are joined into groups, the surest first. A group
never takes in a source that conflicts with one of its members, for example by another DOI.

Sources are put into blocks: those with the same address, with the same DOI, and of one publisher with titles that start
or end with the same words. Two titles that differ in one place share one or the other. A block is sorted by title and
date, and each source in it is compared only with the next eight, so that the cost of a block is proportional to its
length, even for a daily column of ten thousand texts. A duplicate is missed only if eight sources with nearly its title
stand between the two.
"""

import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Archive, CiteKey, PartialDate, Source
from ...reading.languages import base_language
from .canonical_address import canonical_address, extract_doi, identifies_text
from .titles import NEAR, FoldedTitle, fold_title, title_similarity

_NEIGHBOURS = 8
_WORDS = 4
_SIGNS = 6
_LARGEST = 20
LEAST = 70
"""The least score at which two sources are reported."""

_PARTS = ("volume", "number", "issue", "pages", "isbn", "edition", "version", "chapter", "eprint", "part", "issn")
_FIGURES = re.compile(r"\b\w*\d\w*")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The certainty, from 0 to 100, that two sources are the same, and the reasons."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """Sources that are probably the same.

    Attributes:
        score: The lowest score of the pairs that join them, from 70 to 100.
        sources: The sources, first the one to keep: one from which others inherit, else the one that most briefs cite,
            of these the one with the most fields.
    """

    score: int
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]
    citation_counts: tuple[int, ...]


def find_duplicates(archive: Archive) -> tuple[Duplicates, ...]:
    """Return the groups of sources of *archive* that are probably the same."""
    candidates = prepare_candidates(archive.sources.values())
    weighed = ((weigh(left, right), left, right) for left, right in candidate_pairs(candidates))
    pairs = [(evidence, left, right) for evidence, left, right in weighed if evidence is not None]
    pairs.sort(key=lambda pair: (-pair[0].score, pair[1].source.key, pair[2].source.key))
    citations = Counter(archive.resolve_key(key) for brief in archive.briefs.values() for key in brief.bibliography)
    key_lists = (source.fields.get(name, "") for source in archive.sources.values() for name in ("crossref", "xdata"))
    parents = {key.strip().casefold() for keys in key_lists if keys for key in keys.split(",")}
    groups = []
    for members, evidence in _join_pairs(pairs):
        sources = [member.source for member in members]
        sources.sort(
            key=lambda source: (
                source.key.casefold() not in parents,
                -citations[source.key],
                -len(source.fields),
                source.key,
            )
        )
        counts = tuple(citations[source.key] for source in sources)
        groups.append(
            Duplicates(score=evidence.score, reasons=evidence.reasons, sources=tuple(sources), citation_counts=counts)
        )
    return tuple(sorted(groups, key=lambda group: (-group.score, group.sources[0].key)))


def _join_pairs(pairs: Iterable[tuple[Match, Candidate, Candidate]]) -> Iterator[tuple[list[Candidate], Match]]:
    """Join pairs into groups, the surest first, each with its lowest score and all reasons."""
    groups: dict[CiteKey, tuple[list[Candidate], Match]] = {}
    for evidence, *pair in pairs:
        (left, left_match), (right, right_match) = (
            groups.get(candidate.source.key) or ([candidate], evidence) for candidate in pair
        )
        score, reasons = left_match.score, (*left_match.reasons, *evidence.reasons)
        if left is not right:
            if len(left) + len(right) > _LARGEST or any(are_incompatible(a, b) for a in left for b in right):
                continue
            left = [*left, *right]
            score = min(left_match.score, right_match.score, evidence.score)
            reasons = (*left_match.reasons, *right_match.reasons, *evidence.reasons)
        group = left, Match(score=score, reasons=tuple(dict.fromkeys(reasons)))
        groups |= {member.source.key: group for member in left}
    return iter({id(group): group for group in groups.values()}.values())


def merge_command(keys: Iterable[str], *, where: Sequence[str] = ()) -> str:
    """Return the command that merges the sources *keys* into the first; *where* is `--root` and a folder, if needed."""
    words = [*keys]
    end_of_options = ["--"] if any(key.startswith("-") for key in words) else []
    return shlex.join(["briefs", *where, "sources", "merge", *end_of_options, *words])


def weigh(left: Candidate, right: Candidate) -> Match | None:
    """Return the evidence that two sources are the same; None if it is too weak or something contradicts it."""
    if are_incompatible(left, right):
        return None
    titles = _best_similarity(left, right)
    score = max(_score_doi(left, right, titles), _score_address(left, right, titles), _score_title(left, right, titles))
    return Match(score=score, reasons=tuple(_reasons(left, right, titles))) if score >= LEAST else None


def are_incompatible(left: Candidate, right: Candidate) -> bool:
    """Whether two sources cannot be the same, because DOIs, volumes or pages differ or they share no author."""
    if left.doi and right.doi and left.doi != right.doi:
        return True
    if left.authors and right.authors and not left.authors & right.authors:
        return True
    fields, other_fields = left.source.fields, right.source.fields
    return any(
        name in other_fields and _first_figure(fields[name]) != _first_figure(other_fields[name])
        for name in _PARTS
        if name in fields
    )


def _first_figure(text: str) -> str:
    match = _FIGURES.search(text)
    return match[0].lstrip("0") if match else text.casefold()


def _best_similarity(left: Candidate, right: Candidate) -> int:
    """Return the similarity of the titles, or -1 if they are in two scripts and no translation helps."""
    if left.title.han == right.title.han:
        return title_similarity(left.title, right.title)
    titles, other_titles = (left.title, *left.other_titles), (right.title, *right.other_titles)
    best = max(title_similarity(title, another) for title in titles for another in other_titles)
    return best if best >= NEAR else -1


def _score_doi(left: Candidate, right: Candidate, titles: int) -> int:
    if not left.doi or left.doi != right.doi:
        return 0
    untitled = not left.title.text or not right.title.text
    # Chapters and supplements can be given the DOI of the whole.
    return 97 if titles >= NEAR or untitled else 90 if titles < 0 else 75 if _have_same_day(left, right) else 0


def _score_address(left: Candidate, right: Candidate, titles: int) -> int:
    if not left.address or left.address != right.address:
        return 0
    is_specific = identifies_text(left.address)
    agree = dates_agree(left.source.issued, right.source.issued)
    if titles >= NEAR:
        return 97 if agree else 80 if is_specific else 0
    untitled = not left.title.text or not right.title.text
    if untitled or titles < 0:
        return 85 if is_specific and agree else 0
    # Headlines are edited, but one with other numbers is another report.
    return 75 if is_specific and _have_same_day(left, right) and left.title.numbers == right.title.numbers else 0


def _score_title(left: Candidate, right: Candidate, titles: int) -> int:
    """Score by title; other dates or addresses are those of the next text in a series."""
    if titles < NEAR or not left.publisher or left.publisher != right.publisher or not left.title.is_specific:
        return 0
    if len({base_language(side.source.language) for side in (left, right)} - {""}) > 1:
        return 0
    score = _score_dates(left, right, titles) - (100 - titles) // 2
    if left.address and right.address and left.address != right.address:
        # Two pages on one host differ; on two hosts, one may be a mirror.
        mirrored = left.address.partition("/")[0] != right.address.partition("/")[0]
        return score - 14 if mirrored and titles >= 99 and left.title.is_long and _have_same_day(left, right) else 0
    return score


def _score_dates(left: Candidate, right: Candidate, titles: int) -> int:
    first_date, second_date = left.source.issued, right.source.issued
    if first_date is None or second_date is None:
        # If several texts have the title, it is unclear which one is meant.
        return 76 if titles == 100 and left.title.is_long and not left.repeated else 0
    if dates_agree(first_date, second_date):
        return 92 if first_date.day and second_date.day else 86
    # Printed a year after it was published online.
    years_alone = not (first_date.month and second_date.month)
    return 76 if years_alone and abs(first_date.year - second_date.year) == 1 and left.title.is_long else 0


def _have_same_day(left: Candidate, right: Candidate) -> bool:
    return left.source.issued is not None and left.source.issued == right.source.issued and bool(left.source.issued.day)


def _reasons(left: Candidate, right: Candidate, titles: int) -> Iterator[str]:
    if left.doi and left.doi == right.doi:
        yield f"same DOI {left.doi}"
    if left.address and left.address == right.address:
        yield f"same address {left.address}"
    if titles >= NEAR:
        yield "same title" if titles == 100 else f"nearly the same title ({titles} %)"
    if left.source.publisher and left.source.publisher == right.source.publisher:
        yield f"same publisher {left.source.publisher_name}"
    first_date, second_date = left.source.issued, right.source.issued
    if first_date and first_date == second_date:
        yield f"same date {first_date}"
    elif first_date and second_date:
        yield f"dates {first_date} and {second_date}"


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
    short, long = sorted((str(left or ""), str(right or "")), key=len)
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
