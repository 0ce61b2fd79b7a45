"""Builds the pages of a site for tests, and its search apart from them."""

import functools
import os
import pickle
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, TypeVar

import msgspec
import pytest
from filelock import FileLock

from briefarchive.build.folder import SiteFolder
from briefarchive.build.site import Wanted
from briefarchive.build.site import build_site as build
from briefarchive.checking.archive import read_archive
from briefarchive.search.index import Indexing, add_search
from briefarchive.site.fonts import site_fonts
from briefarchive.storage.cache import cache_folder
from briefarchive.storage.clock import today
from briefarchive.storage.executor import WorkerPool

T = TypeVar("T")


@functools.cache
def prepare_fonts() -> None:
    """Have the site's fonts made by one of the processes that run the tests; the others wait for them."""
    with FileLock(Path(os.environ["BRIEFS_CACHE"]) / "fonts.lock"):
        site_fonts({})


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What one of the processes of a run makes in a folder of that *name*; the others wait for it and take it over.

    It is for what tests only read.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    made = folder.with_suffix(".made")
    with FileLock(folder.with_suffix(".lock")):
        if not made.exists():
            folder.mkdir()
            made.write_bytes(pickle.dumps(make(folder)))
        return pickle.loads(made.read_bytes())


def build_site(
    root: Path,
    outdir: Path,
    *,
    drafts: bool = False,
    base_url: str = "",
    warning: TextIO | None = None,
    pool: WorkerPool | None = None,
) -> int | None:
    """Build the pages of the archive at *root* into *outdir*; the number of warnings, or None if there is no site."""
    prepare_fonts()
    with SiteFolder(outdir).opened() as folder:
        folder.begin()
        wanted = Wanted(drafts=drafts, base_url=base_url)
        built = build(root, folder, read_archive(root), wanted, warning=warning, pool=pool)
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


def index_site(root: Path, outdir: Path, **limits: int) -> Indexing:
    """Add the index of its search to a site that stands, anew; *limits* are those of `add_search`."""
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
            **limits,
        )
        folder.publish(msgspec.structs.replace(former, search=done.parts))
        return done
