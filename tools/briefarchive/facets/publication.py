"""What a site says of itself in exports, in PDFs and on its pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a site says of itself.

    Attributes:
        series: Name of the archive.
        base_url: Address of the site's root, or empty.
        license_id: The licence of texts that name none of their own, as an SPDX identifier, or empty.
        references: Names of the formats in which its pages offer references; None for all.
        language: That of its own words.
        is_preview: Whether it is only a preview, which nobody else should find.
    """

    series: str = "Briefs"
    base_url: str = ""
    license_id: str = ""
    references: frozenset[str] | None = None
    language: str = "en"
    is_preview: bool = False
