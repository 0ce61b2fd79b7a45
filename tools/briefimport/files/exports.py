"""Files to import: their names and their bytes."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from ..document import Hints
from ..rules import CannotOpen, ExportTooLarge

# Files that operating systems and office programs put into folders and archives by themselves.
_SYSTEM_FILES = frozenset({"__macosx", ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r"})
# Lock files of Word, file attributes of macOS, lock files of LibreOffice.
_BEGIN_AS_SYSTEM_FILES = ("~$", "._", ".~lock.")
# Temporary files and unfinished downloads.
_END_AS_SYSTEM_FILES = (".tmp", ".temp", ".crdownload", ".part")
_HEAD_SIZE = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file to import.

    Attributes:
        path: The path of its bytes.
        origin: Its name, relative to the given folder or to the container that holds it.
        root: The folder that its pictures must not leave.
        hints: What its container says about it.
        given_path: The file or folder on the command line through which it was found.
        digest: The digest of a part of a file, if it has no file of its own.
    """

    path: Path
    origin: str
    root: Path = field(default_factory=Path)
    hints: Hints = field(default_factory=Hints)
    given_path: Path = field(default_factory=Path)
    digest: str = ""

    @property
    def sha256(self) -> str:
        """The digest of its bytes, in hex."""
        if self.digest:
            return self.digest
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def is_system_file(name: str) -> bool:
    """Return whether an operating system or an office program makes files or folders of this name by itself."""
    folded = name.lower()
    return folded in _SYSTEM_FILES or folded.startswith(_BEGIN_AS_SYSTEM_FILES) or folded.endswith(_END_AS_SYSTEM_FILES)


def make_printable(name: str) -> str:
    """Return *name* as printable text, with invalid UTF-8 and control characters replaced."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in text)


def read_head(export: ExportFile) -> bytes | Diagnostic:
    """Read the first bytes of an export; return a diagnostic if it cannot be opened."""
    return _read(export, _HEAD_SIZE)


def read_bytes(export: ExportFile, limit: int) -> bytes | Diagnostic:
    """Read all bytes of an export; return a diagnostic if it cannot be opened or is larger than *limit*."""
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
