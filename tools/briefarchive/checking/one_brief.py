"""What is wrong with one brief, as the check of everything would tell, in a part of its time."""

import datetime
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import TypeVar

from ..diagnostics import Diagnostic, Findings
from ..model import Archive, BriefId
from ..reading.archive import Reading
from .citations import UnknownSource
from .registry import ARCHIVE_RULES, CALENDAR_RULES, HISTORY_RULES
from .relations import UnknownBrief
from .rule import ArchiveRule

# These look for what has no name, and only then through all names for the nearest.
_LOOKING_FOR_NAMES: frozenset[type[ArchiveRule]] = frozenset({UnknownSource, UnknownBrief})

K = TypeVar("K")
V = TypeVar("V")


def check_brief(reading: Reading, wanted: BriefId, *, today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
    """Those of the faults that `check` finds that are in the file of the brief *wanted*, be it readable or not."""
    part = alone(reading.archive, wanted)
    found = Findings(reading.diagnostics)
    for rule in ARCHIVE_RULES:
        if rule in _LOOKING_FOR_NAMES and not any(rule.check(part)):
            continue
        found += rule.check(part if rule.one_at_a_time else reading.archive)
    if reading.on_main:
        for history_rule in HISTORY_RULES:
            found += history_rule.check(part)
    if today is not None:
        for calendar_rule in CALENDAR_RULES:
            found += calendar_rule.check(part, today)
    return tuple(sorted((one for one in found.told() if _is_in(one, wanted)), key=lambda one: one.order))


def _is_in(one: Diagnostic, brief: BriefId) -> bool:
    return one.span.path.startswith("archive/") and one.span.path.endswith(f"/{brief}.md")


def alone(archive: Archive, wanted: BriefId) -> Archive:
    """The archive, in which a walk over all briefs and sources meets this brief and what it cites.

    Args:
        archive: The whole archive.
        wanted: The brief.
    """
    brief = archive.briefs.get(wanted)
    cited = {archive.resolve_key(key) for key in brief.bibliography} if brief else set()
    return replace(
        archive,
        briefs=_Part(archive.briefs, {wanted}),
        unread_briefs=_Part(archive.unread_briefs, {wanted}),
        sources=_Part(archive.sources, cited),
    )


class _Part(Mapping[K, V]):
    """A mapping in which everything is found, and a few keys are walked over."""

    def __init__(self, whole: Mapping[K, V], keys: Set[K]) -> None:
        self._whole = whole
        self._keys = [key for key in keys if key in whole]

    def __getitem__(self, key: K) -> V:
        return self._whole[key]

    def __contains__(self, key: object) -> bool:
        return key in self._whole

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
