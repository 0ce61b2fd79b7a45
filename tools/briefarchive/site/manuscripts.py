"""Briefs as other renderers than that of pages get them: what stands around the text, and the text as a doctree."""

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from ..facets.citing.report import Report
from ..facets.citing.reported import report_of
from ..facets.entries import Entries
from ..facets.views import BriefPage
from ..model import Brief
from ..reading.archive import Reading
from .application import sphinx_for
from .project import Site, site_of, use_site
from .settings import publication
from .texts import IN_PRINT, TextReader


class NoManuscriptsError(Exception):
    """No text can be read; the message says why."""


class Manuscripts:
    """Gives manuscripts; it belongs to one thread, as docutils does.

    Attributes:
        entries: The archive's things as links and lists show them.
        series: Name of the archive.
        base_url: Address of the site's root, or empty.
        licence: What the configuration says of rights.
        license_id: The licence of texts that name none of their own, as an SPDX identifier, or empty.
    """

    def __init__(self, app: Sphinx) -> None:
        self._env = app.env
        self._root = Path(app.srcdir)
        self._reader = TextReader(app.env, IN_PRINT)
        self.entries: Entries = site_of(app.env).entries
        site = publication(app.config)
        self.series, self.base_url, self.license_id = site.series, site.base_url, site.license_id
        rights = app.config.copyright
        self.licence = rights if isinstance(rights, str) else ", ".join(rights)
        self.language = str(app.config.language)

    def page(self, brief: Brief) -> BriefPage:
        """What stands around the text of a brief."""
        # Whoever asks for a draft has said so.
        return cast("BriefPage", site_of(self._env).page(brief.path.removesuffix(".md")))

    def report(self, brief: Brief) -> Report:
        """As what a brief is cited."""
        vocabulary = self.entries.catalogue.archive.vocabulary
        return report_of(brief, vocabulary, series=self.series, base_url=self.base_url, license_id=self.license_id)

    def text(self, brief: Brief) -> nodes.document:
        """The text of a brief."""
        return self._reader.read(self._root, brief)


@contextlib.contextmanager
def manuscripts_of(
    root: Path, reading: Reading, *, drafts: bool = False, base_url: str = "", warning: TextIO | None = None
) -> Iterator[Manuscripts]:
    """The manuscripts of the archive at *root*; *base_url* stands before the address that is configured.

    Raises:
        NoManuscriptsError: The configuration cannot be used.
    """
    with contextlib.ExitStack() as stack:
        outdir = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            out = warning or sys.stderr
            app = stack.enter_context(sphinx_for(root, outdir, drafts=drafts, base_url=base_url, warning=out))
        except SphinxError as error:
            raise NoManuscriptsError(f"{error.category}: {error}") from error
        use_site(app.env, Site(app.config, lambda: reading, drafts=drafts))
        yield Manuscripts(app)
