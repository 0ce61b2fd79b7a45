"""A whole build: read the archive, print, render, index, and put the new site in place of the last one."""

import contextlib
import functools
import gc
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TextIO, cast

import msgspec
from sphinx.application import Sphinx

from ..checking.loading import read_archive, warm_cache
from ..facets.entries import Entries
from ..printing.update import PdfUpdate, Progress, update_pdfs
from ..reading.archive_files import Reading
from ..search import FOLDER
from ..search.index import SearchIndex
from ..site.application import ConfigurationError, set_up_sphinx
from ..site.builder import ArchiveHTMLBuilder
from ..site.project import Site
from ..site.site_pages import SitePages
from ..storage import files
from ..storage.clock import today
from ..storage.executor import WorkerPool, WorkError
from .folder import Manifest, SiteFolder
from .rendering import Rendered, render_groups

_NEAR = 0.8
_MOST_BYTES = {"GitHub Pages": 1_000_000_000}
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""
_MOST_FILES = {"Cloudflare Pages": 20_000}
"""https://developers.cloudflare.com/pages/platform/limits/"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """The options of a build.

    Attributes:
        base_url: The address of the site, if one is given.
        pool: Other processes that render; without them, this one does.
        jobs: The number of processes that make PDFs, by default one for each processor.
        progress: Told of each step.
        notice: Told what is worth knowing but no fault; by default, Sphinx's log is.
    """

    drafts: bool = False
    base_url: str = ""
    pdf: bool = False
    pool: WorkerPool | None = None
    jobs: int | None = None
    progress: Progress = lambda *_: None
    notice: Callable[[str], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of a build.

    Attributes:
        warnings: The number of warnings, errors of the archive among them.
        foreign_files: Addresses of files in the site's folder that somebody else has put there.
        missing_history: As `Reading.missing_history`.
        files: The number of the site's files, of *size* bytes together.
    """

    warnings: int
    pdfs: PdfUpdate
    foreign_files: tuple[str, ...]
    missing_history: str
    files: int
    size: int


def build(
    root: Path, folder: SiteFolder, digest_before: str, digest_now: Callable[[], str], request: BuildRequest
) -> Outcome | None:
    """Build the site of an archive into its folder, which is opened for this build.

    *digest_before* is that of all inputs before the build. If *digest_now* differs later, the next build starts over.

    Returns:
        The outcome; None if there is no new site, and standard error says why.

    Raises:
        FolderError: What is not part of the site cannot be kept.
        IndexingError: The index of the search could not be made.
        WorkError: A process ended during its work.
    """
    folder.begin()
    warm_cache(root, request.pool)
    reading = read_archive(root)
    gc.freeze()  # it stays until the end: the collector passes over it, in forks as well
    # First, so that pages lead to those that are there.
    pdf_update = _make_pdfs(root, folder, reading, request)
    search = functools.partial(
        SearchIndex, root=root, former=folder.former.search, keep=folder.keep, write=folder.write
    )
    staged_site = build_site(root, folder, reading, request, pdfs=pdf_update.keys, search=search)
    if staged_site is None:
        return None
    manifest, warnings = staged_site
    is_sound = manifest.guide and not (warnings or pdf_update.diagnostics)  # a guide without a key is written anew
    digest = digest_before if is_sound and digest_now() == digest_before else ""
    manifest = msgspec.structs.replace(manifest, inputs=digest, until=str(reading.archive.next_change(today()) or ""))
    foreign = tuple(folder.publish(manifest))
    return Outcome(
        warnings=warnings,
        pdfs=pdf_update,
        foreign_files=foreign,
        missing_history=reading.missing_history,
        files=len(folder.published.sizes),
        size=sum(folder.published.sizes.values()),
    )


def _make_pdfs(root: Path, folder: SiteFolder, reading: Reading, request: BuildRequest) -> PdfUpdate:
    """Put PDFs at their addresses, if they are wanted."""
    if not request.pdf:
        return PdfUpdate()
    from ..printing.builder import PrintOptions  # here, since what they need is an extra
    from ..printing.pdf_files import list_site_pdfs
    from .pdfs import pdf_builder

    builder = pdf_builder(root, reading, PrintOptions(), drafts=request.drafts, base_url=request.base_url)
    pdfs = list_site_pdfs(builder, drafts=request.drafts)

    def keep(address: str, key: str) -> bool:
        return folder.former.pdfs.get(address) == key and folder.keep(address)

    return update_pdfs(pdfs, folder.write, keep=keep, progress=request.progress, workers=request.jobs)


