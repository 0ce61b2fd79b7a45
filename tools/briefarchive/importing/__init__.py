"""Exports of the old site to briefs and sources."""

from ..checking.registry import ARCHIVE_RULES, CALENDAR_RULES, HISTORY_RULES, READING_RULES, REVIEW_RULES
from ..diagnostics import Rule
from ..printing import faults as printing_faults
from .faults import FAULTS
from .importer import import_exports
from .mapping import NO_MAPPING, TermMapping, read_mapping
from .plan.following import NO_PLAN, Plan
from .plan.reading import read_plan
from .plan.table import plan_table
from .readers import READERS
from .report import FileReport, ImportReport, Outcome
from .reporting.writing import write_report

# Every rule there is: the import is the last room that adds some.
RULES: tuple[type[Rule], ...] = (
    *READING_RULES,
    *ARCHIVE_RULES,
    *CALENDAR_RULES,
    *HISTORY_RULES,
    *REVIEW_RULES,
    *printing_faults.FAULTS,
    *FAULTS,
)

__all__ = [
    "NO_MAPPING",
    "NO_PLAN",
    "READERS",
    "RULES",
    "FileReport",
    "ImportReport",
    "Outcome",
    "Plan",
    "TermMapping",
    "import_exports",
    "plan_table",
    "read_mapping",
    "read_plan",
    "write_report",
]
