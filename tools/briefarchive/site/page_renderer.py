"""Single pages, each as the full build writes it, without the rest of the build.

A page depends on its own file and on the few facts of the catalogue that it shows. So Sphinx is set up once, the
archive is read beside it, and a page is rendered when somebody wants it.
"""

import contextlib
import sys
from collections.abc import Iterator, Set
from pathlib import Path
from typing import TextIO, cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.parallel import SerialTasks

from ..facets import addresses
from ..model import Brief, Status
from ..reading.archive import Reading
from ..storage import files
from ..storage.limits import note_work
from .application import configuration_errors, set_up_sphinx
from .builder import ArchiveHTMLBuilder
from .project import Site, use_site
from .site_pages import SitePages


@contextlib.contextmanager
def page_renderer(
    root: Path, outdir: Path, *, drafts: bool = False, base_url: str = "", warning: TextIO | None = None
) -> Iterator["PageRenderer"]:
    """A renderer for the archive at *root*, with the static files of its pages in *outdir*.

    Args:
        root: A folder with `archive/` and `bib/`.
        outdir: Where pages would be.
        drafts: Whether drafts have pages.
        base_url: The address of the site, if not as the configuration or the environment says.
        warning: Where warnings about texts are written; by default standard error.

    Raises:
        ConfigurationError: The configuration cannot be used.
    """
    with contextlib.ExitStack() as stack:
        out = warning or sys.stderr
        app = stack.enter_context(set_up_sphinx(root, outdir, drafts=drafts, base_url=base_url, warning=out))
        with configuration_errors():
            renderer = PageRenderer(app)
        yield renderer


class PageRenderer:
    """Renders pages of the archive that `use` has given it; it belongs to one thread, as docutils does."""

    site_pages: SitePages

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self._builder = cast("ArchiveHTMLBuilder", app.builder)
        self._builder.finish_tasks = SerialTasks()
        app.env.find_files(app.config, self._builder)
        self._builder.prepare_writing(set())
        self._builder.copy_assets()

    def use(self, reading: Reading, *, drafts: bool | None = None, pdfs: Set[str] = frozenset()) -> None:
        """Render pages of this archive from now on; *drafts* decides whether they have pages, if not as before."""
        site = Site(self.app.config, lambda: reading, drafts=drafts, pdfs=pdfs)
        use_site(self.app.env, site)
        self.site_pages = self._builder.make_site_pages(site)

    def find_brief(self, address: str) -> Brief | None:
        """The brief whose page is at an address."""
        return self.site_pages.site.briefs.get(address.removesuffix(".html")) if address.endswith(".html") else None

    def file(self, address: str) -> bytes | None:
        """The page or file at *address*, which is made of the archive; None if there is none."""
        page = self.site_pages.find(address)
        return page.render() if page else None

    def guide(self, address: str) -> str | None:
        """The page of the guide at *address*, read again if its file has changed; None if there is none."""
        builder, name = self._builder, address.removesuffix(".html")
        if not address.startswith("docs/") or not address.endswith(".html"):
            return None
        builder.read()
        if name not in self.app.env.found_docs:
            return None
        builder.prepare_writing({name})
        # The builder's own method would ask which pages the last build has left.
        StandaloneHTMLBuilder.write_documents(builder, {name})
        builder.copy_image_files()
        builder.copy_download_files()
        return (Path(builder.outdir) / address).read_text("utf-8")


def write_preview(root: Path, outdir: Path, reading: Reading, brief: Brief, *, drafts: bool = False) -> Path:
    """Write the page of *brief* as the full build does, with its files; the pages to which it leads are not made.

    Args:
        root: The archive's folder.
        outdir: Where the page goes, at its address; what else is there stays.
        reading: What was read of the archive.
        brief: One of its briefs. A draft is drawn as a build with drafts would.
        drafts: Whether its lists name drafts.

    Returns:
        The file of the page.

    Raises:
        ConfigurationError: The configuration cannot be used.
    """
    note_work(brief.path)
    with page_renderer(root, outdir) as renderer:
        renderer.use(reading, drafts=drafts or brief.status is Status.DRAFT)
        for page in renderer.site_pages.groups[addresses.brief_address(brief)]():
            files.write_bytes(outdir / page.address, page.render())
    return outdir / addresses.brief_address(brief)
