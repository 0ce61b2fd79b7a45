"""Every rule there is, by family and code: those of the readers, and those that look at the archive."""

from ..diagnostics import Rule
from ..reading import (
    archive,
    attached,
    bibliography,
    brief,
    files,
    frontmatter,
    invisible,
    markup,
    passed_over,
    vocabulary,
    yaml,
)
from . import citations, links, metadata, relations, review, sources, terms
from .rule import ArchiveRule

ARCHIVE_RULES: tuple[type[ArchiveRule], ...] = (
    *metadata.RULES,
    *terms.RULES,
    *citations.RULES,
    *sources.RULES,
    *links.RULES,
    *relations.RULES,
)

READING_RULES: tuple[type[Rule], ...] = (
    *files.FAULTS,
    *passed_over.FAULTS,
    *attached.FAULTS,
    *yaml.FAULTS,
    *brief.FAULTS,
    *frontmatter.FAULTS,
    *markup.FAULTS,
    *invisible.FAULTS,
    *vocabulary.FAULTS,
    *bibliography.FAULTS,
    *archive.FAULTS,
)

# These are no faults, and are asked for with `briefs check --untrusted`.
REVIEW_RULES: tuple[type[Rule], ...] = review.RULES

FAMILIES = {
    "F": "File and front matter",
    "M": "Metadata",
    "V": "Vocabulary",
    "C": "Citation and source",
    "S": "Structure and markup",
    "L": "Link",
    "R": "Relation between briefs",
    "I": "Import",
}
