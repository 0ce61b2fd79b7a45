"""What is wrong with an archive: all of it, in the order of files and lines."""

from ..diagnostics import Diagnostic
from ..reading.archive import Reading
from .registry import ARCHIVE_RULES


def check(reading: Reading) -> tuple[Diagnostic, ...]:
    """Everything that the readers and the rules found, sorted."""
    found = list(reading.diagnostics)
    for rule in ARCHIVE_RULES:
        found.extend(rule.check(reading.archive))
    return tuple(sorted(found, key=lambda one: one.order))
