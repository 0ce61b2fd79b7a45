"""Decisions about the texts of an old site, as made by a person in the table of `briefs import --plan`."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from .legacy import LegacyBrief, PrintedDate
from .rules import PlanOutdated, RowSkipped
from .suggesting.phrases import Suggestion
from .text.people.bylines import People
from .text.people.names import folded_name

PLAN = "plan"
"""The source of values that a person has entered in the plan."""
_DECIDER = f"the {PLAN}"


class Decision(StrEnum):
    """What is done with a text."""

    IMPORT = "import"
    AS_DRAFT = "as-draft"
    SKIP = "skip"
    DUPLICATE = "duplicate-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions about one text. None means undecided; an empty tuple means that there are none.

    Attributes:
        other: For `duplicate-of`, the origin or the brief that already has the text.
        compilers: The names of the compilers.
    """

    decision: Decision = Decision.IMPORT
    other: str = ""
    date: datetime.date | None = None
    title: str | None = None
    countries: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    compilers: tuple[str, ...] | None = None
    language: str = ""

    @property
    def draft(self) -> bool | None:
        """Whether the text is imported as a draft; None if undecided."""
        return None if self is UNDECIDED else self.decision is Decision.AS_DRAFT


UNDECIDED = Decisions()


def apply_decisions(legacy: LegacyBrief, decisions: Decisions) -> LegacyBrief:
    """Apply the decided date and people to *legacy*; printed words that contradict them are skipped."""
    if decisions.date and (legacy.published is None or legacy.published.date != decisions.date):
        legacy = legacy.without_printed_date(_DECIDER).with_date(PrintedDate(date=decisions.date))
    if decisions.compilers is not None:
        decided_names = set(map(folded_name, decisions.compilers))
        if decided_names != set(map(folded_name, legacy.people)):
            legacy = legacy.with_people(People(compilers=decisions.compilers), _DECIDER)
    return legacy


def choose_suggestions(suggested: tuple[Suggestion, ...], values: Iterable[str] | None) -> tuple[Suggestion, ...]:
    """Return what was decided, with the reasons of *suggested*; if nothing was decided, return what was suggested."""
    if values is None or tuple(values) == tuple(suggestion.value for suggestion in suggested):
        return suggested
    reasons = {suggestion.value: suggestion for suggestion in suggested}
    return tuple(reasons.get(value, Suggestion(value=value, because=PLAN)) for value in values)


_NEW_PLAN = "make a new plan with “briefs import --plan”"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A row of a plan.

    Attributes:
        span: The place of the row in the plan.
        sha256: The digest of the file for which the decisions were made.
        path: The file or folder that was given to the import.
    """

    span: Span
    sha256: str
    path: Path
    decisions: Decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The decisions about the texts of one import, by origin. A plan without a name contains no decisions.

    Attributes:
        unknown_topics: Topics that are missing from the vocabulary, each with the diagnostic to report unless the
            import
            creates the topic from a category.
    """

    rows: Mapping[str, PlanRow] = field(default_factory=dict)
    name: str = ""
    unknown_topics: Mapping[str, Diagnostic] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files and folders that were given when the plan was made, in order."""
        return tuple(dict.fromkeys(row.path for row in self.rows.values()))

    def find_decisions(self, legacy: LegacyBrief) -> Decisions:
        """Return the decisions about a text; for merged copies, those about the copy that is not a duplicate."""
        rows = [row.decisions for copy in (legacy, *legacy.copies) if (row := self.rows.get(copy.origin))]
        main_decisions = (decisions for decisions in rows if decisions.decision is not Decision.DUPLICATE)
        return next(main_decisions, rows[0] if rows else UNDECIDED)

    def is_wanted(self, legacy: LegacyBrief) -> bool:
        """Return whether the text becomes a brief."""
        return self.check_row(legacy) is None and self.find_decisions(legacy).decision in {
            Decision.IMPORT,
            Decision.AS_DRAFT,
        }

    def check_row(self, legacy: LegacyBrief) -> Diagnostic | None:
        """Return a diagnostic if the plan has no valid row for *legacy*."""
        if not self.name:
            return None
        row = self.rows.get(legacy.origin)
        if row is None:
            message = f'"{self.name}" has no row for "{legacy.origin}"'
            return PlanOutdated.flag(Span(path=legacy.origin), message, hint=_NEW_PLAN)
        if row.sha256 != legacy.sha256:
            message = f'"{legacy.origin}" has changed since the plan was made'
            return PlanOutdated.flag(row.span, message, hint=_NEW_PLAN)
        return None

    def check_skip(self, legacy: LegacyBrief) -> Iterator[Diagnostic]:
        """Yield a diagnostic if *legacy* has no date, and its row has got one without another decision."""
        row = self.rows.get(legacy.origin)
        if row and row.decisions.decision is Decision.SKIP and row.decisions.date and legacy.published is None:
            message = f'"{legacy.origin}" has got a date in the plan, and is skipped all the same'
            yield RowSkipped.flag(row.span, message, hint="decide “import” in the column “decision” of its row")

    def find_missing(self, origins: Set[str]) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each row to import whose file is not among *origins*, the exports that were found."""
        for origin, row in self.rows.items():
            if origin not in origins and row.decisions.decision in {Decision.IMPORT, Decision.AS_DRAFT}:
                message = f'"{origin}" was not found among the exports'
                yield PlanOutdated.flag(row.span, message, hint="put it back, or decide “skip”")


NO_PLAN = Plan()
