"""Finds pictures saved with a page, as files beside it or in its addresses, and PDFs to which it links."""

import base64
import binascii
import hashlib
import io
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin

from briefarchive.diagnostics import Severity
from briefarchive.model.slugs import slug
from briefarchive.reading.attached_files.contents import check_attachment
from briefarchive.reading.attached_files.svg import sanitize_svg
from briefarchive.reading.decoding import ATTACHMENT_LIMIT, DEFAULT_PDF_BOUNDS, PdfBounds

from ..document import Attachment, Block, BlockKind
from ..inline.escaping import escape_line
from ..inline.link_addresses import PAGE
from ..workspace import Workspace
from .inline import InlineText, Run, render, safe_address
from .parsing import Tree

_LIMIT = ATTACHMENT_LIMIT
_MOST = 200
_SPACER = 3
_LONGEST_ALTERNATIVE = 500
_FORMATS = {"GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep"},
    "WEBP": {"lossless": True},
    "GIF": {"save_all": True},
}
_SIGNATURES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"RIFF": ".webp"}


@dataclass(slots=True)
class Pictures:
    """Finds the pictures of one page, and puts aside those that a brief can show.

    Attributes:
        workspace: Where they are put.
        folder: The folder of the page; None if it has none.
        root: The folder that must contain all pictures.
        base: The address of the page; empty if unknown.
        find: Returns the bytes of a picture by its address, if the export has those of a whole site.
        missing: Pictures that were not found or cannot be shown, with their lines.
    """

    workspace: Workspace
    folder: Path | None = None
    root: Path | None = None
    base: str = ""
    find: Callable[[str], bytes | None] | None = None
    attachments: dict[str, Attachment] = field(default_factory=dict)
    missing: list[tuple[int, str]] = field(default_factory=list)
    _documents: dict[str, str] = field(default_factory=dict)

    def document(self, source: str, line: int) -> str:
        """Put aside a PDF to which a text links, and return its new name; empty if it is not available."""
        if not is_pdf(source):
            return ""
        if source not in self._documents:
            data = None if len(self.attachments) >= _MOST else self._read_data(source)
            is_sound = (
                data
                and len(data) <= self.workspace.size_limit(".pdf")
                and not _has_faults(data, ".pdf", self.workspace.bounds)
            )
            self._documents[source] = self._named(source, data, ".pdf", line) if data and is_sound else ""
            self.missing += [(line, source[:200])] if data and not is_sound else []
        return self._documents[source]

    def page(self, source: str) -> str:
        """Return the target of a link to another file of the export; empty if *source* leads to none."""
        path = None if self.base else self._find_path(source)
        return f"{PAGE}{quote(self._find_file(source))}" if path and os.path.isfile(path) else ""  # noqa: PTH113 — hostile names raise in `Path`

    def figure(self, image: Tree, alternative: str, caption: InlineText | None, line: int) -> Block | None:
        """Return *image* as a figure, or else as a link to it, or only its words; None if it has none."""
        source = image.get("data-orig-file") or image.get("data-src") or image.get("src") or ""
        if not _is_spacer(image) and source:
            name = self._add_picture(source, line)
            if name:
                return _figure(name, alternative, caption, line)
        text = " ".join(dict.fromkeys(filter(None, (alternative, caption.text if caption else ""))))
        if not text:
            return None
        address = "" if source.startswith("data:") or _is_spacer(image) else self._address(source)
        shown = render([Run(text=text, href=address)])
        return Block(text=shown.text, markup=shown.markup, line=line, links=shown.links, kind=BlockKind.FIGURE)

    def _add_picture(self, source: str, line: int) -> str:
        """Put the picture aside, and return its new name; empty if it cannot be shown."""
        data = None if len(self.attachments) >= _MOST else self._read_data(source)
        name = self._keep(source, data, line) if data else ""
        if not name:
            self.missing.append((line, source[:200]))
        return name

    def _keep(self, source: str, data: bytes, line: int) -> str:
        suffix = _suffix(data)
        cleaned = _cleaned(data, suffix) if suffix else None
        return "" if cleaned is None else self._named(source, cleaned, suffix, line)

    def _named(self, source: str, data: bytes, suffix: str, line: int) -> str:
        """Return the name of a file that is put aside: its own words, and a digest of its bytes."""
        stem = slug(Path(unquote(source.partition("?")[0])).stem, limit=40) if not source.startswith("data:") else ""
        digest = hashlib.sha256(data).hexdigest()[:10]
        name = f"{stem or ('document' if suffix == '.pdf' else 'picture')}-{digest}{suffix}"
        if name not in self.attachments:
            path = self.workspace.keep(name, data)
            self.attachments[name] = Attachment(name=name, path=path, line=line, file=self._find_file(source))
        return name

    def _read_data(self, source: str) -> bytes | None:
        if source.startswith("data:"):
            return _decode_data_address(source)
        if self.find and (address := self._address(source)):
            return self.find(address)
        path = self._find_path(source)
        if path is None or self.root is None:
            return None
        try:
            resolved = path.resolve(strict=True)
            if path.is_symlink() or not resolved.is_relative_to(self.root.resolve()) or not resolved.is_file():
                return None
            if resolved.stat().st_size > self.workspace.size_limit(path.name):
                return None
            return resolved.read_bytes()
        except (OSError, ValueError, RuntimeError):
            return None

    def _find_path(self, source: str) -> Path | None:
        """Return where the file would be to which *source* leads; None if it leads to no file of the export."""
        if "://" in source or source.startswith(("//", "data:")) or self.folder is None or self.root is None:
            return None
        folder = self.root if source.startswith("/") else self.folder
        return folder / unquote(source.partition("?")[0].partition("#")[0]).lstrip("/")

    def _find_file(self, source: str) -> str:
        """Return the path to that file from the folder of the page."""
        path = None if self.find else self._find_path(source)
        return Path(os.path.relpath(path, self.folder)).as_posix() if path else ""

    def _address(self, source: str) -> str:
        try:
            return safe_address(urljoin(self.base, source) if self.base else source)
        except ValueError:
            return ""


