"""What “briefs pdf” and “briefs build --pdf” share: the print edition of an archive."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model import Brief
from ..reading.archive import Reading

if TYPE_CHECKING:
    from ..printing.edition import Edition, Look


@contextlib.contextmanager
def edition_of(root: Path, reading: Reading, look: "Look", *, drafts: bool, base_url: str = "") -> Iterator["Edition"]:
    """The print edition of the archive at *root*; *base_url* stands before the address that is configured.

    Raises:
        ClickException: The configuration cannot be used.
    """
    from ..exporting.bibtex import BIBTEX
    from ..printing.edition import Edition
    from ..site.manuscripts import NoManuscriptsError, manuscripts_of

    try:
        with manuscripts_of(root, reading, drafts=drafts, base_url=base_url) as manuscripts:
            catalogue = manuscripts.entries.catalogue

            def sources_of(brief: Brief) -> str:
                references = (BIBTEX.reference(source).encode() for source in catalogue.sources_of(brief))
                return BIBTEX.file(references).decode()

            yield Edition(root, manuscripts, look, sources_of)
    except NoManuscriptsError as error:
        raise click.ClickException(str(error)) from error
