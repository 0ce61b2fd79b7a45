"""Reading an archive and checking its texts at the same time, so that a text's diagnostics are cached with it."""

from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic, DiagnosticList
from ..model import Brief
from ..reading import archive_files
from ..reading.archive_files import Reading
from ..reading.brief import ScannedBrief, scan_brief
from ..reading.cached_files import fill_cache
from ..storage.executor import WorkerPool
from .text import check_texts, find_on_request


def read_archive(root: Path, *, cache: bool = True) -> Reading:
    """Read every brief, source and vocabulary below *root*, and check each text."""
    reading = archive_files.read_files(root, read_and_check, cache=cache)
    diagnostics = DiagnosticList((*reading.diagnostics, *find_on_request(root, reading.archive.briefs.values())))
    return replace(reading, diagnostics=tuple(sorted(diagnostics.to_list(), key=lambda diagnostic: diagnostic.order)))


def warm_cache(root: Path, pool: WorkerPool | None) -> None:
    """Have the processes of a *pool*, if there is one, read and check what is not in the cache."""
    fill_cache(archive_files.cached_files(root.absolute(), read_and_check), pool)


def read_and_check(path: str, data: bytes) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """Read and check a brief, given its root-relative path and its bytes."""
    scanned, diagnostics = check_brief_file(path, data)
    return scanned.brief, diagnostics


def check_brief_file(path: str, data: bytes) -> tuple[ScannedBrief, tuple[Diagnostic, ...]]:
    """Do the same, but return the parts of the file, for comparisons."""
    scanned = scan_brief(path, data)
    faults, on_request = check_texts(scanned.texts)
    if brief := scanned.brief:
        scanned = scanned._replace(brief=replace(brief, markup=replace(brief.markup, on_request=on_request)))
    return scanned, tuple(DiagnosticList((*scanned.diagnostics, *faults)).to_list())
