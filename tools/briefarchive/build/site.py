"""Builds the site of an archive into a folder that takes the place of the last one."""

import contextlib
import sys
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from ..facets.entries import Entries
from ..reading.archive_files import Reading
from ..search import FOLDER
from ..search.index import SearchIndex
from ..site.application import ConfigurationError, set_up_sphinx
from ..site.builder import ArchiveHTMLBuilder
from ..site.project import Site
from ..site.site_pages import SiteFile, SitePages
from ..storage import files
from ..storage.executor import WorkerPool, WorkError
from .folder import Manifest, SiteFolder
from .rendering import Rendered, RenderedBatch, render_groups

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, and of how many (0 if that is not known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """The options of a build: whether to include drafts and PDFs, and the address of the site, if one is given."""

    drafts: bool = False
    base_url: str = ""
    pdf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedSite:
    """A site that has been built, in a folder that is not published yet.

    Attributes:
        warnings: The number of warnings, errors of the archive among them.
    """

    warnings: int
    manifest: Manifest


def build_site(  # noqa: PLR0913 — all but four are given by those who need them
    root: Path,
    folder: SiteFolder,
    reading: Reading,
    request: BuildRequest,
    *,
    pdfs: Set[str] = frozenset(),
    warning: TextIO | None = None,
    progress: Progress | None = None,
    notice: Callable[[str], None] | None = None,
    pool: WorkerPool | None = None,
    search: Callable[[Entries, str], SearchIndex] | None = None,
) -> StagedSite | None:
    """Build the pages of an archive into the folder of the next site, which has begun.

    Files of the present site are kept if their keys have not changed. Pages link to the PDFs at the addresses *pdfs*.
    Faults are written to *warning*, by default standard error; *notice* is told what is worth knowing but no fault. A
    *pool* of other processes renders; without it, this one does. Meanwhile, *search* makes its index, which never
    includes drafts.

    Returns:
        The site that has been built; None if there is none, and *warning* says why.

    Raises:
        IndexingError: The index of the search could not be made.
    """
    warning = warning or sys.stderr
    try:
        with set_up_sphinx(
            root, folder.staged, drafts=request.drafts, base_url=request.base_url, warning=warning
        ) as app:
            builder = cast("ArchiveHTMLBuilder", app.builder)
            builder.notice = notice or builder.notice
            site = builder.site = Site(app.config, lambda: reading, pdfs=pdfs)
            published = Site(app.config, lambda: reading, drafts=False) if site.drafts else site
            with search(published.entries, published.archive_key) if search else contextlib.nullcontext() as index:
                build = _Build(folder, app, pool, progress, index)
                builder.guide_keeper = build
                builder.write_site = build.write
                app.build()
                return build.stage(app._warncount, pdfs)  # noqa: SLF001 — it has no other name
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
    """Decides what a build keeps, has the rest rendered, and notes everything for the manifest."""

    def __init__(
        self,
        folder: SiteFolder,
        app: Sphinx,
        pool: WorkerPool | None,
        progress: Progress | None,
        index: SearchIndex | None,
    ) -> None:
        self._folder, self._app, self._pool, self._index = folder, app, pool, index
        self._progress = progress or (lambda what, done, total: None)
        self._guide = ""
        self._pages: dict[str, str] = {}
        self._state = ""
        self._texts: dict[str, str] = {}

    def has_guide(self, key: str, pages: Collection[str]) -> bool:
        former = self._folder.former
        # Sphinx writes the others in each build, and would write into a link.
        addresses = [
            address for address in former.sphinx if address in pages or address.startswith(("_images/", "_downloads/"))
        ]
        if not key or former.guide != key or not self._folder.keep_all(addresses):
            return False
        self.note_guide(key)
        return True

    def note_guide(self, key: str) -> None:
        self._guide = key

    def write(self, pages: SitePages) -> None:
        """Keep or render all pages except those of the guide."""
        former = self._folder.former
        self._state = pages.shared_key
        self._texts = {name: pages.text_key(name) for name in pages.site.briefs}
        if former.state == self._state and self._folder.keep_all(former.pages):
            # Only texts of briefs can have changed.
            self._pages |= former.pages
            changed = [f"{name}.html" for name, text in self._texts.items() if former.texts.get(name) != text]
            if self._index:
                for address in former.pages.keys() - set(changed):
                    self._index.add_page(address, former.pages[address])
            self._render(pages, changed, former.pages)
        else:
            present_keys = {address: key for address, key in former.pages.items() if self._folder.is_intact(address)}
            self._render(pages, list(pages.groups), present_keys)

    def stage(self, warnings: int, pdfs: Set[str]) -> StagedSite:
        """Return the site that has been built; files that are neither ours nor PDFs are Sphinx's."""
        other_addresses = self._folder.addresses() - self._pages.keys() - pdfs
        manifest = Manifest(
            state=self._state,
            texts=self._texts,
            pages=self._pages,
            guide=self._guide,
            sphinx=tuple(sorted(address for address in other_addresses if not address.startswith(f"{FOLDER}/"))),
            pdfs=tuple(sorted(pdfs)),
            search=self._index.finish().parts if self._index else {},
        )
        return StagedSite(warnings=warnings, manifest=manifest)

    def _render(self, pages: SitePages, addresses: Sequence[str], present_keys: Mapping[str, str]) -> None:
        """Have groups of files rendered, except files whose keys are among *present_keys*."""
        done_count = 0
        for batch in render_groups(
            addresses, pages, present_keys, app=self._app, folder=self._folder.staged, pool=self._pool
        ):
            self._tell(batch)
            for file in batch.files:
                self._take(file, pages)
            done_count += batch.groups
            self._progress("pages and files", done_count, len(addresses))

    def _take(self, file: Rendered, pages: SitePages) -> None:
        self._pages[file.address] = file.key
        if self._index:
            self._index.add_page(file.address, file.key, file.search)
        if file.data is not None:
            self._folder.write(file.address, file.data)
        elif not self._folder.keep(file.address):  # somebody has deleted it in the meantime
            self._folder.write(file.address, cast("SiteFile", pages.find(file.address)).render())

    def _tell(self, batch: RenderedBatch) -> None:
        """Repeat Sphinx's messages from another process."""
        if batch.messages:
            self._app._warning.write(batch.messages)  # noqa: SLF001 — Sphinx has no other way
            self._app._warncount += batch.warnings  # noqa: SLF001
