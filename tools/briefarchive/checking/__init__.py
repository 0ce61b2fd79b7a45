"""Every rule there is, by family and code, and what is wrong with an archive by all of them."""

import contextlib
import datetime
from importlib.metadata import entry_points

from .. import COMMANDS
from ..bibtex import errors as syntax_rules
from ..diagnostics import Diagnostic, Findings, Rule, declared_rules, read_family
from ..reading import rules as reader_rules
from ..reading.archive import Reading
from ..storage.limits import note_work
from . import citations, links, metadata, names, publishers, relations, sources, titles
from . import rule as reported_rules
from .rule import ArchiveRule, CalendarRule, collect_rules
from .text import TEXT_RULES

_MODULES = (metadata, titles, names, publishers, citations, sources, links, relations)
ARCHIVE_RULES = collect_rules(ArchiveRule, *_MODULES)  # type: ignore[type-abstract]  # nothing is made of it
CALENDAR_RULES = collect_rules(CalendarRule, *_MODULES)  # type: ignore[type-abstract]
# These are checked on the main branch of a repository.
HISTORY_RULES = metadata.HISTORY_RULES
READING_RULES = (*declared_rules(vars(syntax_rules)), *declared_rules(vars(reader_rules)))

RULES: tuple[Rule, ...] = (
    *READING_RULES,
    *TEXT_RULES,
    *ARCHIVE_RULES,
    *CALENDAR_RULES,
    *HISTORY_RULES,
    *declared_rules(vars(reported_rules)),
)
"""All rules of the archive; commands of other packages bring their own (`rules_of_commands`)."""

FAMILIES = {letter: read_family(letter) for letter in "FMVCSLRIP"}
"""What the families of rules are about, by the first letter of a code, in the order of lists."""


def rules_of_commands() -> tuple[Rule, ...]:
    """The rules that commands of other packages report: the attribute `rules` of each command, where it has one."""
    found: list[Rule] = []
    for entry in entry_points(group=COMMANDS):
        with contextlib.suppress(ModuleNotFoundError):  # it is an extra that is not installed
            found += getattr(entry.load(), "rules", ())
    return tuple(found)


def check(reading: Reading, *, today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
    """Everything that the readers and the rules found: causes first, else in the order of files and lines.

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
