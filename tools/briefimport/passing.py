"""What is said about files of a folder that no reader takes: nothing where they are known to hold no text."""

import json
from mimetypes import MimeTypes
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from .encoding import NotTextError, UndecodableError, decode
from .exports import ExportFile, is_system_file, read_head
from .faults import FileUnknown, NotText

_TABLES = frozenset({".json", ".jsonl", ".ndjson"})
_LARGEST_JSON = 5_000_000
# Kinds that stand beside texts and are missing in Python's own list.
_KNOWN = frozenset({
    ".7z", ".db", ".eot", ".fig", ".gz", ".idx", ".lnk", ".mdb", ".odp", ".ods", ".otf", ".psd", ".rar", ".sqlite",
    ".ttf", ".woff", ".woff2", ".xz",
})  # fmt: skip
_ANYTHING = "application/octet-stream"
# The lists of the machine would give each machine another answer.
_KINDS = MimeTypes(filenames=())


def unread(export: ExportFile) -> Diagnostic | None:
    """What is wrong with a file that no reader takes; None if nothing is.

    A table of records whose JSON cannot be read may be an export, and is a fault; other bytes that are no text may be
    one too, which is worth a notice.
    """
    suffix, span = export.path.suffix.lower(), Span(path=export.origin)
    if suffix in _TABLES:
        if _is_json(export.path):
            return None
        return NotText.at(span, "it cannot be read as JSON", hint="export it again, or take it out of the folder")
    kind, _ = _KINDS.guess_type(export.path.name)
    if is_system_file(export.path.name) or suffix in _KNOWN or (kind and kind != _ANYTHING):
        return None
    head = read_head(export)
    if isinstance(head, Diagnostic):
        return head
    if _is_text(head):
        return None
    return FileUnknown.at(span, "it is neither text nor of any known kind, and was passed over")


def _is_json(path: Path) -> bool:
    """Whether a file holds JSON, or one value in each line; of long ones only the first line is looked at."""
    try:
        with path.open("rb") as stream:
            first = stream.readline(_LARGEST_JSON)
            rest = stream.read(_LARGEST_JSON)
            if stream.read(1) or (not first.endswith(b"\n") and rest):
                return True
    except OSError:
        return True
    return _parses(first) or _parses(first + rest) or not (first + rest).strip()


def _parses(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_text(head: bytes) -> bool:
    if not head:
        return True
    try:
        # The last bytes may end within a character.
        decode(head[: head.rfind(b"\n") + 1] or head)
    except NotTextError:
        return False
    except UndecodableError:
        return b"\0" not in head
    return True
