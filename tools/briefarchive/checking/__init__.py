"""All rules, and the check of an archive by all of them."""

import contextlib
import datetime
from importlib.metadata import entry_points

from .. import COMMANDS
from ..bibtex import errors as syntax_rules
from ..diagnostics import Diagnostic, DiagnosticList, Rule, list_rules, read_family
from ..reading import rules as reader_rules
from ..reading.archive_files import Reading
from ..storage.limits import note_work
from . import citations, links, metadata, names, publishers, relations, sources, titles
from . import rule as reported_rules
from .loading import TEXT_RULES
from .rule import ArchiveRule, CalendarRule, collect_rules

_MODULES = (metadata, titles, names, publishers, citations, sources, links, relations)
ARCHIVE_RULES = collect_rules(ArchiveRule, *_MODULES)  # type: ignore[type-abstract]  # no instance is made
CALENDAR_RULES = collect_rules(CalendarRule, *_MODULES)  # type: ignore[type-abstract]
DAY_NOT_WRITTEN = metadata.DayOfPublicationNotWritten()
"""Checked only on the main branch of a repository."""
READING_RULES = (*list_rules(vars(syntax_rules)), *list_rules(vars(reader_rules)))

RULES: tuple[Rule, ...] = (
    *READING_RULES,
    *TEXT_RULES,
    *ARCHIVE_RULES,
    *CALENDAR_RULES,
    DAY_NOT_WRITTEN,
    *list_rules(vars(reported_rules)),
)
"""All rules of the archive; commands of other packages have their own (`list_command_rules`)."""

_SHOWN_AS_TEXT = frozenset({reader_rules.UnknownDirective.code, reader_rules.UnfitDirective.code})
FAMILIES = {letter: read_family(letter) for letter in "FMVCSLRIP"}
"""Titles of the families of rules, by the first letter of their codes, in display order."""


def list_command_rules() -> tuple[Rule, ...]:
    """Return the rules of other packages' commands: the attribute `rules` of each command that has one."""
    rules: list[Rule] = []
    for entry in entry_points(group=COMMANDS):
        with contextlib.suppress(ModuleNotFoundError):  # an extra that is not installed
            rules += getattr(entry.load(), "rules", ())
    return tuple(rules)


def check(reading: Reading, *, today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of the readers and the rules: causes first, then by file and line.

    Args:
        reading: The archive as it was read.
        today: The day for calendar rules; without one they are skipped, so that the result is the same every day.
    """
    diagnostics = DiagnosticList(reading.diagnostics)
    # A brief that cannot be read, or a block that is shown as text, may show and cite what seems unused.
    is_cut = reading.archive.unread_briefs or any(one.code in _SHOWN_AS_TEXT for one in reading.diagnostics)
    for rule in ARCHIVE_RULES:
        note_work(f"the rule {rule.code}")
        if not (is_cut and rule.needs_all_texts):
            diagnostics.extend(rule.check(reading.archive))
    if reading.on_main:
        diagnostics.extend(DAY_NOT_WRITTEN.check(reading.archive))
    if today is not None:
        for calendar_rule in CALENDAR_RULES:
            diagnostics.extend(calendar_rule.check(reading.archive, today))
    return tuple(sorted(diagnostics.to_list(), key=lambda diagnostic: diagnostic.order))
