"""What a person has decided about the texts of an old site, in the table of `briefs import --plan`."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from .document import SetAside
from .faults import DateMissing, PlanOutdated
from .legacy import LegacyBrief, PrintedDate
from .suggesting.phrases import Suggestion
from .text.names import folded_name

PLAN = "plan"
"""Where a value is from that a person has written."""


class Decision(StrEnum):
    """What becomes of a text."""

    IMPORT = "import"
    AS_DRAFT = "as-draft"
    SKIP = "skip"
    DUPLICATE = "duplicate-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decisions about one text. None is what nobody has decided; an empty tuple is none of them.

    Attributes:
        other: With `duplicate-of`, the origin or the brief which has the text already.
        compilers: Their names.
        draft: Whether it is imported as a draft.
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
        """Whether it becomes a draft; None where nobody has decided."""
        return None if self is UNDECIDED else self.decision is Decision.AS_DRAFT


UNDECIDED = Decided()


def corrected(legacy: LegacyBrief, decided: Decided) -> LegacyBrief:
    """*legacy* with the date and the people that a person has decided; words that say others are set aside."""
    aside: list[SetAside] = []
    if decided.date and (legacy.published is None or legacy.published.date != decided.date):
        aside += _day_aside(legacy)
        faults = tuple(one for one in legacy.diagnostics if one.code != DateMissing.code)
        published = PrintedDate(date=decided.date, text="", line=0)
        legacy = replace(legacy, published=published, diagnostics=faults)
    if decided.compilers is not None:
        kept = {folded_name(name) for name in decided.compilers}
        dropped = [name for name in legacy.people if folded_name(name) not in kept]
        aside += [SetAside(line=0, text=name, reason="the plan does not name this person") for name in dropped]
        if dropped or len(kept) != len({folded_name(name) for name in legacy.people}):
            legacy = replace(legacy, compilers=decided.compilers, editors=(), translators=())
    return replace(legacy, set_aside=(*legacy.set_aside, *aside))


def as_decided(suggested: tuple[Suggestion, ...], decided: Iterable[str] | None) -> tuple[Suggestion, ...]:
    """What was suggested, unless a person has decided otherwise."""
    if decided is None or tuple(decided) == tuple(one.value for one in suggested):
        return suggested
    reasons = {one.value: one for one in suggested}
    return tuple(reasons.get(value, Suggestion(value=value, because=PLAN)) for value in decided)


def _day_aside(legacy: LegacyBrief) -> list[SetAside]:
    printed = legacy.published
    if printed is None or not printed.text:
        return []
    return [SetAside(line=printed.line, text=printed.text, reason="the plan has another date")]


_NEW_PLAN = "make a new plan with “briefs import --plan”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a plan.

    Attributes:
        span: Where the file is named.
        sha256: Digest of the bytes that were decided about.
        path: The file or folder that was given to the import.
    """

    span: Span
    sha256: str
    path: Path
    decided: Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The decisions about the texts of one import, by their origins; without a name, nobody has decided anything.

    Attributes:
        unknown_topics: Topics that the vocabulary does not know, and what is wrong if the import does not make them of
            categories.
    """

    rows: Mapping[str, Row] = field(default_factory=dict)
    name: str = ""
    unknown_topics: Mapping[str, Diagnostic] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files and folders that were given when it was made, in their order."""
        return tuple(dict.fromkeys(row.path for row in self.rows.values()))

    def about(self, legacy: LegacyBrief) -> Decided:
        """What was decided about a text; of one that was united from copies, about that which is no duplicate."""
        rows = [row.decided for one in (legacy, *legacy.copies) if (row := self.rows.get(one.origin))]
        own = (one for one in rows if one.decision is not Decision.DUPLICATE)
        return next(own, rows[0] if rows else UNDECIDED)

    def wants(self, legacy: LegacyBrief) -> bool:
        """Whether a brief is to be made of a text."""
        return self.outdated(legacy) is None and self.about(legacy).decision in {Decision.IMPORT, Decision.AS_DRAFT}

    def outdated(self, legacy: LegacyBrief) -> Diagnostic | None:
        """Why no decision holds for a text, if none does."""
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

    def faults(self, origins: Set[str]) -> Iterator[Diagnostic]:
        """Rows of texts that are to be imported and are not among *origins*, those that were found."""
        for origin, row in self.rows.items():
            if origin not in origins and row.decided.decision in {Decision.IMPORT, Decision.AS_DRAFT}:
                message = f'"{origin}" was not found among the exports'
                yield PlanOutdated.flag(row.span, message, hint="put it back, or decide “skip”")


NO_PLAN = Plan()
