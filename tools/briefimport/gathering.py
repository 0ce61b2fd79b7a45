"""The copies of each brief among the results of a run, united before anything is made of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from briefarchive.diagnostics import Diagnostic, Span

from .copies import Copies, Revision, find_copies, likeness_of
from .deciding import NO_PLAN, Plan
from .faults import CopyUnited, DateMissing, RevisionFound
from .legacy import LegacyBrief
from .readings import Read
from .report import FileReport, Outcome
from .uniting import unite


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The results of a run, with one text for each brief.

    Attributes:
        results: As they were, but that a brief of several copies stands where the first of them was, and at the places
            of the others a report that names its export.
        revisions: Pairs of texts that are nearly one.
    """

    results: Sequence[Read]
    revisions: tuple[Revision, ...]


def gather(results: Sequence[Read], plan: Plan = NO_PLAN) -> Gathered:
    """Unite the copies among *results*: those that a person has called copies in *plan*, else those that are alike."""
    if plan.name:
        copies = Copies(groups=_planned(results, plan))
    else:
        known = (likeness_of(place, one) for place, (_, one) in enumerate(results) if isinstance(one, LegacyBrief))
        copies = find_copies((one for one in known if one), lambda place: _brief_at(results, place))
    if not copies.groups:
        return Gathered(results=results, revisions=copies.revisions)
    united = list(results)
    leads: dict[str, str] = {}
    for places in copies.groups:
        leads |= _unite_at(results, united, sorted(places))
    return Gathered(results=united, revisions=tuple(_named_as_united(copies.revisions, leads)))


def revision_notes(revisions: Sequence[Revision]) -> Iterator[Diagnostic]:
    """What to tell of texts that are nearly one."""
    for pair in revisions:
        message = f'"{pair.one}" and "{pair.other}" are nearly the same text ({pair.likeness:.0%}): '
        yield RevisionFound.at(
            Span(path=pair.one),
            message + "; ".join(pair.places),
            hint="compare the two; keep one, or let the later brief say that it replaces the other (replaces: …)",
        )


def _planned(results: Sequence[Read], plan: Plan) -> tuple[tuple[int, ...], ...]:
    """The places of texts that are one by decision; of those that have changed since, there is none."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, (_, one) in enumerate(results):
        if isinstance(one, LegacyBrief) and plan.outdated(one) is None:
            groups[plan.about(one).other or one.origin].append(place)
    return tuple(tuple(places) for places in groups.values() if len(places) > 1)


def _brief_at(results: Sequence[Read], place: int) -> LegacyBrief:
    return cast("LegacyBrief", results[place][1])


def _unite_at(results: Sequence[Read], united: list[Read], places: Sequence[int]) -> dict[str, str]:
    """Put one brief where the first of its copies at *places* stands, and reports of the others where they stand.

    Gives for the origin of each copy that of the brief of which it is one.
    """
    union = unite([_brief_at(results, place) for place in places])
    left = [(copy.origin, copy.sha256) for copy in union.copies]
    lead, others = -1, []
    for place in places:
        copy = _brief_at(results, place)
        if (copy.origin, copy.sha256) in left:
            left.remove((copy.origin, copy.sha256))
            others.append(place)
        elif lead < 0 and copy.origin == union.origin:
            lead = place
    if not others:
        return {}
    first, *rest = sorted((lead, *others))
    united[first] = results[lead][0], union
    for place, other in zip(rest, others, strict=True):
        united[place] = results[other][0], _report(_brief_at(results, other), union.origin)
    return {copy.origin: union.origin for copy in (union, *union.copies)}


def _report(copy: LegacyBrief, lead: str) -> FileReport:
    note = CopyUnited.at(Span(path=copy.origin), f'it is a copy of "{lead}", and was united with it')
    kept = tuple(one for one in copy.diagnostics if one.code != DateMissing.code)
    return FileReport(
        file=copy.origin,
        sha256=copy.sha256,
        status=Outcome.UNITED,
        united_with=lead,
        reader=copy.reader,
        legacy=copy,
        diagnostics=(*kept, note),
    )


def _named_as_united(revisions: Sequence[Revision], leads: dict[str, str]) -> Iterator[Revision]:
    """Each pair once, however many copies each of the two has."""
    seen: set[frozenset[str]] = set()
    for pair in revisions:
        names = frozenset((leads.get(pair.one, pair.one), leads.get(pair.other, pair.other)))
        if len(names) == 2 and names not in seen:
            seen.add(names)
            yield pair
