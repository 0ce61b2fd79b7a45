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
    misplaced,
    overlong,
    passed_over,
)
from ..reading.attached_files import chart_data
from ..reading.attached_files import contents as attached
from ..reading.characters import invisible, other_formats
from ..reading.front_matter import reader as frontmatter
from ..reading.front_matter import yaml
from ..reading.markdown import rules as markup
from ..reading.vocabularies import rules as vocabulary
from . import (
    changed,
    citations,
    contents,
    dates,
    foreign_citations,
    languages,
    links,
    metadata,
    optional_rules,
    print_rules,
    provenance,
    relations,
    review,
    source_hints,
    sources,
    terms,
    titles,
    web_addresses,
)
from .rule import ArchiveRule
from .text import TEXT_RULES

ARCHIVE_RULES: tuple[type[ArchiveRule], ...] = (
    *metadata.RULES,
    *titles.RULES,
    *provenance.RULES,
    *languages.RULES,
    *terms.RULES,
    *citations.RULES,
    *foreign_citations.RULES,
    *sources.RULES,
    *source_hints.RULES,
    *links.RULES,
    *web_addresses.RULES,
    *relations.RULES,
    *contents.RULES,
)

READING_RULES: tuple[type[Rule], ...] = (
    *decoding.FAULTS,
    *merge_marks.FAULTS,
    *other_formats.FAULTS,
    *misplaced.FAULTS,
    *passed_over.FAULTS,
    *attached.FAULTS,
    *chart_data.FAULTS,
    *yaml.FAULTS,
    *brief.FAULTS,
    *failures.FAULTS,
    *frontmatter.FAULTS,
    *markup.FAULTS,
    *overlong.FAULTS,
    *invisible.FAULTS,
    *vocabulary.FAULTS,
    *bibliography.FAULTS,
    *archive.FAULTS,
)

# These depend on the day on which they are checked.
CALENDAR_RULES = (*dates.CALENDAR_RULES, *source_hints.CALENDAR_RULES)

# These are checked on the main branch of a repository.
HISTORY_RULES = dates.HISTORY_RULES

# These are about a change, and are asked for with `briefs check --untrusted`.
REVIEW_RULES: tuple[type[Rule], ...] = (*review.RULES, *changed.RULES)

RULES: tuple[type[Rule], ...] = (
    *READING_RULES,
    *TEXT_RULES,
    optional_rules.UnknownOptionalRule,
    *ARCHIVE_RULES,
    *CALENDAR_RULES,
    *HISTORY_RULES,
    *REVIEW_RULES,
    *print_rules.FAULTS,
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
