"""Which exports of a run are copies of one brief, and which are revisions of it.

Texts are compared that share one of the smallest hashes of their sketches (MinHash, `reading.sketch`), and each only
with its neighbours among those that do: so ten thousand exports with one sentence in common cost no more than others.
Copies have the same text (`comparing`) and do not stand under two dates.
"""

import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefarchive.diagnostics import Severity
from briefarchive.reading.sketch import compare_sketches, read_numbers

from ..faults import DateMissing
from ..legacy import LegacyBrief
from ..outlines import outline_of
from .comparing import WordsOfText, differences, folded_words, words_of_text
from .groups import Groups

_BLOCK = 8
_NEIGHBOURS = 8
# How much of their sequences of words two texts share: on one day, and under different ones.
_ALIKE_ON_A_DAY = 0.5
_ALIKE = 0.8
_LATELY_READ = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What must be known of a text to look for its copies: little, so that it can be held for every text of a run.

    Attributes:
        place: The number of the text in its run.
        day: The day of its publication.
        printed: Whether the text says that day itself.
        title: As the text prints it, folded; empty where it prints none.
        sketch: As `reading.sketch` makes it, of the running text; empty where that is short.
        digest: Of all its words.
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
    """Two exports with nearly one text, or one text under two dates; *places* says where they differ."""

    one: str
    other: str
    likeness: float
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What belongs together.

    Attributes:
        groups: The places of the copies of one brief, two or more, by origin.
        revisions: Pairs that a person must judge, each once.
    """

    groups: tuple[tuple[int, ...], ...] = ()
    revisions: tuple[Revision, ...] = ()


def likeness_of(place: int, brief: LegacyBrief) -> Likeness | None:
    """What tells copies of *brief*; None if it is no text that can be united with another.

    That it has no date does not matter, since a copy may have one; whatever else is wrong with it does.
    """
    faults = (one for one in brief.diagnostics if one.severity is Severity.ERROR)
    outline = outline_of(brief)
    if not outline.digest or any(one.code != DateMissing.code for one in faults):
        return None
    return Likeness(
        place=place,
        origin=brief.origin,
        day=brief.published.date if brief.published else None,
        printed=brief.published is not None and bool(brief.published.text),
        title=" ".join(folded_words(brief.title)),
        sketch=outline.sketch,
        digest=outline.digest,
    )


def find_copies(texts: Iterable[Likeness], find_brief: Callable[[int], LegacyBrief]) -> Copies:
    """The copies and revisions among *texts*, whatever their order.

    Args:
        texts: What tells copies.
        find_brief: Gives the text at a place; asked only for those that are alike.
    """
    ordered = sorted(texts, key=lambda text: (text.origin, text.place))
    words_at = functools.lru_cache(_LATELY_READ)(lambda place: words_of_text(find_brief(place)))
    groups: Groups[int] = Groups()
    near: list[Revision] = []
    for first, second in _candidates(ordered):
        one, other = ordered[first], ordered[second]
        likeness = _likeness(one, other)
        if likeness < _ALIKE_ON_A_DAY:
            continue
        places = _differences(one, other, words_at)
        if not places:
            groups.join(first, second)
        elif likeness >= _ALIKE or one.day == other.day:
            near.append(_revision(one, other, likeness, places))
    found, apart = _by_day(ordered, groups)
    together = {text.origin: number for number, group in enumerate(found) for text in group}
    revisions = [*apart, *(revision for revision in near if not _is_settled(revision, together))]
    return Copies(
        groups=tuple(tuple(text.place for text in group) for group in found),
        revisions=tuple(sorted(revisions, key=lambda pair: (pair.one, pair.other))),
    )


def _candidates(texts: Sequence[Likeness]) -> Iterator[tuple[int, int]]:
    """Pairs that are worth a look, each once; every text is in a few blocks and has a few neighbours in each."""
    blocks: dict[bytes | int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        blocks[text.digest].append(number)
        for least in read_numbers(text.sketch, _BLOCK):
            blocks[least].append(number)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        # The more of their smallest hashes two texts share, the nearer they stand.
        block.sort(key=lambda number: (texts[number].sketch, number))
        for at, number in enumerate(block):
            for other in block[at + 1 : at + 1 + _NEIGHBOURS]:
                pair = (min(number, other), max(number, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _likeness(one: Likeness, other: Likeness) -> float:
    if one.digest == other.digest:
        # “The recording is below” can be the whole text of two.
        return 0.0 if not one.sketch and one.title and other.title and one.title != other.title else 1.0
    if not one.sketch or not other.sketch:
        return 0.0
    return compare_sketches(frozenset(read_numbers(one.sketch)), frozenset(read_numbers(other.sketch)))


def _differences(one: Likeness, other: Likeness, words_at: Callable[[int], WordsOfText]) -> tuple[str, ...]:
    if one.digest == other.digest:
        return ()
    return differences(words_at(one.place), words_at(other.place))


def _by_day(texts: Sequence[Likeness], groups: Groups[int]) -> tuple[list[tuple[Likeness, ...]], list[Revision]]:
    """Groups of one day each, and as revisions those that have one text under two dates.

    A date that a text prints goes before one that only its file says, since files are copied and saved anew. A copy
    without a date belongs to those that have one, unless these have two.
    """
    members: dict[int, list[Likeness]] = defaultdict(list)
    for number, text in enumerate(texts):
        members[groups.lead(number)].append(text)
    found: list[tuple[Likeness, ...]] = []
    apart: list[Revision] = []
    for group in members.values():
        parts = list(_days(group))
        found += [part for part in parts if len(part) > 1]
        for part, following in itertools.pairwise(parts):
            if not part[0].sketch:
                continue  # a few words can be said on two days
            days = " / ".join(str(text.day or "no date") for text in (part[0], following[0]))
            apart.append(_revision(part[0], following[0], 1.0, (f"the same text under two dates: {days}",)))
    return found, apart


def _days(group: Sequence[Likeness]) -> Iterator[tuple[Likeness, ...]]:
    if len({text.day for text in group if text.printed}) == 1 or len({text.day for text in group if text.day}) <= 1:
        yield tuple(group)
        return
    by_day: dict[datetime.date, list[Likeness]] = defaultdict(list)
    for text in group:
        if text.day:
            by_day[text.day].append(text)
    yield from (tuple(by_day[day]) for day in sorted(by_day))
    yield from ((text,) for text in group if text.day is None)


def _revision(here: Likeness, there: Likeness, likeness: float, places: tuple[str, ...]) -> Revision:
    one, other = sorted((here.origin, there.origin))
    return Revision(one=one, other=other, likeness=round(likeness, 2), places=places)


def _is_settled(revision: Revision, together: dict[str, int]) -> bool:
    """Whether both became one brief by way of a third copy."""
    group = together.get(revision.one)
    return group is not None and group == together.get(revision.other)
