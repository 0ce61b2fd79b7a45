"""Single pages, each as the full build writes it, without the rest of the build.

A page depends on its own file and on the few facts of the catalogue that it shows. So Sphinx is set up once, the
archive is read beside it, and a page is rendered when somebody wants it.
"""

import contextlib
import functools
import sys
from collections.abc import Iterator, Set
from pathlib import Path
from typing import TextIO, cast

import msgspec
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.parallel import SerialTasks

from ..exporting.static_files import StaticFile, static_files
from ..facets import addresses
from ..facets.home import home_page
from ..facets.index_pages import index_page
from ..facets.indices.publishers import source_places
from ..facets.search_examples import search_examples
from ..facets.views import BriefPage
from ..model import Brief
from ..reading.archive import Reading
from .application import configuration_errors, sphinx_for
from .brief_pages import template_of
from .builder import ArchiveHTMLBuilder
from .project import Site, use_site
from .redirects import redirects
from .settings import publication
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
        app = stack.enter_context(sphinx_for(root, outdir, drafts=drafts, base_url=base_url, warning=out))
        with configuration_errors():
            renderer = PageRenderer(app)
        yield renderer


class PageRenderer:
    """Renders pages of the archive that `use` has given it; it belongs to one thread, as docutils does.

    Attributes:
        app: Sphinx, set up for that.
    """

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self._builder = cast("ArchiveHTMLBuilder", app.builder)
        self._builder.finish_tasks = SerialTasks()
        app.env.find_files(app.config, self._builder)
        self._builder.prepare_writing(set())
        self._builder.copy_assets()

    def use(self, reading: Reading, *, drafts: bool | None = None, pdfs: Set[str] = frozenset()) -> None:
        """Render pages of this archive from now on.

        Args:
            reading: The archive.
            drafts: Whether they have pages, if not as at the start.
            pdfs: Addresses of the PDFs that stand beside the pages.
        """
        use_site(self.app.env, Site(self.app.config, lambda: reading, drafts=drafts, pdfs=pdfs))
        for name in ("_redirects", "_static_files", "site_pages"):
            vars(self).pop(name, None)

    def brief(self, brief: Brief) -> str:
        """The page of a brief."""
        name = brief.path.removesuffix(".md")
        page = cast("BriefPage", self._builder.site.page(name))  # whoever asks for a draft has said so
        return self._builder.brief_pages.render(name, brief, page).html

    def attachments(self, brief: Brief) -> Iterator[tuple[str, bytes]]:
        """Address and bytes of each file that the page of a brief needs."""
        page = self._builder.site.page(brief.path.removesuffix(".md"))
        for address, digest in page.attachments if page else ():
            yield address, self.site_pages.attachment(address, digest)

    def brief_at(self, address: str) -> Brief | None:
        """The brief whose page is at an address."""
        return self._builder.site.briefs.get(address.removesuffix(".html")) if address.endswith(".html") else None

    def page(self, address: str) -> str | None:
        """The page at *address*, which is made of the archive; None if there is none."""
        site, render = self._builder.site, self._builder.pages.render
        if (brief := self.brief_at(address)) is not None:
            return self.brief(brief)
        if address == addresses.HOME:
            return render(address, "home.html", page=home_page(site.entries))
        if address == addresses.SEARCH:
            return render(address, "search.html", page=search_examples(site.entries))
        if address == addresses.NOT_FOUND and address not in self.site_pages.own_files:
            return render(address, "not_found.html", page=None)
        if (index := index_page(site.entries, address)) is not None:
            return render(address, template_of(index), page=index)
        target = self._redirects.get(address)
        return render(address, "redirect.html", page=target) if target else None

    def file(self, address: str) -> bytes | None:
        """The file at *address* that is no page, and is made of the archive; None if there is none."""
        site = self._builder.site
        digest = site.archive.attachments.get(address)
        if digest is not None:
            return self.site_pages.attachment(address, digest)
        if address.endswith(".json") and (places := dict(source_places(site.entries)).get(address)):
            return msgspec.json.encode(places)
        file = self._static_files.get(address)
        return file.make() if file else None

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

    @functools.cached_property
    def site_pages(self) -> SitePages:
        """All files of the site."""
        return self._builder.pages_of(self._builder.site)

    @functools.cached_property
    def _redirects(self) -> dict[str, str]:
        return dict(redirects(self._builder.site.briefs.values()))

    @functools.cached_property
    def _static_files(self) -> dict[str, StaticFile]:
        made = static_files(self._builder.site.catalogue, publication(self.app.config))
        return {one.address: one for one in made if one.address not in self.site_pages.own_files}
