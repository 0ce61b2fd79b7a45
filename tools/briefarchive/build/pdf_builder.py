"""What “briefs pdf” and “briefs build --pdf” share: the builder of an archive's PDFs."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Brief
from ..reading.archive import Reading

if TYPE_CHECKING:
    from ..printing.builder import PdfBuilder, PrintOptions


def pdf_builder(
    root: Path, reading: Reading, options: "PrintOptions", *, drafts: bool, base_url: str = ""
) -> "PdfBuilder":
    """The builder of PDFs for the archive at *root*; *base_url* stands before the address that is configured.

    Raises:
        ConfigurationError: The configuration cannot be used.
    """
    from ..exporting.bibtex import BIBTEX
    from ..printing.builder import PdfBuilder, PrintLook
    from ..site.application import set_up_sphinx
    from ..site.look import read_words
    from ..site.project import Site
    from ..site.settings import known_look, publication, rights_statement

    with (
        tempfile.TemporaryDirectory() as scratch,
        set_up_sphinx(root, Path(scratch), drafts=drafts, base_url=base_url, warning=sys.stderr) as app,
    ):
        entries = Site(app.config, lambda: reading, drafts=drafts).entries
        published, rights = publication(app.config), rights_statement(app.config)
        look = known_look(app.config)
        print_look = PrintLook(
            accent=look.accent.light if look.accent else "",
            logo=(look.logo.name, look.logo.read_bytes()) if look.logo else None,
            words=read_words(app.config.briefs_words),
        )

    def list_sources(brief: Brief) -> str:
        references = (BIBTEX.reference(source).encode() for source in entries.catalogue.list_sources(brief))
        return BIBTEX.file(references).decode()

    return PdfBuilder(root, entries, published, rights=rights, options=options, bibtex=list_sources, look=print_look)
