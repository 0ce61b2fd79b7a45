"""Builds the pages of a site for tests, without its search."""

import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, TypeVar

import pytest
from filelock import FileLock

from briefarchive.build.folder import SiteFolder
from briefarchive.build.run import BuildRequest
from briefarchive.build.run import build_site as build
from briefarchive.checking.loading import read_archive
from briefarchive.storage.executor import WorkerPool

T = TypeVar("T")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What one of the processes of a run makes in a folder of that *name*; the others wait for it and take it over.

    It is for what tests only read.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    path = folder.with_suffix(".made")
    with FileLock(folder.with_suffix(".lock")):
        if not path.exists():
            folder.mkdir()
            path.write_bytes(pickle.dumps(make(folder)))
        return pickle.loads(path.read_bytes())


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
    with SiteFolder(outdir).open() as folder:
        folder.begin()
        wanted = BuildRequest(drafts=drafts, base_url=base_url, pool=pool)
        built = build(root, folder, read_archive(root), wanted, warning=warning)
        if built is None:
            return None
        manifest, warnings = built
        for foreign in folder.publish(manifest):
            (warning or sys.stderr).write(f'"{foreign}" lies in the folder of the site\n')
        return warnings


def published(outdir: Path) -> dict[str, bytes]:
    """Every file of a site by its address, but those that only builds read."""
    files = (path for path in sorted(outdir.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(outdir).as_posix(): path.read_bytes() for path in files}
