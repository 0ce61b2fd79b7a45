"""Finds exports in a run that are copies of one brief, or revisions of one.

Texts are compared if they share one of the smallest hashes of their sketches (MinHash, `reading.sketch`), and only with
their neighbours among those, so that ten thousand exports with a sentence in common cost no more than others.
Copies have the same text (`comparing`), and no two different dates.
"""

import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefarchive.diagnostics import Severity
from briefarchive.reading.sketch import compare_sketches, read_numbers

from ..legacy import LegacyBrief, Outline
from ..rules import DateMissing
from ..site.outlines import make_outline
from .comparing import MAX_SHOWN, find_differences, fold_words, read_words

_HASHES = 8
_MAX_NEIGHBOURS = 8
# The share of word sequences that two texts must have in common: with the same date, and with different dates.
_MIN_LIKENESS_ON_A_DAY = 0.5
_MIN_LIKENESS = 0.8
_CACHED_TEXTS = 128


class _Text(NamedTuple):
    """A text with its number in its run, and its outline."""

    place: int
    brief: LegacyBrief
    outline: Outline

    @property
    def day(self) -> datetime.date | None:
        """The day of publication."""
        return self.brief.published.date if self.brief.published else None

    @property
    def prints_day(self) -> bool:
        """Whether the text prints that day."""
        return self.brief.published is not None and bool(self.brief.published.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Two exports with nearly the same text, or the same text under two dates; *places* are the differences."""

    one: str
    other: str
    likeness: float
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The copies and revisions among the texts of a run.

    Attributes:
        groups: The numbers of texts that are copies of one brief, two or more in each group, by origin.
        revisions: Pairs that a person must decide about.
    """

    groups: tuple[tuple[int, ...], ...] = ()
    revisions: tuple[Revision, ...] = ()


def find_copies(briefs: Mapping[int, LegacyBrief]) -> Copies:
    """Find copies and revisions among *briefs*, by their numbers in the run, regardless of their order."""
    texts = (_Text(place, brief, make_outline(brief)) for place, brief in briefs.items() if _may_be_merged(brief))
    ordered = sorted((text for text in texts if text.outline.digest), key=lambda text: (text.brief.origin, text.place))
    words_at = functools.lru_cache(_CACHED_TEXTS)(lambda number: read_words(ordered[number].brief))
    same_pairs: list[tuple[int, int]] = []
    near_revisions: list[Revision] = []
    for first, second in _candidates(ordered):
        left, right = ordered[first], ordered[second]
        likeness = _compare(left, right)
        if likeness < _MIN_LIKENESS_ON_A_DAY:
            continue
        is_same = left.outline.digest == right.outline.digest
        is_near = likeness >= _MIN_LIKENESS or left.day == right.day
        # Of texts that are less alike, one difference says enough.
        most = MAX_SHOWN if is_near else 1
        places = () if is_same else find_differences(words_at(first), words_at(second), most)
        if not places:
            same_pairs.append((first, second))
        elif is_near:
            near_revisions.append(_make_revision(left, right, likeness, places))
    day_groups, split_revisions = _split_by_day(ordered, _find_leads(same_pairs, len(ordered)))
    together = {text.brief.origin: number for number, group in enumerate(day_groups) for text in group}
    revisions = [*split_revisions, *(revision for revision in near_revisions if not _is_settled(revision, together))]
    return Copies(
        groups=tuple(tuple(text.place for text in group) for group in day_groups),
        revisions=tuple(sorted(revisions, key=lambda pair: (pair.one, pair.other))),
    )


def _may_be_merged(brief: LegacyBrief) -> bool:
    """Return whether *brief* has no error but that it has no date, which a copy may have."""
    faults = (diagnostic for diagnostic in brief.diagnostics if diagnostic.severity is Severity.ERROR)
    return all(diagnostic.code == DateMissing.code for diagnostic in faults)


def _candidates(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Yield each pair worth comparing once; every text is in a few blocks, and has a few neighbours in each."""
    blocks: dict[bytes | int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        blocks[text.outline.digest].append(number)
        for least in read_numbers(text.outline.sketch, _HASHES):
            blocks[least].append(number)
    seen_pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        # The more of their smallest hashes two texts share, the closer they are.
        block.sort(key=lambda number: (texts[number].outline.sketch, number))
        for at, number in enumerate(block):
            for neighbour in block[at + 1 : at + 1 + _MAX_NEIGHBOURS]:
                pair = (min(number, neighbour), max(number, neighbour))
                if pair not in seen_pairs:
                    seen_pairs.add(pair)
                    yield pair


def _compare(left: _Text, right: _Text) -> float:
    one, other = left.outline, right.outline
    if one.digest == other.digest:
        # Two texts may consist of nothing but “The recording is below”.
        titles = {" ".join(fold_words(text.brief.title)) for text in (left, right)} - {""}
        return 0.0 if len(titles) > 1 and not one.sketch else 1.0
    if not one.sketch or not other.sketch:
        return 0.0
    return compare_sketches(frozenset(read_numbers(one.sketch)), frozenset(read_numbers(other.sketch)))


def _find_leads(pairs: Iterable[tuple[int, int]], count: int) -> list[int]:
    """Return for each number below *count* the lead of those with which *pairs* connect it (union–find)."""
    leads = list(range(count))

    def find(number: int) -> int:
        while leads[number] != number:
            leads[number] = number = leads[leads[number]]
        return number

    for first, second in pairs:
        leads[find(first)] = find(second)
    return list(map(find, leads))


def _split_by_day(texts: Sequence[_Text], leads: Sequence[int]) -> tuple[list[tuple[_Text, ...]], list[Revision]]:
    """Split groups by date, and return pairs with the same text under two dates as revisions.

    A printed date takes precedence over one that only the file states, since files are copied and saved anew. A copy
    without a date belongs to those that have one, unless their dates differ.
    """
    members: dict[int, list[_Text]] = defaultdict(list)
    for text, lead in zip(texts, leads, strict=True):
        members[lead].append(text)
    day_groups: list[tuple[_Text, ...]] = []
    revisions: list[Revision] = []
    for group in members.values():
        parts = list(_group_by_day(group))
        day_groups += [part for part in parts if len(part) > 1]
        for part, following in itertools.pairwise(parts):
            if not part[0].outline.sketch:
                continue  # a few words may well be published on two days
            days = " / ".join(str(text.day or "no date") for text in (part[0], following[0]))
            revisions.append(_make_revision(part[0], following[0], 1.0, (f"the same text under two dates: {days}",)))
    return day_groups, revisions


def _group_by_day(group: Sequence[_Text]) -> Iterator[tuple[_Text, ...]]:
    if len({text.day for text in group if text.prints_day}) == 1 or len({text.day for text in group if text.day}) <= 1:
        yield tuple(group)
        return
    by_day: dict[datetime.date, list[_Text]] = defaultdict(list)
    for text in group:
        if text.day:
            by_day[text.day].append(text)
    yield from (tuple(by_day[day]) for day in sorted(by_day))
    yield from ((text,) for text in group if text.day is None)


def _make_revision(left: _Text, right: _Text, likeness: float, places: tuple[str, ...]) -> Revision:
    first, second = sorted((left.brief.origin, right.brief.origin))
    return Revision(one=first, other=second, likeness=round(likeness, 2), places=places)


def _is_settled(revision: Revision, together: dict[str, int]) -> bool:
    """Return whether both texts are in one brief because a third copy connects them."""
    group = together.get(revision.one)
    return group is not None and group == together.get(revision.other)
