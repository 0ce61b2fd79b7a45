"""A whole build: read the archive, print, render, index, and put the new site in place of the last one."""

import functools
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ..checking.loading import read_archive, warm_cache
from ..printing.pdf_folder import FolderUpdate, update_folder
from ..reading.archive_files import Reading
from ..search.index import SearchIndex
from ..search.pagefind_program import IndexingError
from ..storage.clock import today
from ..storage.executor import WorkerPool
from .folder import SiteFolder
from .site import BuildRequest, Progress, build_site

_NEAR = 0.8
_MOST_BYTES = {"GitHub Pages": 1_000_000_000}
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""
_MOST_FILES = {"Cloudflare Pages": 20_000}
"""https://developers.cloudflare.com/pages/platform/limits/"""


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
    pdfs: FolderUpdate
    foreign_files: tuple[str, ...]
    missing_history: str
    files: int
    size: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.warnings or self.pdfs.diagnostics)


def build(
    root: Path,
    folder: SiteFolder,
    before: str,
    inputs: Callable[[], str],
    request: BuildRequest,
    *,
    pool: WorkerPool | None = None,
    progress: Progress | None = None,
    notice: Callable[[str], None] | None = None,
) -> Outcome | None:
    """Build the site of an archive into its folder, which is opened for this build.

    The digest of all inputs is *before* at the start; *inputs* computes it again at the end, to see whether a file has
    changed meanwhile. *notice* is told what is worth knowing but no fault.

    Returns:
        The outcome; None if there is no new site, and standard error says why.

    Raises:
        FolderError: The folder cannot be written.
        IndexingError: The index of the search could not be made.
        WorkError: A process ended during its work.
    """
    folder.begin()
    warm_cache(root, pool)
    reading = read_archive(root)
    gc.freeze()  # it stays until the end: the collector passes over it, in forks as well
    # First, so that pages lead to those that are there.
    pdf_update = _print(root, folder, reading, request, progress)
    search = functools.partial(
        SearchIndex, root=root, former=folder.former.search, keep=folder.keep, write=folder.write
    )
    try:
        staged_site = build_site(
            root,
            folder,
            reading,
            request,
            pdfs=pdf_update.present,
            progress=progress,
            notice=notice,
            pool=pool,
            search=search,
        )
    except IndexingError as error:
        raise IndexingError(f"the search cannot be made: {error}") from error
    if staged_site is None:
        return None
    # A guide without a key is to be written anew. What has changed meanwhile may have been read before or after.
    is_sound = staged_site.manifest.guide and not (staged_site.warnings or pdf_update.diagnostics)
    unchanged = is_sound and inputs() == before
    manifest = msgspec.structs.replace(
        staged_site.manifest, inputs=before if unchanged else "", until=str(reading.archive.next_change(today()) or "")
    )
    foreign = tuple(folder.publish(manifest))
    return Outcome(
        warnings=staged_site.warnings,
        pdfs=pdf_update,
        foreign_files=foreign,
        missing_history=reading.missing_history,
        files=len(folder.published.sizes),
        size=sum(folder.published.sizes.values()),
    )


def _print(
    root: Path, folder: SiteFolder, reading: Reading, request: BuildRequest, progress: Progress | None
) -> FolderUpdate:
    """Put PDFs at their addresses, if they are wanted."""
    if not request.pdf:
        return FolderUpdate()
    from ..printing.builder import PrintOptions  # here, since what they need is an extra
    from ..printing.pdf_files import list_site_pdfs
    from .pdfs import pdf_builder

    builder = pdf_builder(root, reading, PrintOptions(), drafts=request.drafts, base_url=request.base_url)
    pdfs = tuple(list_site_pdfs(builder, drafts=request.drafts))
    return update_folder(pdfs, folder.staged, former=folder.target, take=folder.keep, progress=progress)


def near_limits(files: int, size: int) -> Iterator[str]:
    """Yield a sentence for each limit of a host of which the site's *files* or *size* use four fifths or more."""
    for host, limit in _MOST_BYTES.items():
        if size >= _NEAR * limit:
            yield f"The site has {size / 1e6:,.0f} MB; {host} takes {limit / 1e6:,.0f} MB at most."
    for host, limit in _MOST_FILES.items():
        if files >= _NEAR * limit:
            yield f"The site has {files:,} files; {host} takes {limit:,} at most."
