"""The HTML builder: Sphinx's, with pages that are rebuilt by digest and indices that come from the archive."""

import functools
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from typing import Any

import msgspec
from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.display import progress_message

from ..facets import addresses
from ..facets.home import home_page
from ..facets.indices import index_pages
from ..reading import files
from . import state
from .pages import PageWriter, settings_digest
from .project import Site, site_of
from .redirects import redirects
from .settings import edit_address
from .titles import title_index
from .version import page_version

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
        self._before = state.load(Path(self.doctreedir))
        self._after = state.State(texts=dict(self._before.texts))
        self.events.connect("env-before-read-docs", self._skip_unchanged, priority=800)

    @functools.cached_property
    def site(self) -> Site:
        """The archive behind this build."""
        return site_of(self.env)

    @functools.cached_property
    def pages(self) -> PageWriter:
        """The writer of pages."""
        return PageWriter(self)

    def get_outdated_docs(self) -> Iterator[str]:
        """Documents whose page is not the one that would be written now."""
        self.site  # noqa: B018 — the archive is read before Sphinx looks for documents
        for docname in self.env.project.discover(self.config.exclude_patterns, self.config.include_patterns):
            address = self.get_target_uri(docname)
            digest = self._after.pages[address] = self._digest_of(docname)
            if self._before.pages.get(address) != digest or not (Path(self.outdir) / address).exists():
                yield docname

    def write_documents(self, docnames: Set[str]) -> None:
        """Write *docnames*, and tell how far it is."""
        self._written, self._to_write = 0, len(docnames)
        super().write_documents(docnames)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one document: a brief from its view, a page of the guide as Sphinx does."""
        self._written += 1
        self.progress("writing", self._written, self._to_write)
        brief = self.site.page(docname)
        if brief is None:
            super().write_doc(docname, doctree)
            return
        doctree.settings = self.docsettings
        self.secnumbers, self.fignumbers = {}, {}
        depth = "../" * docname.count("/")
        self.imgpath, self.dlpath = f"{depth}_images", f"{depth}_downloads"
        self.current_docname = docname
        visitor: Any = self.create_translator(doctree, self)
        doctree.walkabout(visitor)
        body = Markup("".join(visitor.fragment))  # noqa: S704 — written by docutils, which escapes
        self.pages.write(brief.address, "withdrawn.html" if brief.withdrawn else "brief.html", brief=brief, body=body)

    def gen_pages_from_extensions(self) -> None:
        """Write the home page, the indices, redirects and other extensions' pages."""
        super().gen_pages_from_extensions()
        with progress_message("writing indices"):
            self._write_indices()

    def handle_finish(self) -> None:
        """Remember what was written, and delete what is no longer part of the site."""
        super().handle_finish()
        state.remove_stale(Path(self.outdir), self._before, self._after)
        state.save(Path(self.doctreedir), self._after)

    def _write_indices(self) -> None:
        self._write_if_changed(addresses.HOME, "home.html", home_page(self.site.entries))
        for number, page in enumerate(index_pages(self.site.entries), 1):
            self.progress("indices", number, 0)
            template = {"topics": "topics.html", "publisher": "publisher.html"}.get(
                page.kind, "list.html" if page.unit == "brief" else "directory.html"
            )
            self._write_if_changed(page.address, template, page)
        for address, target in redirects(self.site.catalogue.archive):
            if address not in self._after.pages:  # a page of today is worth more than an address of yesterday
                self._write_if_changed(address, "redirect.html", target)
        titles = title_index(self.site.entries)
        self._write_if_changed(addresses.SEARCH, "search.html", None)
        files.write_text(Path(self.outdir) / "_static" / "titles.json", titles)

    def _write_if_changed(self, address: str, template: str, view: object) -> None:
        digest = self._after.pages[address] = self._digest(msgspec.json.encode(view))
        if self._before.pages.get(address) != digest or not (Path(self.outdir) / address).exists():
            self.pages.write(address, template, page=view)

    def _digest_of(self, docname: str) -> str:
        page = self.site.page(docname)
        if page is None:
            return self._digest(self._guide_digest.encode())
        return self._digest(msgspec.json.encode(page) + self.site.briefs[docname].digest.encode())

    def _digest(self, data: bytes) -> str:
        return files.digest(self._shown_settings.encode() + data)

    @functools.cached_property
    def _shown_settings(self) -> str:
        config = self.config
        shown = (config.project, config.language, config.copyright, config.html_baseurl, config.html_logo)
        ours = [(value.name, value.value) for value in config if value.name.startswith("briefs_")]
        own = [path.read_text() for folder in config.templates_path for path in _templates(self.confdir, folder)]
        return settings_digest([page_version(), shown, ours, edit_address(config, ""), own])

    @functools.cached_property
    def _guide_digest(self) -> str:
        """Pages of the guide show one another's titles, and are few: all are written when one has changed."""
        guide = sorted(docname for docname in self.env.project.docnames if docname not in self.site.briefs)
        return settings_digest((docname, self._text_digest(docname)) for docname in guide)

    def _text_digest(self, docname: str) -> str:
        """The digest of a document's bytes, and of the files that it includes."""
        brief = self.site.briefs.get(docname)
        if brief is not None:
            return brief.digest
        paths = [self.env.doc2path(docname), *(self.srcdir / one for one in sorted(self.env.dependencies[docname]))]
        return files.digest(b"\0".join(path.read_bytes() for path in paths if path.is_file()))

    def _skip_unchanged(self, app: object, env: BuildEnvironment, docnames: list[str]) -> None:
        """Take out of *docnames* the documents whose doctree is that of the same bytes."""
        unchanged = {
            docname
            for docname in docnames
            if docname in env.all_docs
            and self._before.texts.get(docname) == self._text_digest(docname)
            and (Path(self.doctreedir) / f"{docname}.doctree").exists()
        }
        if env.config_status == _CONFIG_OK:
            docnames[:] = [docname for docname in docnames if docname not in unchanged]
        self._after.texts.update((docname, self._text_digest(docname)) for docname in docnames)


_CONFIG_OK = 1


def _templates(confdir: Any, folder: str) -> Iterable[Path]:
    return sorted((Path(confdir) / folder).rglob("*.html"))
