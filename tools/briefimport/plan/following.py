"""Follows a plan: what was decided about a text, and whether it is still the text that was decided about."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from ..deciding import UNDECIDED, Decided, Decision
from ..faults import PlanOutdated
from ..legacy import LegacyBrief

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
    """The decisions about the texts of one import, by their origins; without a name, nobody has decided anything."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    name: str = ""

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
            return PlanOutdated.at(Span(path=legacy.origin), message, hint=_NEW_PLAN)
        if row.sha256 != legacy.sha256:
            message = f'"{legacy.origin}" has changed since the plan was made'
            return PlanOutdated.at(row.span, message, hint=_NEW_PLAN)
        return None

    def faults(self, origins: Set[str]) -> Iterator[Diagnostic]:
        """Rows of texts that are to be imported and are not among *origins*, those that were found."""
        for origin, row in self.rows.items():
            if origin not in origins and row.decided.decision in {Decision.IMPORT, Decision.AS_DRAFT}:
                message = f'"{origin}" was not found among the exports'
                yield PlanOutdated.at(row.span, message, hint="put it back, or decide “skip”")


NO_PLAN = Plan()
