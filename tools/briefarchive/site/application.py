"""The Sphinx application for an archive, and the renderer of single pages, exactly as the full build writes them.

A page depends on its own file and a few facts in the catalogue. So Sphinx is set up once, the archive is read, and
pages are rendered on demand.
"""

import contextlib
import gc
import sys
from collections.abc import Iterator, Set
from pathlib import Path
from typing import TextIO, cast

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.parallel import SerialTasks

from ..diagnostics import CommandError
from ..facets import addresses
from ..model import Brief
from ..reading.archive_files import Reading
from ..storage import files
from ..storage.clock import today
from ..storage.limits import note_work
from .builder import ArchiveHTMLBuilder
from .project import Site
from .site_pages import SitePages

EXTENSION = __name__.rpartition(".")[0]
_DEFAULT = Path(__file__).parent / "default"


class ConfigurationError(CommandError):
    """The configuration of an archive cannot be used; the message says why."""


@contextlib.contextmanager
def set_up_sphinx(root: Path, outdir: Path, *, drafts: bool, base_url: str = "", warning: TextIO) -> Iterator[Sphinx]:
    """Set Sphinx up for the archive at *root*, and undo its registrations with docutils at the end.

    *drafts* and *base_url* take precedence over the configuration and the environment.

    Raises:
        ConfigurationError: The configuration cannot be used; any error of Sphinx within the block counts as one.
    """
    # Document trees are many long-lived objects: running the garbage collector less often saves a tenth.
    gc.set_threshold(20_000, 20, 20)
    locale.translators.clear()  # else the texts of an earlier application would come first
    if not (warning.isatty() and color_terminal()):
        nocolor()
    confdir = root / "docs" if (root / "docs" / "conf.py").is_file() else _DEFAULT
    overrides = {"briefs_drafts": drafts, "html_baseurl": base_url}
    outdir.mkdir(parents=True, exist_ok=True)
    try:
        with patch_docutils(str(confdir)), docutils_namespace():
            app = Sphinx(
                srcdir=root,
                confdir=confdir,
                outdir=outdir,
                doctreedir=outdir,  # not used: see `settings`
                buildername="html",
                confoverrides={name: value for name, value in overrides.items() if value},
                status=None,
                warning=warning,
            )
            if EXTENSION not in app.extensions:
                message = f'docs/conf.py does not load the archive; add to it: extensions = ["{EXTENSION}"]'
                raise ConfigurationError(message)
            yield app
    except SphinxError as error:
        raise ConfigurationError(f"{error.category}: {error}") from error


@contextlib.contextmanager
def page_renderer(
    root: Path, outdir: Path, *, drafts: bool = False, base_url: str = "", warning: TextIO | None = None
) -> Iterator["PageRenderer"]:
    """Create a renderer for the archive at *root*, and copy the static files of its pages to *outdir*.

    *base_url* takes precedence over the configuration and the environment. *warning* gets warnings about texts, by
    default standard error.

    Raises:
        ConfigurationError: The configuration cannot be used.
    """
    out = warning or sys.stderr
    with set_up_sphinx(root, outdir, drafts=drafts, base_url=base_url, warning=out) as app:
        yield PageRenderer(app)


class PageRenderer:
    """A renderer of pages of the archive passed to `use`, for one thread because of docutils."""

    site_pages: SitePages

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self._builder = cast("ArchiveHTMLBuilder", app.builder)
        self._builder.finish_tasks = SerialTasks()
        app.env.find_files(app.config, self._builder)
        self._builder.prepare_writing(set())
        self._builder.copy_assets()

    def use(self, reading: Reading, *, drafts: bool | None = None, pdfs: Set[str] = frozenset()) -> None:
        """Render pages of this archive from now on; *drafts* decides whether they have pages, by default as before."""
        site = self._builder.site = Site(self.app.config, lambda: reading, drafts=drafts, pdfs=pdfs)
        self.site_pages = self._builder.make_site_pages(site)

    def find_brief(self, address: str) -> Brief | None:
        """Return the brief whose page is at an address."""
        return self.site_pages.site.briefs.get(address.removesuffix(".html")) if address.endswith(".html") else None

    def file(self, address: str) -> bytes | None:
        """Return the page or file at *address* that is made from the archive; None if there is none."""
        page = self.site_pages.find(address)
        return page.render() if page else None

    def guide(self, address: str) -> str | None:
        """Return the page of the guide at *address*, read again if its file has changed; None if there is none."""
        builder, name = self._builder, address.removesuffix(".html")
        if not address.startswith("docs/") or not address.endswith(".html"):
            return None
        builder.read()
        if name not in self.app.env.found_docs:
            return None
        builder.prepare_writing({name})
        # The builder's own method would skip pages that the last build wrote.
        StandaloneHTMLBuilder.write_documents(builder, {name})
        builder.copy_image_files()
        builder.copy_download_files()
        return (Path(builder.outdir) / address).read_text("utf-8")


def write_preview(root: Path, outdir: Path, reading: Reading, brief: Brief, *, drafts: bool = False) -> Path:
    """Write the page of *brief* into *outdir* as the full build does, with its files, and return the file of the page.

    The pages that it links to are not made. *drafts* is whether its lists include drafts and briefs that are held back,
    as those of such a brief always do.

    Raises:
        ConfigurationError: The configuration cannot be used.
    """
    note_work(brief.path)
    with page_renderer(root, outdir) as renderer:
        renderer.use(reading, drafts=drafts or brief.is_draft or brief.is_held_back(today()))
        for page in renderer.site_pages.make_group(addresses.brief_address(brief)):
            files.write_bytes(outdir / page.address, page.render())
    return outdir / addresses.brief_address(brief)