def is_pdf(address: str) -> bool:
    """Return whether the file at *address* is a PDF by its name."""
    return address.partition("?")[0].partition("#")[0].lower().endswith(".pdf")


def _figure(name: str, alternative: str, caption: InlineText | None, line: int) -> Block:
    text = caption.text if caption else ""
    # What a screen reader says is the caption if the page has nothing of its own.
    spoken = (alternative or text)[:_LONGEST_ALTERNATIVE]
    lines = [f"```{{figure}} {name}"]
    lines += [f":alt: {spoken}"] if spoken else []
    lines += ["", caption.markup or escape_line(text)] if caption and text else []
    words = text if spoken == text else " ".join(filter(None, (spoken, text)))
    return Block(text=words, markup="\n".join((*lines, "```")), line=line, kind=BlockKind.FIGURE)


def _is_spacer(image: Tree) -> bool:
    sides = (image.get("width", ""), image.get("height", ""))
    return any(side.isdecimal() and int(side[:5]) <= _SPACER for side in sides)


def _decode_data_address(source: str) -> bytes | None:
    head, comma, body = source.partition(",")
    if not comma or len(body) > 2 * _LIMIT:
        return None
    try:
        data = base64.b64decode(unquote(body)) if head.lower().endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
    return data if len(data) <= _LIMIT else None


def _suffix(data: bytes) -> str:
    for signature, suffix in _SIGNATURES.items():
        if data.startswith(signature):
            return suffix
    return ".svg" if b"<svg" in data[:1_000] else ""


def _cleaned(data: bytes, suffix: str) -> bytes | None:
    """Return *data* in a form for the archive, without metadata on places and cameras; None if impossible."""
    if not _has_faults(data, suffix):
        return data
    try:
        cleaned = sanitize_svg(data) if suffix == ".svg" else _save_anew(data)
    except Exception:  # noqa: BLE001 — neither library promises a kind of error for a broken picture
        return None
    return None if _has_faults(cleaned, suffix) else cleaned


def _save_anew(data: bytes) -> bytes:
    from PIL import Image

    kinds = list(_FORMATS)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(io.BytesIO(data), formats=kinds) as picture:
            kind = picture.format or ""
            stream = io.BytesIO()
            plain = picture.copy() if kind != "JPEG" and not getattr(picture, "is_animated", False) else picture
            plain.info = {}
            plain.save(stream, kind, **_SAVING.get(kind, {}))
    return stream.getvalue()


def _has_faults(data: bytes, suffix: str, bounds: PdfBounds = DEFAULT_PDF_BOUNDS) -> bool:
    diagnostics = check_attachment(f"archive/picture{suffix}", data, bounds)
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
