"""Exports of the old site to briefs and sources."""

from ..checking.registry import ARCHIVE_RULES, CALENDAR_RULES, READING_RULES, REVIEW_RULES
from ..diagnostics import Rule
from ..printing import faults as printing_faults
from .faults import FAULTS
from .importer import import_exports
from .readers import READERS
from .report import FileReport, ImportReport, Outcome

# Every rule there is: the import is the last room that adds some.
RULES: tuple[type[Rule], ...] = (
    *READING_RULES,
    *ARCHIVE_RULES,
    *CALENDAR_RULES,
    *REVIEW_RULES,
    *printing_faults.FAULTS,
    *FAULTS,
)

__all__ = ["READERS", "RULES", "FileReport", "ImportReport", "Outcome", "import_exports"]
