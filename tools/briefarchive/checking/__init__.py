"""What is wrong with an archive: all of it, causes first, else in the order of files and lines."""

import datetime

from ..diagnostics import Diagnostic, Findings
from ..reading.archive import Reading
from ..storage.limits import note_work
from .registry import ARCHIVE_RULES, CALENDAR_RULES, HISTORY_RULES


def check(reading: Reading, *, today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
    """Everything that the readers and the rules found, sorted.

    Args:
        reading: The archive as it was read.
        today: The day; without one, no rule that depends on it is checked, and the answer is the same on every day.
    """
    found = Findings(reading.diagnostics)
    for rule in ARCHIVE_RULES:
        note_work(f"the rule {rule.code}")
        found.extend(rule.check(reading.archive))
    if reading.on_main:
        for history_rule in HISTORY_RULES:
            found.extend(history_rule.check(reading.archive))
    if today is not None:
        for calendar_rule in CALENDAR_RULES:
            found.extend(calendar_rule.check(reading.archive, today))
    return tuple(sorted(found.told(), key=lambda one: one.order))
