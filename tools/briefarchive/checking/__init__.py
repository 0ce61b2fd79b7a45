"""What is wrong with an archive: all of it, causes first, else in the order of files and lines."""

import datetime

from ..diagnostics import Diagnostic
from ..reading.archive import Reading
from .order import in_order
from .registry import ARCHIVE_RULES, CALENDAR_RULES


def check(reading: Reading, *, today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
    """Everything that the readers and the rules found, sorted.

    Args:
        reading: The archive as it was read.
        today: The day; without one, no rule that depends on it is checked, and the answer is the same on every day.
    """
    found = list(reading.diagnostics)
    for rule in ARCHIVE_RULES:
        found.extend(rule.check(reading.archive))
    if today is not None:
        for calendar_rule in CALENDAR_RULES:
            found.extend(calendar_rule.check(reading.archive, today))
    return tuple(in_order(found))
