"""Rules of family R: what the text of a brief is about, and another brief that says the same."""

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..model import Archive, Brief, BriefId, Status
from ..reading.sketch import compare_sketches, read_numbers
from ..reading.vocabularies.countries import OFTEN
from .rule import ArchiveRule


class CountryNotListed(ArchiveRule):
    """A text names a country five times or more, and the brief's `countries` do not have it.

    Whoever looks at the country's page does not find the brief. List the country if the brief is about it; one that is
    merely named need not stand there. Only names in English and Chinese are counted.
    """

    code = "R203"
    severity = Severity.NOTICE
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        known = archive.vocabulary.countries
        for brief in archive.briefs.values():
            # A code that cannot be read may be the very one.
            if not all(code in known for code in brief.countries):
                continue
            listed = {
                *brief.countries,
                *(member for code in brief.countries for member in known[code].list_members(brief.date)),
            }
            for code in brief.markup.countries:
                if code in known and code not in listed:
                    message = f'the text names "{known[code].label()}" at least {OFTEN} times'
                    hint = f'add "{code}" to "countries" if the brief is about it'
                    yield cls.at(brief.place("countries"), message, hint=hint)


class SimilarBrief(ArchiveRule):
    """The text of a brief is nearly that of another.

    The message says how much of their sequences of three words the two have in common, by a sample. If both are one
    brief, keep the older, and let the newer one's address lead to it (`aliases`). If the newer one takes the place of
    the older, say so: `replaces`.
    """

    code = "R204"
    severity = Severity.NOTICE

    ALIKE = 0.7
    BLOCK = 8
    CROWD = 20
    """Sequences that more briefs share are phrases of the house, and tell nothing."""

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        sketches = {
            brief.id: brief.markup.sketch
            for brief in archive.briefs.values()
            if brief.markup.sketch and brief.status is not Status.WITHDRAWN
        }
        numbers = functools.cache(lambda brief_id: frozenset(read_numbers(sketches[brief_id])))
        nearest: dict[BriefId, tuple[float, BriefId]] = {}
        for older, newer in _candidates(sketches):
            likeness = compare_sketches(numbers(older), numbers(newer))
            if likeness >= cls.ALIKE and not _is_replaced(archive.briefs[older], archive.briefs[newer]):
                nearest[newer] = max(nearest.get(newer, (0.0, older)), (likeness, older))
        for newer, (likeness, older) in nearest.items():
            brief = archive.briefs[newer]
            message = f'{likeness:.0%} of the text is that of "{older}"'
            yield cls.at(brief.place("title"), message, hint="keep one of the two, or tell what is new")


def _candidates(sketches: dict[BriefId, bytes]) -> list[tuple[BriefId, BriefId]]:
    """Pairs of briefs, the older first, that share one of their first few numbers; never all pairs."""
    first = {brief_id: read_numbers(sketch, SimilarBrief.BLOCK) for brief_id, sketch in sketches.items()}
    times = Counter(itertools.chain.from_iterable(first.values()))
    shared = {number for number, count in times.items() if 1 < count <= SimilarBrief.CROWD}
    holders: dict[int, list[BriefId]] = defaultdict(list)
    for brief_id, numbers in first.items():
        for number in shared.intersection(numbers):
            holders[number].append(brief_id)
    pairs = {(older, newer) for ids in holders.values() for at, newer in enumerate(ids) for older in ids[:at]}
    return sorted(pairs)


def _is_replaced(one: Brief, other: Brief) -> bool:
    return one.id in other.replaces or other.id in one.replaces


RULES: tuple[type[ArchiveRule], ...] = (CountryNotListed, SimilarBrief)
