"""The copies of each brief among the results of a run, united before anything is made of them."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from briefarchive.diagnostics import Diagnostic, Span

from .copies.finding import Copies, Revision, find_copies
from .copies.merging import merge_copies
from .decisions import NO_PLAN, Plan
from .interpreting import UNDATED, name_unread_date, parse_day_hint
from .legacy import LegacyBrief, PrintedDate, pack, unpack
from .readings import Read, find_result_text
from .report.outcome import FileReport, Outcome
from .rules import CopyUnited, DateDecided, DateMissing, RevisionFound
from .word_coverage import count_words_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The results of a run, with one text for each brief.

    Attributes:
        results: As they were, but that a brief of several copies stands where the first of them was, and at the places
            of the others a report that names its export. Of texts that were imported before there are only reports.
        texts: All texts of the run, those that were imported before as well, one for each brief.
        revisions: Pairs of texts that are nearly one.
    """

    results: Sequence[Read]
    texts: Sequence[LegacyBrief]
    revisions: tuple[Revision, ...]


def gather(results: Sequence[Read], plan: Plan = NO_PLAN) -> Gathered:
    """Unite the copies among *results*: those that a person has called copies in *plan*, else those that are alike."""
    texts = {place: text for place, (_, result) in enumerate(results) if (text := find_result_text(result))}
    copies = Copies(groups=_list_planned_groups(texts, plan)) if plan.name else find_copies(texts)
    # Of a text that was imported before, no draft is made.
    united = [
        (export, replace(result, legacy=None) if isinstance(result, FileReport) else result)
        for export, result in results
    ]
    gathering = _Gathering(united, texts)
    for places in copies.groups:
        gathering.unite(sorted(places))
    for place, (export, result) in enumerate(united):
        if isinstance(result, LegacyBrief) and result.published is None and (dated := _add_guessed_day(result)):
            united[place] = export, dated
            texts[place] = dated
    old = {result.file for _, result in united if isinstance(result, FileReport)}
    revisions = (pair for pair in copies.revisions if not {pair.one, pair.other} <= old)
    return Gathered(
        results=united,
        texts=tuple(texts.values()),
        revisions=tuple(_named_as_united(tuple(revisions), gathering.leads)),
    )


def _add_guessed_day(brief: LegacyBrief) -> LegacyBrief | None:
    """*brief* with the day of its last change, else that of its latest source; None if it has neither.

    It is asked when copies have been united, since one of them may print the day.
    """
    changed = [day for hint in brief.hints.modified if (day := parse_day_hint(hint))]
    issued = [
        datetime.date(source.issued.year, source.issued.month, source.issued.day)
        for source in brief.sources
        if source.issued and source.issued.day
    ]
    if not changed and not issued:
        return None
    day, basis = (changed[0], "its last change") if changed else (max(issued), "its latest source")
    note = DateDecided.flag(
        Span(path=brief.origin), f"{UNDATED}; {day} is the day of {basis}", hint="write the day in the plan"
    )
    return name_unread_date(brief.with_date(PrintedDate(date=day), note))


def revision_notes(revisions: Sequence[Revision]) -> Iterator[Diagnostic]:
    """What to tell of texts that are nearly one."""
    for pair in revisions:
        message = f'"{pair.one}" and "{pair.other}" are nearly the same text ({pair.likeness:.0%}): '
        yield RevisionFound.flag(
            Span(path=pair.one),
            message + "; ".join(pair.places),
            hint="compare the two; keep one, or let the later brief say that it replaces the other (replaces: …)",
        )


def _list_planned_groups(texts: Mapping[int, LegacyBrief], plan: Plan) -> tuple[tuple[int, ...], ...]:
    """The places of texts that are one by decision; of those that have changed since, there is none."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, text in texts.items():
        if plan.check_row(text) is None:
            groups[plan.find_decisions(text).other or text.origin].append(place)
    return tuple(tuple(places) for places in groups.values() if len(places) > 1)


@dataclass(slots=True)
class _Gathering:
    """The results of a run, and its texts by place, while copies are united in both.

    Attributes:
        leads: For the origin of each copy, that of the brief of which it is one.
    """

    results: list[Read]
    texts: dict[int, LegacyBrief]
    leads: dict[str, str] = field(default_factory=dict)

    def unite(self, places: Sequence[int]) -> None:
        """Put one brief where the first of its copies at *places* stands, and reports where the others stand."""
        union = pack(merge_copies([unpack(self.texts[place]) for place in places]))
        unplaced = [(copy.origin, copy.sha256) for copy in union.copies]
        lead, other_places = -1, []
        for place in places:
            copy = self.texts[place]
            if (copy.origin, copy.sha256) in unplaced:
                unplaced.remove((copy.origin, copy.sha256))
                other_places.append(place)
            elif lead < 0 and copy.origin == union.origin:
                lead = place
        if not other_places:
            return
        self.leads |= {copy.origin: union.origin for copy in (union, *union.copies)}
        together = sorted((lead, *other_places))
        known_places = [place for place in together if isinstance(self.results[place][1], FileReport)]
        if known_places:
            self._join(known_places, [place for place in together if place not in known_places])
        else:
            self._unite(union, lead, together)

    def _unite(self, union: LegacyBrief, lead: int, places: Sequence[int]) -> None:
        exports = {place: self.results[place][0] for place in places}
        first, *rest = places
        for place, other_place in zip(rest, (place for place in places if place != lead), strict=True):
            self.results[place] = exports[other_place], _report(self.texts[other_place], union.origin)
        self.results[first] = exports[lead], union
        self.texts[first] = union
        for place in rest:
            del self.texts[place]

    def _join(self, known_places: Sequence[int], new: Sequence[int]) -> None:
        """Report new copies of a brief that was imported before; one with words of its own stays a text."""
        first, *rest = known_places
        texts = [unpack(self.texts[place]) for place in known_places]
        self.texts[first] = brief = merge_copies(texts) if rest else self.texts[first]
        report = cast("FileReport", self.results[first][1])
        read = count_words_read(brief)
        for place in new:
            export, copy = self.results[place][0], self.texts[place]
            if count_words_read(copy) <= read:
                new_report = _report(copy, brief.origin)
                new_report = replace(
                    new_report, status=Outcome.UNCHANGED, brief=report.brief, path=report.path, legacy=None
                )
                self.results[place] = export, new_report
                rest.append(place)
        for place in rest:
            del self.texts[place]


def _report(copy: LegacyBrief, lead: str) -> FileReport:
    note = CopyUnited.flag(Span(path=copy.origin), f'it is a copy of "{lead}", and was united with it')
    diagnostics = tuple(diagnostic for diagnostic in copy.diagnostics if diagnostic.code != DateMissing.code)
    report = FileReport.of(copy, Outcome.UNITED)
    return replace(report, united_with=lead, legacy=copy, diagnostics=(*diagnostics, note))


def _named_as_united(revisions: Sequence[Revision], leads: dict[str, str]) -> Iterator[Revision]:
    """Each pair once, however many copies each of the two has."""
    seen_pairs: set[frozenset[str]] = set()
    for pair in revisions:
        names = frozenset((leads.get(pair.one, pair.one), leads.get(pair.other, pair.other)))
        if len(names) == 2 and names not in seen_pairs:
            seen_pairs.add(names)
            yield pair
