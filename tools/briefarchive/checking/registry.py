"""Every rule there is, by family and code: those of the readers, and those that look at the archive."""

import contextlib
from importlib.metadata import entry_points

from .. import COMMANDS
from ..diagnostics import Rule
from ..reading import (
    archive,
    bibliography,
    brief,
    decoding,
    failures,
    merge_marks,
    overlong,
    passed_over,
)
from ..reading.attached_files import chart_data
from ..reading.attached_files import contents as attached
from ..reading.characters import invisible
from ..reading.front_matter import reader as frontmatter
from ..reading.front_matter import yaml
from ..reading.markdown import rules as markup
from ..reading.vocabularies import rules as vocabulary
from . import (
    changed,
    citations,
    dates,
    links,
    metadata,
    print_rules,
    publishers,
    relations,
    review,
    sources,
    terms,
    titles,
    web_addresses,
)
from .rule import ArchiveRule, CalendarRule, collect_rules
from .text import TEXT_RULES, UnknownOptionalRule

_MODULES = (metadata, dates, titles, terms, publishers, citations, sources, links, web_addresses, relations)
ARCHIVE_RULES = collect_rules(ArchiveRule, *_MODULES)  # type: ignore[type-abstract]  # nothing is made of it
CALENDAR_RULES = collect_rules(CalendarRule, *_MODULES)  # type: ignore[type-abstract]
# These are checked on the main branch of a repository.
HISTORY_RULES = dates.HISTORY_RULES
# These are about a change; those of `review` are asked for with `briefs check --untrusted`.
REVIEW_RULES = collect_rules(Rule, review, changed)

_READERS = (
    decoding,
    merge_marks,
    passed_over,
    attached,
    chart_data,
    yaml,
    brief,
    failures,
    frontmatter,
    markup,
    overlong,
    invisible,
    vocabulary,
    bibliography,
    archive,
)
READING_RULES: tuple[type[Rule], ...] = tuple(rule for reader in _READERS for rule in reader.FAULTS)

RULES: tuple[type[Rule], ...] = (
    *READING_RULES,
    *TEXT_RULES,
    UnknownOptionalRule,
    *ARCHIVE_RULES,
    *CALENDAR_RULES,
    *HISTORY_RULES,
    *REVIEW_RULES,
    *collect_rules(Rule, print_rules),
)
"""All rules of the archive; commands of other packages bring their own (`rules_of_commands`)."""

FAMILIES = {
    "F": "File and front matter",
    "M": "Metadata",
    "V": "Vocabulary",
    "C": "Citation and source",
    "S": "Structure and markup",
    "L": "Link",
    "R": "Relation between briefs",
    "I": "Import",
    "P": "Print",
}


def rules_of_commands() -> tuple[type[Rule], ...]:
    """The rules that commands of other packages report: the attribute `rules` of each command, where it has one."""
    found: list[type[Rule]] = []
    for entry in entry_points(group=COMMANDS):
        with contextlib.suppress(ModuleNotFoundError):  # it is an extra that is not installed
            found += getattr(entry.load(), "rules", ())
    return tuple(found)
