"""An importer that turns old exports of a site into briefs and sources; the archive works without it."""

from .decisions import NO_PLAN, Plan
from .faults import FAULTS
from .importer import import_exports
from .mapping import NO_MAPPING, TermMapping, read_mapping
from .plan.reading import read_plan
from .plan.table import plan_table
from .readers import READERS
from .report.crosslinks import redirects_table
from .report.outcome import FileReport, ImportReport, Outcome
from .report.pages import write_report

__all__ = [
    "FAULTS",
    "NO_MAPPING",
    "NO_PLAN",
    "READERS",
    "FileReport",
    "ImportReport",
    "Outcome",
    "Plan",
    "TermMapping",
    "import_exports",
    "plan_table",
    "read_mapping",
    "read_plan",
    "redirects_table",
    "write_report",
]
