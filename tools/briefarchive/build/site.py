"""The site of an archive, built into a folder that takes the place of the last one."""

import itertools
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from ..facets.entries import Entries
from ..reading.archive import Reading
from ..search.documents import SyntheticPage
from ..site.application import ConfigurationError, set_up_sphinx
from ..site.builder import ArchiveHTMLBuilder
from ..site.project import Site, use_site
from ..site.site_pages import Page, SitePages
from ..storage import files
from ..storage.executor import WorkerPool, WorkError
from .folder import Manifest, SiteFolder
from .rendering import Rendered, RenderedBatch, render_briefs, render_if_changed

_BETWEEN = 300
"""Other pages for each batch of briefs, since an archive has some six times as many."""

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, and of how many (0 if that is not known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of a build: drafts and PDFs as well, and the address of the site, if one is given."""

    drafts: bool = False
    base_url: str = ""
    pdf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What has been built; the folder is not published yet.

    Attributes:
        warnings: The number of warnings, errors of the archive among them.
        search: What the index of the search takes of each brief that was rendered, by the address of its page.
        published: What the index is made of: the archive without drafts, whether or not the site shows them.
    """

    warnings: int
    manifest: Manifest
    search: Mapping[str, SyntheticPage]
    published: Entries


def build_site(  # noqa: PLR0913 — all but four are given by those who need them
    root: Path,
    folder: SiteFolder,
    reading: Reading,
    wanted: Wanted,
    *,
    pdfs: Set[str] = frozenset(),
    warning: TextIO | None = None,
    progress: Progress | None = None,
    notice: Callable[[str], None] | None = None,
    pool: WorkerPool | None = None,
) -> Built | None:
    """Build the pages of an archive into the folder of the next site, which has begun.

    Files of the site that stands are kept where their keys are still right. Pages lead to the PDFs at the addresses
    *pdfs*. Faults are written to *warning*, by default standard error; *notice* is told of what is worth knowing and no
    fault. A *pool* of other processes renders briefs; without it, this one does.

    Returns:
        What has been built; None if there is no site, and *warning* says why.
    """
    warning = warning or sys.stderr
    try:
        with set_up_sphinx(root, folder.staged, drafts=wanted.drafts, base_url=wanted.base_url, warning=warning) as app:
            builder = cast("ArchiveHTMLBuilder", app.builder)
            build = _Build(folder, app, pool, progress)
            builder.guide_keeper = build
            builder.write_site = build.write
            builder.notice = notice or builder.notice
            site = Site(app.config, lambda: reading, pdfs=pdfs)
            use_site(app.env, site)
            app.build()
            published = Site(app.config, lambda: reading, drafts=False) if site.drafts else site
            return build.built(app._warncount, pdfs, published.entries)  # noqa: SLF001 — it has no other name
    except SphinxError as error:
        warning.write(f"{error.category}: {error}\n")
    except OSError as error:
        warning.write(f"the site cannot be written: {files.describe_error(error)}\n")
    except ConfigurationError as error:
        warning.write(f"{error}\n")
    except WorkError as error:
        warning.write(f"{error}\nThe site is as it was.\n")
    return None


class _Build:
    """One build: it decides what is kept, has the rest rendered, and notes all for the manifest."""

    def __init__(self, folder: SiteFolder, app: Sphinx, pool: WorkerPool | None, progress: Progress | None) -> None:
        self._folder, self._app, self._pool = folder, app, pool
        self._progress = progress or (lambda what, done, total: None)
        self._guide = self._shown = ""
        self._pages: dict[str, str] = {}
        self._state = ""
        self._texts: dict[str, str] = {}
        self._search: dict[str, SyntheticPage] = {}

    def has_guide(self, key: str, pages: Collection[str]) -> bool:
        former = self._folder.former
        # The others Sphinx writes in each build, and would write into a link.
        kept = [one for one in former.sphinx if one in pages or one.startswith(("_images/", "_downloads/"))]
        if not key or former.guide != key or not self._folder.keep_all(kept):
            return False
        self.take_guide(key)
        return True

    def shown_by_guide(self, state: str, make: Callable[[], str]) -> str:
        former = self._folder.former
        self._shown = former.shown if former.state == state else make()
        return self._shown

    def take_guide(self, key: str) -> None:
        self._guide = key

    def write(self, pages: SitePages) -> None:
        """Keep or render all pages that are not of the guide."""
        former = self._folder.former
        self._state = pages.shared_key
        self._texts = {name: pages.text_key(name) for name in pages.site.briefs}
        if former.state == self._state and self._folder.keep_all(former.pages):
            # Only texts of briefs can have changed.
            self._pages |= former.pages
            changed = [name for name, text in self._texts.items() if former.texts.get(name) != text]
            self._briefs(pages, changed, iter(()))
        else:
            self._briefs(pages, list(self._texts), pages.others())

    def built(self, warnings: int, pdfs: Set[str], published: Entries) -> Built:
        """What has been built; what is neither ours nor a PDF, Sphinx has written."""
        others = self._folder.addresses() - self._pages.keys() - pdfs
        manifest = Manifest(
            state=self._state,
            texts=self._texts,
            pages=self._pages,
            guide=self._guide,
            shown=self._shown,
            sphinx=tuple(sorted(others)),
            pdfs=tuple(sorted(pdfs)),
        )
        return Built(warnings=warnings, manifest=manifest, search=self._search, published=published)

    def _briefs(self, pages: SitePages, names: Sequence[str], others: Iterator[Page]) -> None:
        """Have briefs rendered, and do what there is to do of the *others* while processes of a pool are at it."""
        former = self._folder.former.pages
        addresses = (address for name in names if (address := f"{name}.html") in former)
        there = {address: former[address] for address in addresses if self._folder.stands(address)}
        attachments: dict[str, str] = {}
        done = 0
        for batch in render_briefs(names, pages, there, app=self._app, folder=self._folder.staged, pool=self._pool):
            self._tell(batch)
            for page in batch.pages:
                self._pages[page.address] = page.key
                is_lost = page.html is None and not self._folder.keep(page.address)
                self._write(render_if_changed(pages, page.name, {}) if is_lost else page)
            attachments.update(batch.attachments)
            done += len(batch.pages)
            self._progress("briefs", done, len(names))
            for other in itertools.islice(others, _BETWEEN):
                self._take(other)
        attached = itertools.starmap(pages.attached, attachments.items())
        for other in itertools.chain(others, attached):
            self._take(other)

    def _write(self, page: Rendered) -> None:
        if page.html is not None:
            self._folder.write(page.address, page.html)
        if page.search is not None:
            self._search[page.address] = page.search

    def _tell(self, batch: RenderedBatch) -> None:
        """Say here what Sphinx said in another process."""
        if batch.messages:
            self._app._warning.write(batch.messages)  # noqa: SLF001 — Sphinx has no other way
            self._app._warncount += batch.warnings  # noqa: SLF001

    def _take(self, page: Page) -> None:
        self._pages[page.address] = page.key
        if self._folder.former.pages.get(page.address) != page.key or not self._folder.keep(page.address):
            self._folder.write(page.address, page.render())
