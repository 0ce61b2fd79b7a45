"""References for LaTeX with BibTeX; the page of a brief shows its own in the same form."""

from ..facets.citing.classical import bibtex_entry
from .format import ReferenceFormat

BIBTEX = ReferenceFormat(
    name="bibtex",
    label="BibTeX",
    media_type="application/x-bibtex",
    suffix=".bib",
    audience="LaTeX with BibTeX",
    contents="Briefs and sources, with what BibTeX does not know in `note`",
    reference=bibtex_entry,
    of_pages=True,
)
