"""Files that stand beside briefs: pictures, and documents to which a text links."""

import functools
import posixpath
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ...diagnostics import Diagnostic, Findings, Severity
from ...model import Archive, Brief, BriefId, TextLink
from ...storage import files
from ...storage.cache import Shelf
from .. import decoding
from ..addresses import split_address
from ..cached_files import CachedFiles
from ..configuration import read_pdf_bounds
from ..decoding import USUAL, PdfBounds
from .contents import read_attachment
from .svg import harmless_svg

PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
DOCUMENTS = frozenset({".csv", ".pdf"})
CHART_FILES = frozenset({".csv"})


def read_attachments(root: Path, *, cache: bool = True) -> tuple[dict[str, str], dict[str, int], list[Diagnostic]]:
    """Digest and points of each such file below `archive/`, by its path, and what is wrong with the others.

    They are plain files of at most 10 MB (PDFs may have more), no links, and hold what their names say and
    nothing that acts.
    """
    attachments: dict[str, str] = {}
    points: dict[str, int] = {}
    found = Findings()
    for path, entry in attached_files(root).entries(cached=cache):
        found.extend(entry.found)
        if not any(one.severity is Severity.ERROR for one in entry.found):
            attachments[path] = entry.digest
            points[path] = entry.value
    return attachments, points, found.told()


def attached_files(root: Path) -> CachedFiles[int]:
    """All such files of the archive at *root*."""
    bounds = read_pdf_bounds(root)
    paths = [path for path in files.find_paths(root, "archive", "") if _kind(path) in PICTURES | DOCUMENTS]
    return CachedFiles(
        root=root,
        name="attachments",
        shelf=Shelf[int],
        members=tuple((path, root / path) for path in paths if not (root / path).is_symlink()),
        read=functools.partial(read_attachment, bounds=bounds),
        nothing=0,
        bounds=bounds,
    )


def _kind(path: str) -> str:
    return posixpath.splitext(path)[1]


def read_published(root: Path, path: str, expected: str) -> bytes:
    """What readers get of such a file, which had the digest *expected* when the archive was read.

    Raises:
        ChangedError: It has another now.
    """
    bounds = read_pdf_bounds(root)
    return published(path, decoding.read_unchanged(path, root / path, expected, bounds.limit(path)), bounds)


def published(path: str, data: bytes, bounds: PdfBounds = USUAL) -> bytes:
    """The bytes that readers get of such a file: an SVG is drawn anew and a PDF written anew, as they were judged."""
    if path.endswith(".pdf"):
        from .pdf import harmless_pdf

        return harmless_pdf(data, bounds.values)
    return harmless_svg(data) if path.endswith(".svg") else data


def path_of_shown(brief: Brief, link: TextLink) -> str | None:
    """The path of the file beside its brief that a picture or chart shows, there or not; None if it cannot be one."""
    path = resolve_path(brief.path, link.target)
    if path is None or posixpath.dirname(path) != posixpath.dirname(brief.path):
        return None
    kinds = CHART_FILES if link.chart else PICTURES
    return path if posixpath.splitext(path)[1].lower() in kinds else None


def destination(archive: Archive, brief: Brief, link: TextLink) -> str | None:
    """The root-relative path of the file or brief to which a link of *brief* leads; None if it leads nowhere.

    A picture or chart shows a file of the brief's own folder. A link may lead to any file beside briefs, to any brief,
    and, with `#heading-of-it`, to a part of one.
    """
    if link.image:
        path = path_of_shown(brief, link)
        return path if path in archive.attachments else None
    return _end_of_link(archive, brief, link.target)


def _end_of_link(archive: Archive, brief: Brief, target: str) -> str | None:
    address, _, part = target.partition("#")
    path = resolve_path(brief.path, address) if address else brief.path
    if path in archive.attachments:
        return path if not part else None
    other = archive.briefs.get(BriefId(PurePosixPath(path).stem)) if path else None
    if other is None or other.path != path:
        return None
    return path if not part or any(heading.id == unquote(part) for heading in other.markup.headings) else None


def list_pictures(brief: Brief) -> dict[str, TextLink]:
    """The root-relative paths of the pictures that a brief shows, there or not, each with its last mention."""
    pictures = (link for link in brief.markup.links if link.image and not link.chart)
    shown = {resolve_path(brief.path, link.target): link for link in pictures}
    return {path: link for path, link in shown.items() if path}


def resolve_path(brief: str, target: str) -> str | None:
    """The root-relative path that a relative *target* in the file *brief* means; None if it leaves `archive/`."""
    parts = split_address(target)
    if parts is None:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or path.startswith("/") or "\\" in path or "\0" in path:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(brief), path))
    return joined if joined.startswith("archive/") else None
