"""The archive behind a build, and the documents of Sphinx, which are those of the guide only."""

import functools
from collections.abc import Callable, Iterable, Mapping, Set
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.project import Project

from ..facets.brief_page import brief_page
from ..facets.catalogue import Catalogue, fingerprint
from ..facets.entries import Entries
from ..facets.views import BriefPage
from ..i18n import interface_language
from ..model import Archive, Brief, Status
from ..reading.archive_files import Reading
from ..storage.clock import today
from .settings import publication

_PACKAGED_PAGE = Path(__file__).parent / "default" / "index.md"
"""The first page that Sphinx requires; without a guide, its address redirects to “About”."""

_MOST_PAGES = 64


class Site:
    """The archive behind a build, and the views of its pages.

    Args:
        config: The configuration, with the name of the archive, its language, and whether drafts have pages.
        read: Read the archive. It is called once, and only when the archive is needed: pages of the guide do without.
        drafts: Whether drafts and briefs that are held back have pages, overriding *config*.
        pdfs: The addresses of the PDFs beside the pages.

    Attributes:
        page: Return the view of a brief by its address without the suffix.
        entries_in: Return the entries for pages whose frame is in another language.
    """

    def __init__(
        self, config: Config, read: Callable[[], Reading], *, drafts: bool | None = None, pdfs: Set[str] = frozenset()
    ) -> None:
        self._read = read
        self.drafts = bool(config.briefs_drafts) if drafts is None else drafts
        self._language = str(config.language)
        self.pdfs = pdfs
        self.base_url = str(config.html_baseurl)
        self._publication = publication(config)
        # The view of a page is needed several times in a row.
        self.page = functools.lru_cache(maxsize=_MOST_PAGES)(lambda name: self.view(self.briefs[name]))
        self.entries_in = functools.cache(lambda language: Entries(self.catalogue, language, pdfs=self.pdfs))

    @functools.cached_property
    def reading(self) -> Reading:
        """The archive and the diagnostics of its readers."""
        return self._read()

    @functools.cached_property
    def archive(self) -> Archive:
        """The archive as the site shows it: without briefs that are held back, unless drafts are shown."""
        return self.reading.archive if self.drafts else self.reading.archive.public_view(today())

    @functools.cached_property
    def archive_key(self) -> str:
        """A digest of everything that pages show of the archive except the texts of briefs."""
        return fingerprint(self.archive, self.reading.bibliography_digest)

    @functools.cached_property
    def catalogue(self) -> Catalogue:
        """The sorted and grouped views of the archive."""
        return Catalogue(self.archive, drafts=self.drafts)

    @functools.cached_property
    def entries(self) -> Entries:
        """Links and list entries in the language of the archive."""
        return self.entries_in(self._language)

    def frame_language(self, brief: Brief) -> str:
        """Return the language of the page around a brief: that of the brief, if it has a catalogue."""
        if interface_language(brief.language) == interface_language(self._language):
            return self._language
        return interface_language(brief.language) or self._language

    @functools.cached_property
    def briefs(self) -> Mapping[str, Brief]:
        """The briefs with a page, by its address without the suffix; drafts only on request."""
        return {
            brief.path.removesuffix(".md"): brief
            for brief in self.archive.briefs.values()
            if self.drafts or brief.status is not Status.DRAFT
        }

    def view(self, brief: Brief) -> BriefPage:
        """Return the view of a brief in the language of its page."""
        return brief_page(brief, self.entries_in(self.frame_language(brief)), self._publication)


def use_guide(app: Sphinx) -> None:
    """Let Sphinx find the guide."""
    app.project = app.env.project = _GuideProject(app)


def has_guide(root: Path) -> bool:
    """Whether the archive has a guide."""
    return (root / "docs" / "index.md").is_file()


class _GuideProject(Project):
    """Sphinx's set of documents, which must not be empty: an archive without a guide gets the packaged page."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(app.srcdir, app.config.source_suffix)
        self._added = {} if has_guide(Path(app.srcdir)) else {str(app.config.root_doc): _PACKAGED_PAGE}

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        super().discover(exclude_paths, include_paths)
        self.docnames |= self._added.keys()
        self._docname_to_path |= self._added
        self._path_to_docname |= {path: docname for docname, path in self._added.items()}
        return self.docnames