def build_site(
    root: Path,
    folder: SiteFolder,
    reading: Reading,
    request: BuildRequest,
    *,
    pdfs: Mapping[str, str] = MappingProxyType({}),
    warning: TextIO | None = None,
    search: Callable[[Entries, str], SearchIndex] | None = None,
) -> tuple[Manifest, int] | None:
    """Build the pages of an archive into the folder of the next site, which has begun.

    Files of the present site are kept if their keys have not changed. Pages link to *pdfs*, given as the
    key of each by its address.
    Faults are written to *warning*, by default standard error. Meanwhile, *search* makes its index, which never
    includes drafts.

    Returns:
        The manifest and the number of warnings, errors of the archive among them; None if there is no site, and
        *warning* says why.

    Raises:
        IndexingError: The index of the search could not be made.
    """
    warning = warning or sys.stderr
    try:
        with set_up_sphinx(
            root, folder.staged, drafts=request.drafts, base_url=request.base_url, warning=warning
        ) as app:
            builder = cast("ArchiveHTMLBuilder", app.builder)
            builder.notice = request.notice or builder.notice
            site = builder.site = Site(app.config, lambda: reading, pdfs=pdfs.keys())
            published = Site(app.config, lambda: reading, drafts=False) if site.drafts else site
            with search(published.entries, published.archive_key) if search else contextlib.nullcontext() as index:
                writer = _SiteWriter(folder, app, request, index)
                builder.keep_guide, builder.note_guide = writer.keep_guide, writer.note_guide
                builder.write_site = writer.write
                app.build()
                return writer.make_manifest(pdfs), app._warncount  # noqa: SLF001 — it has no other name
    except OSError as error:
        warning.write(f"the site cannot be written: {files.describe_error(error)}\n")
    except ConfigurationError as error:
        warning.write(f"{error}\n")
    except WorkError as error:
        warning.write(f"{error}\nThe site is as it was.\n")
    return None


class _SiteWriter:
    """Decides what a build keeps, has the rest rendered, and notes everything for the manifest."""

    def __init__(self, folder: SiteFolder, app: Sphinx, request: BuildRequest, index: SearchIndex | None) -> None:
        self._folder, self._app, self._pool, self._index = folder, app, request.pool, index
        self._progress = request.progress
        self._guide = ""
        self._pages: dict[str, str] = {}
        self._state = ""
        self._texts: dict[str, str] = {}

    def keep_guide(self, key: str, pages: Collection[str]) -> bool:
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

    def make_manifest(self, pdfs: Mapping[str, str]) -> Manifest:
        """Return the manifest of the site; files that are neither ours nor PDFs are Sphinx's."""
        other_addresses = self._folder.addresses() - self._pages.keys() - pdfs.keys()
        return Manifest(
            state=self._state,
            texts=self._texts,
            pages=self._pages,
            guide=self._guide,
            sphinx=tuple(sorted(address for address in other_addresses if not address.startswith(f"{FOLDER}/"))),
            pdfs=dict(pdfs),
            search=self._index.finish() if self._index else {},
        )

    def _render(self, pages: SitePages, addresses: Sequence[str], present_keys: Mapping[str, str]) -> None:
        """Have groups of files rendered, except files whose keys are among *present_keys*."""
        done_count = 0
        for batch in render_groups(
            addresses, pages, present_keys, app=self._app, folder=self._folder.staged, pool=self._pool
        ):
            self._app._warning.write(batch.messages)  # noqa: SLF001 — Sphinx has no other way to repeat them
            self._app._warncount += batch.warnings  # noqa: SLF001
            for file in batch.files:
                self._take(file)
            done_count += batch.groups
            self._progress("pages and files", done_count, len(addresses))

    def _take(self, file: Rendered) -> None:
        self._pages[file.address] = file.key
        if self._index:
            self._index.add_page(file.address, file.key, file.search)
        if file.data is not None:
            self._folder.write(file.address, file.data)
        else:
            self._folder.keep(file.address)


def near_limits(files: int, size: int) -> Iterator[str]:
    """Yield a sentence for each limit of a host of which the site's *files* or *size* use four fifths or more."""
    for host, limit in _MOST_BYTES.items():
        if size >= _NEAR * limit:
            yield f"The site has {size / 1e6:,.0f} MB; {host} takes {limit / 1e6:,.0f} MB at most."
    for host, limit in _MOST_FILES.items():
        if files >= _NEAR * limit:
            yield f"The site has {files:,} files; {host} takes {limit:,} at most."
