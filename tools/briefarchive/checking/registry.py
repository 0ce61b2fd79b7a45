"""Every rule there is, by family and code: those of the readers, and those that look at the archive."""

from importlib.metadata import entry_points

from .. import COMMANDS
from ..diagnostics import Rule
from ..reading import (
    accidental_blocks,
    archive,
    attached,
    bare_addresses,
    bibliography,
    brief,
    citation_place,
    cited_paragraphs,
    decoding,
    failures,
    foreign_citations,
    foreign_punctuation,
    frontmatter,
    garbled,
    handwritten_sources,
    head_texts,
    house_style,
    invisible,
    left_over,
    lone_quotation_marks,
    loose_emphasis,
    loose_links,
    loose_roles,
    markup,
    meant_blocks,
    merge_marks,
    misplaced,
    odd_characters,
    optional_rules,
    other_formats,
    overlong,
    passed_over,
    people_names,
    personal,
    quotation_marks,
    spaces,
    stray_marks,
    tracking,
    vocabulary,
    yaml,
)
from . import (
    changed,
    citations,
    contents,
    dates,
    languages,
    links,
    metadata,
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
from . import (
    foreign_citations as foreign,
)
from .rule import ArchiveRule

ARCHIVE_RULES: tuple[type[ArchiveRule], ...] = (
    *metadata.RULES,
    *titles.RULES,
    *provenance.RULES,
    *languages.RULES,
    *terms.RULES,
    *citations.RULES,
    *foreign.RULES,
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
    *yaml.FAULTS,
    *brief.FAULTS,
    *failures.FAULTS,
    *frontmatter.FAULTS,
    *markup.FAULTS,
    *overlong.FAULTS,
    *accidental_blocks.FAULTS,
    *foreign_citations.FAULTS,
    *quotation_marks.FAULTS,
    *garbled.FAULTS,
    *spaces.FAULTS,
    *invisible.FAULTS,
    *tracking.FAULTS,
    *vocabulary.FAULTS,
    *people_names.FAULTS,
    *bibliography.FAULTS,
    *archive.FAULTS,
    *foreign_punctuation.FAULTS,
    *handwritten_sources.FAULTS,
    *left_over.FAULTS,
    *lone_quotation_marks.FAULTS,
    *loose_emphasis.FAULTS,
    *bare_addresses.FAULTS,
    *loose_links.FAULTS,
    *loose_roles.FAULTS,
    *stray_marks.FAULTS,
    *meant_blocks.FAULTS,
    *odd_characters.FAULTS,
    *personal.FAULTS,
    *cited_paragraphs.FAULTS,
    *head_texts.FAULTS,
    *house_style.FAULTS,
    *citation_place.FAULTS,
    *optional_rules.FAULTS,
)

# These depend on the day on which they are checked.
CALENDAR_RULES = (*dates.CALENDAR_RULES, *source_hints.CALENDAR_RULES)

# These are checked on the main branch of a repository.
HISTORY_RULES = dates.HISTORY_RULES

# These are about a change, and are asked for with `briefs check --untrusted`.
REVIEW_RULES: tuple[type[Rule], ...] = (*review.RULES, *changed.RULES)

RULES: tuple[type[Rule], ...] = (
    *READING_RULES,
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
    return tuple(rule for entry in entry_points(group=COMMANDS) for rule in getattr(entry.load(), "rules", ()))
