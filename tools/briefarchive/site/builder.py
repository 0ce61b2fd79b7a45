"""The HTML builder: Sphinx's, with pages that are rebuilt by digest and indices that come from the archive."""

import functools
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path

import msgspec
from pydata_sphinx_theme.pygments import overwrite_pygments_css  # type: ignore[import-untyped]
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.display import progress_message

from ..diagnostics import printable
from ..facets import addresses
from ..facets.companions import companions_of
from ..facets.home import home_page
from ..facets.indices import index_pages
from ..facets.indices.publishers import source_places
from ..reading import files
from ..reading.attachments import published
from ..reading.code_version import code_version
from . import scripts
from .drawing import Drawing, template_of
from .ledger import PICTURES, STATIC, Ledger
from .pages import PageWriter
from .project import Site, log_faults, site_of
from .redirects import redirects
from .rule_pages import rule_pages, rules_at
from .settings import SEARCH_SCRIPTS, publication

_LOGGER = logging.getLogger(__name__)


class ArchiveHTMLBuilder(StandaloneHTMLBuilder):
    """Writes `html`.

    Sphinx's own search index is off: it knows no Chinese word, grows to megabytes, and its stemmer would be a third
    of the build.
    """

    search = False
    copysource = False
    progress: Callable[[str, int, int], None] = staticmethod(lambda what, done, total: None)

    def init(self) -> None:
        """Start a build: what the last one left is known by digest."""
        super().init()
        self._ledger = Ledger(Path(self.outdir))
        self._attachments: dict[str, str] = {}
        self.events.connect("env-before-read-docs", self._skip_unchanged, priority=800)
        self.events.connect("write-started", lambda *_: log_faults(self.site), priority=0)

    @property
    def site(self) -> Site:
        """The archive behind this build."""
        return site_of(self.env)

    @functools.cached_property
    def pages(self) -> PageWriter:
        """The writer of pages."""
        return PageWriter(self)

    @functools.cached_property
    def drawing(self) -> Drawing:
        """Draws the archive's pages."""
        return Drawing(self, self.pages)

    def get_outdated_docs(self) -> Iterator[str]:
        """Pages of the guide that are not what would be written now, or whose pictures are not: all, or none."""
        complete = self._ledger.is_as_left(PICTURES)
        for docname in sorted(self.env.found_docs):
            written = self._ledger.has_written(self.get_target_uri(docname), self._digest(self._guide_digest.encode()))
            if not (written and complete):
                yield docname

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages of the guide."""
        outdated = docnames & set(self.get_outdated_docs())
        if outdated:
            self._ledger.clear(PICTURES)
            super().write_documents(outdated)

    def copy_assets(self) -> None:
        """Copy static files, into an empty folder if somebody has changed the one that is there."""
        if not self._ledger.is_as_left(STATIC):
            self._ledger.clear(STATIC)
        super().copy_assets()
        # The theme does this when all is built; but pages name the file together with a digest of what is in it.
        overwrite_pygments_css(self._app, None)
        for name in scripts.ENTRIES:
            files.write_text(Path(self.outdir) / "_static" / "search" / name, scripts.bundled(SEARCH_SCRIPTS / name))

    def gen_pages_from_extensions(self) -> None:
        """Write briefs, the home page, the indices, redirects, and other extensions' pages."""
        super().gen_pages_from_extensions()
        with progress_message("writing briefs"):
            self._write_briefs()
        with progress_message("writing indices"):
            self._write_indices()
            self._write_rules()
        self._write_companions()

    def dump_inventory(self) -> None:
        """Sphinx's list of labels is not made: it would change with what of the guide was read in this build."""

    def handle_finish(self) -> None:
        """Bring what pages need, delete what is no longer part of the site, and remember what was written."""
        super().handle_finish()
        for address, digest in self._attachments.items():
            if not self._ledger.has_written(address, digest):
                data = files.read_unchanged(address, Path(self.srcdir) / address, digest)
                self._ledger.write(address, published(address, data))
        self._ledger.finish()
        for address in self._ledger.strays():
            message = '"%s" lies in the folder of the site, and is no part of it; delete it'
            _LOGGER.warning(message, printable(address), type="briefs", subtype="stray")

    def _write_briefs(self) -> None:
        for number, (name, brief) in enumerate(self.site.briefs.items(), 1):
            page = self.site.page(name)
            assert page is not None
            self._attachments.update(page.attachments)
            if not self._ledger.has_written(
                page.address, self._digest(msgspec.json.encode(page) + brief.digest.encode())
            ):
                self._ledger.begin()
                self._write(page.address, self.drawing.brief(name, brief, page))
            self.progress("briefs", number, len(self.site.briefs))

    def _write_indices(self) -> None:
        self._write_if_changed(addresses.HOME, "home.html", home_page(self.site.entries))
        self._write_if_changed(addresses.SEARCH, "search.html", None)
        for number, page in enumerate(index_pages(self.site.entries), 1):
            self.progress("indices", number, 0)
            self._write_if_changed(page.address, template_of(page), page)
        for address, pages in source_places(self.site.entries):
            data = msgspec.json.encode(pages)
            if not self._ledger.has_written(address, files.digest(data)):
                self._ledger.write(address, data)
        for address, target in redirects(self.site.briefs.values()):
            if address not in self._ledger.pages:  # a page of today is worth more than an address of yesterday
                self._write_if_changed(address, "redirect.html", target)

    def _write_rules(self) -> None:
        if self.config.briefs_rules:
            for page in rule_pages(Path(self.srcdir), rules_at(self.config.briefs_rules)):
                self._write_if_changed(page.address, "rule.html", page)

    def _write_companions(self) -> None:
        for number, companion in enumerate(companions_of(self.site.catalogue, publication(self.config)), 1):
            if not self._ledger.has_written(companion.address, self._digest(companion.made_from.encode())):
                self._ledger.write(companion.address, companion.make())
            self.progress("exports", number, 0)

    def _write_if_changed(self, address: str, template: str, view: object) -> None:
        if not self._ledger.has_written(address, self._digest(msgspec.json.encode(view))):
            self._ledger.begin()
            self._write(address, self.pages.render(address, template, page=view))

    def _write(self, address: str, html: str) -> None:
        files.write_text(Path(self.outdir) / address, html)

    def _digest(self, data: bytes) -> str:
        return files.digest(self._look.encode() + data)

    @functools.cached_property
    def _look(self) -> str:
        """A digest of everything that every page shows or that decides how it looks."""
        settings = [(value.name, _canonical(value.value)) for value in self.config]
        own = [path.read_text("utf-8") for folder in self.config.templates_path for path in _templates(self, folder)]
        return files.digest(repr([code_version(), settings, self.pages.shared, own]).encode())

    @functools.cached_property
    def _guide_digest(self) -> str:
        """Pages of the guide show one another's titles, and are few: all are written when one has changed."""
        # Pages stand below `docs/` as a rule; the packaged one does not.
        paths = sorted({*Path(self.srcdir, "docs").rglob("*"), *map(Path, map(self.env.doc2path, self.env.found_docs))})
        return files.digest(
            repr([(str(path), files.digest(path.read_bytes())) for path in paths if path.is_file()]).encode()
        )

    def _skip_unchanged(self, app: object, env: BuildEnvironment, docnames: list[str]) -> None:
        """Read no page of the guide that will not be written, but for the first, which Sphinx cannot be without."""
        wanted = {*self.get_outdated_docs(), str(self.config.root_doc)}
        docnames[:] = [docname for docname in docnames if docname in wanted]


def _canonical(value: object) -> str:
    """A setting in words that are the same in every process: sets have no order, and objects no name of their own."""
    match value:
        case str() | int() | float() | None:
            return repr(value)
        case list() | tuple():
            return f"[{','.join(map(_canonical, value))}]"
        case dict():
            return f"{{{','.join(sorted(f'{_canonical(key)}:{_canonical(one)}' for key, one in value.items()))}}}"
        case set() | frozenset():
            return f"{{{','.join(sorted(map(_canonical, value)))}}}"
    return type(value).__name__


def _templates(builder: StandaloneHTMLBuilder, folder: str) -> Iterable[Path]:
    return sorted((Path(builder.confdir) / folder).rglob("*.html"))
