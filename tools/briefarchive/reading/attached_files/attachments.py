"""Finds the attachments of briefs, and resolves the links that lead to them."""

import functools
import posixpath
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ...diagnostics import Diagnostic, DiagnosticList, Severity
from ...model import Archive, Brief, BriefId, TextLink
from ...storage import files
from ...storage.cache import CacheFile
from .. import decoding
from ..addresses import split_address
from ..cached_files import CachedFiles
from ..configuration import read_pdf_bounds
from ..decoding import DEFAULT_PDF_BOUNDS, PdfBounds
from .contents import read_attachment
from .svg import sanitize_svg

PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
DOCUMENTS = frozenset({".csv", ".pdf"})
CHART_FILES = frozenset({".csv"})


def read_attachments(root: Path, *, cache: bool = True) -> tuple[dict[str, str], dict[str, int], list[Diagnostic]]:
    """Return the digests and the picture sizes of sound attachments by path, and the diagnostics of all.

    An attachment is a regular file of at most 10 MB (more for PDFs), whose content matches its suffix and is harmless.
    """
    attachments: dict[str, str] = {}
    points: dict[str, int] = {}
    diagnostics = DiagnosticList()
    for path, entry in find_attachments(root).entries(cached=cache):
        diagnostics.extend(entry.diagnostics)
        if not any(diagnostic.severity is Severity.ERROR for diagnostic in entry.diagnostics):
            attachments[path] = entry.digest
            points[path] = entry.value
    return attachments, points, diagnostics.to_list()


def find_attachments(root: Path) -> CachedFiles[int]:
    """Find all attachments of the archive at *root*."""
    bounds = read_pdf_bounds(root)
    all_paths, kinds = files.find_paths(root, "archive", ""), PICTURES | DOCUMENTS
    paths = (path for path in all_paths if posixpath.splitext(path)[1] in kinds and not (root / path).is_symlink())
    return CachedFiles(
        root=root,
        name="attachments",
        form=CacheFile[int],
        paths=tuple(paths),
        read=functools.partial(read_attachment, bounds=bounds),
        nothing=0,
        bounds=bounds,
    )


def read_clean_attachment(root: Path, path: str, expected: str) -> bytes:
    """Return an attachment as it is published, if it still has the digest *expected*.

    Raises:
        ChangedError: The file has changed.
    """
    bounds = read_pdf_bounds(root)
    return clean_attachment(path, decoding.read_unchanged(path, root / path, expected, bounds.limit(path)), bounds)


def clean_attachment(path: str, data: bytes, bounds: PdfBounds = DEFAULT_PDF_BOUNDS) -> bytes:
    """Return an attachment as published: SVG and PDF files are sanitized, as they were when checked."""
    if path.endswith(".pdf"):
        from .pdf import sanitize_pdf

        return sanitize_pdf(data, bounds.values)
    return sanitize_svg(data) if path.endswith(".svg") else data


def shown_path(brief: Brief, link: TextLink) -> str | None:
    """Return the path of the attachment that a picture or chart shows, whether it exists or not; None if invalid."""
    path = resolve_path(brief.path, link.target)
    if path is None or posixpath.dirname(path) != posixpath.dirname(brief.path):
        return None
    kinds = CHART_FILES if link.chart else PICTURES
    return path if posixpath.splitext(path)[1].lower() in kinds else None


def resolve_link(archive: Archive, brief: Brief, link: TextLink) -> str | None:
    """Return the root-relative path of the file or brief that a link of *brief* leads to, or None.

    A picture or chart shows a file in the brief's own folder. A link may lead to any attachment, to any brief and,
    with `#heading-id`, to a section of one.
    """
    if link.image:
        path = shown_path(brief, link)
        return path if path in archive.attachments else None
    return _resolve_target(archive, brief, link.target)


def _resolve_target(archive: Archive, brief: Brief, target: str) -> str | None:
    address, _, part = target.partition("#")
    path = resolve_path(brief.path, address) if address else brief.path
    if path in archive.attachments:
        return path if not part else None
    target_brief = archive.briefs.get(BriefId(PurePosixPath(path).stem)) if path else None
    if target_brief is None or target_brief.path != path:
        return None
    return path if not part or any(heading.id == unquote(part) for heading in target_brief.markup.headings) else None


def list_pictures(brief: Brief) -> dict[str, TextLink]:
    """Return the root-relative paths of the pictures in a brief, whether they exist or not, with their last mention."""
    pictures = (link for link in brief.markup.links if link.image and not link.chart)
    pictures_by_path = {resolve_path(brief.path, link.target): link for link in pictures}
    return {path: link for path, link in pictures_by_path.items() if path}


def resolve_path(brief: str, target: str) -> str | None:
    """Resolve a relative *target* in the file *brief* to a root-relative path; None if it leaves `archive/`."""
    parts = split_address(target)
    if parts is None:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or path.startswith("/") or "\\" in path or "\0" in path:
        return None
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(brief), path))
    return resolved if resolved.startswith("archive/") else None
