"""A file to import, and its bytes."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from .document import Hints
from .faults import CannotOpen, ExportTooLarge

# What operating systems and office programs put into folders and archives without being asked.
_SYSTEM_FILES = frozenset({"__macosx", ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r"})
# Beside what they belong to: Word’s lock files, macOS’s attributes of a file, LibreOffice’s lock files.
_BEGIN_AS_SYSTEM_FILES = ("~$", "._", ".~lock.")
# What a program had not finished or has taken back: temporary files and downloads.
_END_AS_SYSTEM_FILES = (".tmp", ".temp", ".crdownload", ".part")
_HEAD = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file to import.

    Attributes:
        path: Where its bytes are.
        origin: Its name, relative to the folder that was given, or to the container in which it was.
        root: The folder which its pictures may not leave.
        hints: What the container in which it was says about it.
        given: The file or folder of the command by which it was found.
        digest: Of a part of a file that has no file of its own: the digest of the part.
    """

    path: Path
    origin: str
    root: Path = field(default_factory=Path)
    hints: Hints = field(default_factory=Hints)
    given: Path = field(default_factory=Path)
    digest: str = ""

    @property
    def sha256(self) -> str:
        """Digest of its bytes, in hex."""
        if self.digest:
            return self.digest
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def is_system_file(name: str) -> bool:
    """Whether a file or folder of this name was made by a system or an office program, and by nobody for its text."""
    folded = name.lower()
    return folded in _SYSTEM_FILES or folded.startswith(_BEGIN_AS_SYSTEM_FILES) or folded.endswith(_END_AS_SYSTEM_FILES)


def shown(name: str) -> str:
    """*name* as text that can be printed and written: bytes that are no UTF-8 and control characters replaced."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in text)


def read_head(export: ExportFile) -> bytes | Diagnostic:
    """The first bytes of an export, or why it cannot be opened."""
    return _read(export, _HEAD)


def read_bytes(export: ExportFile, limit: int) -> bytes | Diagnostic:
    """All bytes of an export, or why they cannot be read."""
    data = _read(export, limit + 1)
    if not isinstance(data, Diagnostic) and len(data) > limit:
        message = f'"{export.origin}" is larger than {limit // 1_000_000} MB'
        return ExportTooLarge.flag(Span(path=export.origin), message)
    return data


def _read(export: ExportFile, size: int) -> bytes | Diagnostic:
    span = Span(path=export.origin)
    if export.path.is_symlink():
        return CannotOpen.flag(span, f'"{export.origin}" is a symbolic link', hint="copy the file itself here")
    if not export.path.is_file():
        return CannotOpen.flag(span, f'"{export.origin}" is not a file')
    try:
        with export.path.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        return CannotOpen.flag(span, f'"{export.origin}" cannot be opened: {error.strerror}')
