"""An importer that turns old exports of a site into briefs and sources; the archive works without it."""

from .decisions import NO_PLAN, Plan
from .importer import import_exports
from .mapping import NO_MAPPING, TermMapping, read_mapping
from .plan.reading import read_plan
from .plan.table import make_plan_table
from .readers import READERS
from .report.crosslinks import make_redirects_table
from .report.outcome import FileReport, ImportReport, Outcome
from .report.pages import write_report
from .rules import RULES

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
    "make_plan_table",
    "make_redirects_table",
    "read_mapping",
    "read_plan",
    "write_report",
]
