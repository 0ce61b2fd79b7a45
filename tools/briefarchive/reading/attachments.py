"""Files that stand beside briefs: pictures, and documents to which a text links."""

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

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


def path_of(brief: str, target: str) -> str | None:
    """The root-relative path that a relative *target* in the file *brief* means; None if it leaves `archive/`."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or path.startswith("/") or "\\" in path or "\0" in path:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(brief), path))
    return joined if joined.startswith("archive/") else None


def is_picture(path: str) -> bool:
    """Whether a file may be shown as an image."""
    return posixpath.splitext(path)[1].lower() in PICTURES


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
