"""Builds the pages of a site for tests, and its search apart from them."""

import shutil
import sys
from collections.abc import Callable, Set
from pathlib import Path
from typing import TextIO

import msgspec

from briefarchive.build.folder import SiteFolder
from briefarchive.build.site import Progress, Wanted
from briefarchive.build.site import build_site as build
from briefarchive.checking.archive import read_archive
from briefarchive.search.index import Indexing, add_search
from briefarchive.storage.cache import cache_folder
from briefarchive.storage.clock import today
from briefarchive.storage.executor import WorkerPool


def build_site(
    root: Path,
    outdir: Path,
    *,
    drafts: bool = False,
    base_url: str = "",
    pdfs: Set[str] = frozenset(),
    warning: TextIO | None = None,
    progress: Progress | None = None,
    notice: Callable[[str], None] | None = None,
    pool: WorkerPool | None = None,
) -> int | None:
    """Build the pages of the archive at *root* into *outdir*; the number of warnings, or None if there is no site."""
    with SiteFolder(outdir).opened() as folder:
        folder.begin()
        wanted = Wanted(drafts=drafts, base_url=base_url)
        reading = read_archive(root)
        built = build(
            *(root, folder, reading, wanted),
            pdfs=pdfs,
            warning=warning,
            progress=progress,
            notice=notice,
            pool=pool,
        )
        if built is None:
            return None
        # An index of the search that was added to the site stays.
        _keep_search(folder)
        manifest = msgspec.structs.replace(built.manifest, search=folder.former.search)
        for foreign in folder.publish(manifest):
            (warning or sys.stderr).write(f'"{foreign}" lies in the folder of the site\n')
        return built.warnings


def _keep_search(folder: SiteFolder) -> None:
    parts = folder.former.search.items()
    members = (f"{part}/{name}" for part, (_, names) in parts for name in names)
    for name in members:
        folder.keep(f"search/{name}")
    for file in (folder.target / "search").glob("*.json"):
        folder.write(f"search/{file.name}", file.read_bytes())


def index_site(
    root: Path, outdir: Path, *, kept: bool = False, pool: WorkerPool | None = None, **limits: int
) -> Indexing:
    """Add the index of its search to a site that stands.

    Args:
        root: The archive's folder.
        outdir: The site's.
        kept: Whether what was prepared the last time is used again.
        pool: Other processes.
        limits: As `add_search` has them.
    """
    if not kept:
        shutil.rmtree(cache_folder(root) / "search", ignore_errors=True)
    with SiteFolder(outdir).opened() as folder:
        folder.begin()
        former = folder.former
        for address in (*former.pages, *former.sphinx):
            folder.keep(address)
        done = add_search(
            *(read_archive(root).archive.released(today()), former.pages, {}),
            root=root,
            former=former.search,
            keep=folder.keep,
            write=folder.write,
            pool=pool,
            **limits,
        )
        folder.publish(msgspec.structs.replace(former, search=done.parts))
        return done
