"""Finds exports in a run that are copies of one brief, or revisions of one.

Texts are compared if they share one of the smallest hashes of their sketches (MinHash, `reading.sketch`), and only with
their neighbours among those, so that ten thousand exports with a sentence in common cost no more than others.
Copies have the same text (`comparing`), and no two different dates.
"""

import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefarchive.diagnostics import Severity
from briefarchive.reading.sketch import compare_sketches, read_numbers

from ..legacy import LegacyBrief
from ..outlines import outline_of
from ..rules import DateMissing
from .comparing import find_differences, fold_words, read_words
from .groups import Groups

_HASHES = 8
_MAX_NEIGHBOURS = 8
# The share of word sequences that two texts must have in common: with the same date, and with different dates.
_MIN_LIKENESS_ON_A_DAY = 0.5
_MIN_LIKENESS = 0.8
_CACHED_TEXTS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is needed of a text to look for its copies; it is small, since it is kept for every text of a run.

    Attributes:
        place: The number of the text in its run.
        day: The day of publication.
        printed: Whether the text prints that day.
        title: The folded title that the text prints, if any.
        sketch: The sketch of the running text, made by `reading.sketch`; empty if the text is short.
        digest: The digest of all words.
    """

    place: int
    origin: str
    day: datetime.date | None
    printed: bool
    title: str
    sketch: bytes
    digest: bytes


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


def make_fingerprint(place: int, brief: LegacyBrief) -> Fingerprint | None:
    """Return what is needed to find copies of *brief*, or None if it cannot be merged with another text.

    A missing date does not matter, since a copy may have one; any other error does.
    """
    faults = (one for one in brief.diagnostics if one.severity is Severity.ERROR)
    outline = outline_of(brief)
    if not outline.digest or any(one.code != DateMissing.code for one in faults):
        return None
    return Fingerprint(
        place=place,
        origin=brief.origin,
        day=brief.published.date if brief.published else None,
        printed=brief.published is not None and bool(brief.published.text),
        title=" ".join(fold_words(brief.title)),
        sketch=outline.sketch,
        digest=outline.digest,
    )


def find_copies(texts: Iterable[Fingerprint], find_brief: Callable[[int], LegacyBrief]) -> Copies:
    """Find copies and revisions among *texts*, regardless of their order.

    Args:
        texts: What is needed of each text to find its copies.
        find_brief: Returns the text with a number; called only for texts that are alike.
    """
    ordered = sorted(texts, key=lambda text: (text.origin, text.place))
    words_at = functools.lru_cache(_CACHED_TEXTS)(lambda place: read_words(find_brief(place)))
    groups: Groups[int] = Groups()
    near: list[Revision] = []
    for first, second in _candidates(ordered):
        one, other = ordered[first], ordered[second]
        likeness = _compare(one, other)
        if likeness < _MIN_LIKENESS_ON_A_DAY:
            continue
        is_same = one.digest == other.digest
        places = () if is_same else find_differences(words_at(one.place), words_at(other.place))
        if not places:
            groups.join(first, second)
        elif likeness >= _MIN_LIKENESS or one.day == other.day:
            near.append(_make_revision(one, other, likeness, places))
    found, apart = _split_by_day(ordered, groups)
    together = {text.origin: number for number, group in enumerate(found) for text in group}
    revisions = [*apart, *(revision for revision in near if not _is_settled(revision, together))]
    return Copies(
        groups=tuple(tuple(text.place for text in group) for group in found),
        revisions=tuple(sorted(revisions, key=lambda pair: (pair.one, pair.other))),
    )


def _candidates(texts: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Yield each pair worth comparing once; every text is in a few blocks, and has a few neighbours in each."""
    blocks: dict[bytes | int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        blocks[text.digest].append(number)
        for least in read_numbers(text.sketch, _HASHES):
            blocks[least].append(number)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        # The more of their smallest hashes two texts share, the closer they are.
        block.sort(key=lambda number: (texts[number].sketch, number))
        for at, number in enumerate(block):
            for other in block[at + 1 : at + 1 + _MAX_NEIGHBOURS]:
                pair = (min(number, other), max(number, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _compare(one: Fingerprint, other: Fingerprint) -> float:
    if one.digest == other.digest:
        # Two texts may consist of nothing but “The recording is below”.
        return 0.0 if not one.sketch and one.title and other.title and one.title != other.title else 1.0
    if not one.sketch or not other.sketch:
        return 0.0
    return compare_sketches(frozenset(read_numbers(one.sketch)), frozenset(read_numbers(other.sketch)))


def _split_by_day(
    texts: Sequence[Fingerprint], groups: Groups[int]
) -> tuple[list[tuple[Fingerprint, ...]], list[Revision]]:
    """Split groups by date, and return pairs with the same text under two dates as revisions.

    A printed date takes precedence over one that only the file states, since files are copied and saved anew. A copy
    without a date belongs to those that have one, unless their dates differ.
    """
    members: dict[int, list[Fingerprint]] = defaultdict(list)
    for number, text in enumerate(texts):
        members[groups.lead(number)].append(text)
    found: list[tuple[Fingerprint, ...]] = []
    apart: list[Revision] = []
    for group in members.values():
        parts = list(_group_by_day(group))
        found += [part for part in parts if len(part) > 1]
        for part, following in itertools.pairwise(parts):
            if not part[0].sketch:
                continue  # a few words may well be published on two days
            days = " / ".join(str(text.day or "no date") for text in (part[0], following[0]))
            apart.append(_make_revision(part[0], following[0], 1.0, (f"the same text under two dates: {days}",)))
    return found, apart


def _group_by_day(group: Sequence[Fingerprint]) -> Iterator[tuple[Fingerprint, ...]]:
    if len({text.day for text in group if text.printed}) == 1 or len({text.day for text in group if text.day}) <= 1:
        yield tuple(group)
        return
    by_day: dict[datetime.date, list[Fingerprint]] = defaultdict(list)
    for text in group:
        if text.day:
            by_day[text.day].append(text)
    yield from (tuple(by_day[day]) for day in sorted(by_day))
    yield from ((text,) for text in group if text.day is None)


def _make_revision(here: Fingerprint, there: Fingerprint, likeness: float, places: tuple[str, ...]) -> Revision:
    one, other = sorted((here.origin, there.origin))
    return Revision(one=one, other=other, likeness=round(likeness, 2), places=places)


def _is_settled(revision: Revision, together: dict[str, int]) -> bool:
    """Return whether both texts are in one brief because a third copy connects them."""
    group = together.get(revision.one)
    return group is not None and group == together.get(revision.other)
