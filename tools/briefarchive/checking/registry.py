"""Every rule there is, by family and code: those of the readers, and those that look at the archive."""

import contextlib
from importlib.metadata import entry_points

from .. import COMMANDS
from ..bibtex import errors as syntax
from ..diagnostics import Rule, declared_rules, read_family
from ..reading import rules as reading
from . import citations, links, metadata, names, publishers, relations, rules, sources, titles
from .rule import ArchiveRule, CalendarRule, collect_rules
from .text import TEXT_RULES

_MODULES = (metadata, titles, names, publishers, citations, sources, links, relations)
ARCHIVE_RULES = collect_rules(ArchiveRule, *_MODULES)  # type: ignore[type-abstract]  # nothing is made of it
CALENDAR_RULES = collect_rules(CalendarRule, *_MODULES)  # type: ignore[type-abstract]
# These are checked on the main branch of a repository.
HISTORY_RULES = metadata.HISTORY_RULES
READING_RULES = (*declared_rules(vars(syntax)), *declared_rules(vars(reading)))

RULES: tuple[Rule, ...] = (
    *READING_RULES,
    *TEXT_RULES,
    *ARCHIVE_RULES,
    *CALENDAR_RULES,
    *HISTORY_RULES,
    *declared_rules(vars(rules)),
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
