"""Files that stand beside briefs: pictures, and documents to which a text links."""

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ..model import Archive, Brief, BriefId
from . import files

PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
DOCUMENTS = frozenset({".csv", ".pdf"})
_LIMIT = 10_000_000


def read_attachments(root: Path) -> dict[str, str]:
    """Root-relative path and digest of each such file below `archive/`: plain files of at most 10 MB, and no links."""
    found = {}
    for path, file in _walk(root, "archive"):
        data = files.read(path, file, _LIMIT)
        if isinstance(data, bytes):
            found[path] = files.digest(data)
    return found


def destination(archive: Archive, brief: Brief, target: str, *, image: bool) -> str | None:
    """The root-relative path of the file or brief to which *target* in *brief* leads; None if it leads nowhere.

    A picture is a file of the brief's own folder. A link may lead to any file beside briefs, to any brief, and, with
    `#heading-of-it`, to a part of one.
    """
    if image:
        path = _path_of(brief.path, target)
        own = path is not None and posixpath.dirname(path) == posixpath.dirname(brief.path)
        shown = own and posixpath.splitext(target)[1].lower() in PICTURES
        return path if shown and path in archive.attachments else None
    address, _, part = target.partition("#")
    path = _path_of(brief.path, address) if address else brief.path
    if path in archive.attachments:
        return path if not part else None
    other = archive.briefs.get(BriefId(PurePosixPath(path).stem)) if path else None
    if other is None or other.path != path:
        return None
    return path if not part or any(heading.id == unquote(part) for heading in other.markup.headings) else None


def _path_of(brief: str, target: str) -> str | None:
    """The root-relative path that a relative *target* in the file *brief* means; None if it leaves `archive/`."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or path.startswith("/") or "\\" in path or "\0" in path:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(brief), path))
    return joined if joined.startswith("archive/") else None


def _walk(root: Path, folder: str) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _walk(root, path)
        elif posixpath.splitext(entry.name)[1].lower() in PICTURES | DOCUMENTS:
            yield path, Path(entry.path)
