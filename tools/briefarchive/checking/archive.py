"""Read an archive and let the rules of texts look at each brief while it is read: what they find is kept with it."""

from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic, Findings
from ..model import Brief
from ..reading import archive
from ..reading.archive import Reading
from ..reading.brief import ScannedBrief, scan_brief
from ..reading.cached_files import fill_cache
from ..storage.executor import WorkerPool
from .text import check_texts, find_on_request


def read_archive(root: Path, *, cache: bool = True) -> Reading:
    """Read every brief, source and vocabulary below *root*, and check each text."""
    reading = archive.read_files(root, read_and_check, cache=cache)
    found = Findings((*reading.diagnostics, *find_on_request(root, reading.archive.briefs.values())))
    return replace(reading, diagnostics=tuple(sorted(found.told(), key=lambda one: one.order)))


def warm(root: Path, pool: WorkerPool | None) -> None:
    """Have the processes of a *pool* do the same with what the cache does not know.

    Args:
        root: The archive's folder.
        pool: Whose processes read; without one, nothing is done.

    Raises:
        WorkError: A process ended in the middle of its work.
    """
    fill_cache(archive.cached_files(root.absolute(), read_and_check), pool)


def read_and_check(path: str, data: bytes) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """Read a brief from its root-relative path and its bytes, and tell all that is wrong with the file."""
    scanned, found = check_brief_file(path, data)
    return scanned.brief, found


def check_brief_file(path: str, data: bytes) -> tuple[ScannedBrief, tuple[Diagnostic, ...]]:
    """The same with the parts of the file, for whoever compares it with another one."""
    scanned = scan_brief(path, data)
    faults, on_request = check_texts(scanned.texts)
    if brief := scanned.brief:
        scanned = scanned._replace(brief=replace(brief, markup=replace(brief.markup, on_request=on_request)))
    return scanned, tuple(Findings((*scanned.found, *faults)).told())
