"""The HTML builder: Sphinx's own, with the pages of the archive beside those of the guide.

`sphinx-build` writes every page; `briefs build` has the builder keep unchanged ones.
"""

import functools
import itertools
import os
from collections.abc import Callable, Collection, Iterator, Set
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.display import progress_message

from ..checking import check
from ..checking.loading import read_archive
from ..diagnostics import Severity, sanitize
from ..storage import files
from ..storage.clock import today
from . import scripts
from .brief_page_writer import BriefPageWriter
from .pages import PageWriter
from .project import Site
from .settings import SCRIPTS, address_notice, get_address
from .site_pages import SitePages

_GUIDE = "docs"
_LOGGER = logging.getLogger(__name__)


class ArchiveHTMLBuilder(StandaloneHTMLBuilder):
    """The builder `html`.

    Sphinx's own search index is off: it knows no Chinese word, grows to megabytes, and its stemmer would take a third
    of the build.

    Attributes:
        site: The archive behind this build.
        keep_guide: Keep the pages of the guide and their assets, if those with this key exist; return whether they do.
        note_guide: Note the key of a guide that was written; an empty key has the next build write it again.
        write_site: Write the pages outside the guide; by default one after another into Sphinx's folder.
        notice: Report information that is no warning.
    """

    search = False
    copysource = False
    keep_guide: Callable[[str, Collection[str]], bool] | None = None
    note_guide: Callable[[str], None] | None = None
    write_site: Callable[[SitePages], None] | None = None
    notice: Callable[[str], None] = staticmethod(_LOGGER.info)

    def init(self) -> None:
        """Start a build."""
        super().init()
        self.site = Site(self.config, functools.partial(read_archive, Path(self.srcdir)))
        self._warnings = 0
        self.events.connect("env-before-read-docs", self._skip_unchanged, priority=800)
        self.events.connect("write-started", self._log_diagnostics, priority=0)

    @functools.cached_property
    def pages(self) -> PageWriter:
        """The writer of pages."""
        return PageWriter(self)

    @functools.cached_property
    def brief_writer(self) -> BriefPageWriter:
        """The writer of briefs' pages."""
        return BriefPageWriter(self, self.pages)

    @functools.cached_property
    def site_pages(self) -> SitePages:
        """All files of the site except those that Sphinx writes."""
        return self.make_site_pages(self.site)

    def make_site_pages(self, site: Site) -> SitePages:
        """Return all files of another site for this builder to write."""
        root, confdir = Path(self.srcdir), Path(self.confdir)
        return SitePages(site, self.brief_writer, self.pages, self.config, root=root, confdir=confdir)

    def get_outdated_docs(self) -> Iterator[str]:
        """Return the outdated pages of the guide: all or none."""
        # Sphinx also asks before it has looked for pages.
        if not self.env.found_docs or self._has_guide:
            return iter(())
        return iter(sorted(self.env.found_docs))

    @functools.cached_property
    def _has_guide(self) -> bool:
        if self.keep_guide is None:
            return False
        root = Path(self.srcdir)
        # The digest comes before the guide is read, so that the next build sees any later change.
        paths = (path.relative_to(root).as_posix() for path in sorted((root / _GUIDE).rglob("*")) if path.is_file())
        inputs = [(name, files.digest_file(root / name)) for name in paths]
        self._guide_key = self.site_pages.digest(repr(inputs).encode())
        pages = {self.get_target_uri(docname) for docname in self.env.found_docs}
        return self.keep_guide(self._guide_key, pages)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages of the guide."""
        outdated = docnames & set(self.get_outdated_docs())
        if not outdated:
            return
        super().write_documents(outdated)
        if self.note_guide:
            dependencies = itertools.chain.from_iterable(self.env.dependencies.values())
            # A guide with warnings is read in each build to repeat them; so is one that includes files outside its
            # folder, which its key does not cover.
            sound = self._app._warncount == self._warnings  # noqa: SLF001 — Sphinx has no other name for its count
            self.note_guide(self._guide_key if sound and all(map(self._is_of_guide, dependencies)) else "")

    def _is_of_guide(self, path: str | os.PathLike[str]) -> bool:
        """Whether a file that a page shows, given relative to the root, is in the folder of the guide."""
        return Path(os.path.normpath(self.srcdir / path)).is_relative_to(self.srcdir / _GUIDE)

    def _log_diagnostics(self, *_: object) -> None:
        """Log the diagnostics of the archive; all other warnings belong to the guide."""
        before = self._app._warncount  # noqa: SLF001
        for diagnostic in check(self.site.reading, today=today()):
            place, hint = sanitize(str(diagnostic.span)), f" ({diagnostic.hint})" if diagnostic.hint else ""
            text = f"{diagnostic.code} {diagnostic.message}{hint}"
            if diagnostic.severity is Severity.NOTICE:
                _LOGGER.info("%s: %s", place, text)
            else:
                _LOGGER.warning("%s", text, location=place, type="briefs", subtype=diagnostic.code)
        self._warnings = self._app._warncount - before  # noqa: SLF001

    def copy_assets(self) -> None:
        """Copy static files, with each script bundled and without its modules."""
        super().copy_assets()
        static = Path(self.outdir) / "_static"
        for name, data in self.pages.fonts.files.items():
            files.write_bytes(static / name, data)
        for name in scripts.STYLES:
            (static / name).unlink()
        stylesheet = scripts.join_styles(self.pages.fonts.stylesheet, self.pages.own_styles)
        files.write_text(static / scripts.STYLES[0], stylesheet)
        for module in SCRIPTS.glob("*/*.js"):
            (static / module.relative_to(SCRIPTS)).unlink(missing_ok=True)
        for name, text in (scripts.collect_scripts(SCRIPTS) | self.pages.words_scripts).items():
            files.write_text(static / name, text)

    def create_pygments_style_file(self) -> None:
        """Skip Sphinx's colours for code: the site's style sheet has them for light and dark pages."""

    def gen_pages_from_extensions(self) -> None:
        """Write briefs, the home page, lists, exports, redirects, and other extensions' pages."""
        super().gen_pages_from_extensions()
        with progress_message("writing briefs, lists and exports"):
            if self.write_site:
                self.write_site(self.site_pages)
                return
            for page in itertools.chain.from_iterable(group() for group in self.site_pages.groups.values()):
                files.write_bytes(Path(self.outdir) / page.address, page.render())

    def dump_inventory(self) -> None:
        """Skip Sphinx's inventory, which would depend on the pages of the guide that this build reads."""

    def handle_finish(self) -> None:
        """Copy assets, and report how the site's address was found."""
        super().handle_finish()
        if notice := address_notice(get_address(self.config)):
            self.notice(notice)

    def _skip_unchanged(self, app: object, env: BuildEnvironment, docnames: list[str]) -> None:
        """Skip pages of the guide that will not be written, except the first, which Sphinx requires."""
        outdated = {*self.get_outdated_docs(), str(self.config.root_doc)}
        docnames[:] = [docname for docname in docnames if docname in outdated]
