"""The formats in which pages offer references to reference managers, and where such files are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFormat:
    """A format for references.

    Attributes:
        name: As `briefs export` calls it.
        label: As people call it.
        media_type: Registered with IANA, or the one that reference managers know.
        suffix: How its files end.
        of_pages: Whether each page has a file in it. The whole archive has one in every format; `briefs export` gives
            any part of it in any.
    """

    name: str
    label: str
    media_type: str
    suffix: str
    of_pages: bool = False

    def address(self, page: str) -> str:
        """The file with what the page at the address *page* is about; all pages of a list share one."""
        return f"exports/{page.removesuffix('.html')}{self.suffix}"


REFERENCE_FORMATS = (
    ReferenceFormat(name="bibtex", label="BibTeX", media_type="application/x-bibtex", suffix=".bib", of_pages=True),
    ReferenceFormat(name="biblatex", label="biblatex", media_type="application/x-bibtex", suffix=".biblatex.bib"),
    ReferenceFormat(
        name="ris", label="RIS", media_type="application/x-research-info-systems", suffix=".ris", of_pages=True
    ),
    ReferenceFormat(
        name="csl-json", label="CSL-JSON", media_type="application/vnd.citationstyles.csl+json", suffix=".csl.json"
    ),
)

ALL = "all.html"
"""Stands for the whole archive, in the place of a page."""

LONGEST_LIST = 100
"""So many briefs a list may have and files of its own. Beyond, one new brief would cost megabytes for each list."""

MOST_SOURCES = 1_000
"""The same for the sources of a publisher."""
