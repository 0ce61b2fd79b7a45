"""Reads and decodes the files of the archive, or reports why they cannot be read."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ..diagnostics import Diagnostic, Span
from ..model.tables import load_table
from ..storage.files import DATA_LIMIT, UnreadableFolderError, digest, read_bounded
from ..storage.limits import note_work
from . import rules
from .characters import INVISIBLE

T = TypeVar("T")

# Python decodes bytes of a file name that are not UTF-8 as surrogates.
_SURROGATE = "[\ud800-\udfff]"
UNUSABLE_NAME = re.compile(f"{_SURROGATE}|[\t\n\r]|{INVISIBLE.pattern}")
BRIEF_LIMIT = 1_000_000
BIBLIOGRAPHY_LIMIT = 8_000_000
VOCABULARY_LIMIT = 4_000_000
ATTACHMENT_LIMIT = 10_000_000
# Large enough for scans with a text layer, which are kept as records.
PDF_LIMIT = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfBounds:
    """Limits on the size of PDF attachments, and on the number of values that their objects may hold.

    An archive may raise them at its own expense: a parser holds all objects in memory.
    """

    megabytes: int = PDF_LIMIT // 1_000_000
    values: int = 1_000_000

    def limit(self, path: str) -> int:
        """Return the maximum size in bytes of the attachment at *path*."""
        return self.megabytes * 1_000_000 if path.endswith(".pdf") else ATTACHMENT_LIMIT


DEFAULT_PDF_BOUNDS = PdfBounds()
_MAX_MARKS = 30
_TABLE = load_table(__file__)
_IMPORTABLE = frozenset({".docx", ".rtf", ".html"})
# The first and last marker that Git writes where two changes conflict.
_MERGE_MARK = re.compile(r"(?:<{7}|>{7})(?: .*)?")


def diagnose_folder(error: UnreadableFolderError) -> Diagnostic:
    """Return the diagnostic of a folder that cannot be listed."""
    hint = "make sure that you have permission to open it, or move it out of the archive; what it contains is not known"
    return rules.Unreadable.flag(Span(path=str(error.filename)), str(error), hint=hint)


def read(path: str, file: Path, limit: int = DATA_LIMIT) -> bytes | Diagnostic:
    """Return the bytes of *file*, or the diagnostic of why they cannot be read; *path* is root-relative."""
    note_work(path)
    if UNUSABLE_NAME.search(path):
        name = path.encode("unicode_escape", "backslashreplace").decode()
        return rules.UnusableName.flag(Span(path=name), f'"{name}" is not a name for a file', hint="rename it")
    try:
        data = read_bounded(file, limit)
    except OSError as error:
        if file.is_symlink():
            hint = "put the file itself here"
            return rules.SymbolicLink.flag(Span(path=path), f'"{path}" is a symbolic link', hint=hint)
        if file.is_file() or not file.exists():
            return rules.Unreadable.flag(Span(path=path), f'"{path}" cannot be read: {error.strerror}')
        data = None
    if data is None:
        fact, hint = "is not a regular file", "put the file itself here"
        if file.is_dir():
            fact, hint = "is a folder, and has the name of a file", "rename the folder"
        return rules.Unreadable.flag(Span(path=path), f'"{path}" {fact}', hint=hint)
    if len(data) > limit:
        hint = _TABLE["smaller"].get(PurePosixPath(path).suffix, _TABLE["smaller"]["picture"])
        return rules.FileTooLarge.flag(Span(path=path), f'"{path}" is larger than {limit // 1000:,} kB', hint=hint)
    return data


class ChangedError(Exception):
    """A file is not the same as when the archive was read."""

    def __str__(self) -> str:
        return f'"{self.args[0]}" has changed in the meantime'


def read_unchanged(path: str, file: Path, expected: str, limit: int = DATA_LIMIT) -> bytes:
    """Return the bytes of a file, which must still have the digest *expected*.

    Raises:
        ChangedError: The file has changed.
    """
    data = read(path, file, limit)
    if isinstance(data, Diagnostic) or digest(data) != expected:
        raise ChangedError(path)
    return data


def decode(path: str, data: bytes) -> str | Diagnostic:
    """Return the text of a file with LF line endings, or the diagnostic of why it is not readable text."""
    if fault := _check_format(path, data):
        return fault
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _diagnose_encoding(path, data, error.start)
    if "\0" in text[:64] and (codec := _detect_encoding(data)):
        return _diagnose_encoding(path, data, 0, codec)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _check_merge_marks(path, text) or _check_stacked_marks(path, text) or text


def _diagnose_encoding(path: str, data: bytes, start: int, codec: str | None = None) -> Diagnostic:
    """Return the diagnostic at byte *start*, with the decoded text as its fix if the encoding is certain."""
    before = data[:start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    span = Span(path=path, line=line, column=column)
    codec = codec or _detect_encoding(data)
    if codec is None:
        hint = (
            "open the file in the encoding in which its letters are right, and save it as UTF-8: "
            "in VS Code “Reopen with Encoding” and “Save with Encoding”, in Notepad “Save as”"
        )
        return rules.NotUtf8.flag(span, "the letters are not saved as UTF-8", hint=hint)
    message = f"the letters are saved as {codec[:6].upper()}, and not as UTF-8"
    hint = "save the file as UTF-8, as briefs check --fix does"
    return rules.NotUtf8.suggest(
        span, message, data.decode(codec).removeprefix("\ufeff"), hint=hint, at=Span(path=path)
    )


def _detect_encoding(data: bytes) -> str | None:
    """Return the codec of bytes that are not UTF-8, or None if it is not certain."""
    codec = next((codec for (codec,) in _match_table("encodings", data)), None)
    try:
        return codec if codec and "\0" not in data.decode(codec) else None
    except UnicodeDecodeError:
        return None


def _match_table(table: str, data: bytes) -> Iterator[list[str]]:
    """Yield the rows of a table whose pattern matches the first bytes of a file."""
    start = data[:100].decode("latin-1")
    return (columns for pattern, *columns in _TABLE[table] if re.match(pattern, start, re.DOTALL))


def _check_format(path: str, data: bytes) -> Diagnostic | None:
    """Return the diagnostic of a file that is not text, or not the type that its name claims; else None."""
    for kind, suffix in _match_table("formats", data):
        hint = "copy its text into a new file, and save that as plain text in UTF-8"
        if suffix in _IMPORTABLE and path.endswith(".md"):
            name = PurePosixPath(path).stem + suffix
            hint = f'take it out of the archive as "{name}", and run: briefs import {name}'
        return rules.OtherFormat.flag(Span(path=path), f"the file is {kind}", hint=hint)
    return None


def _check_stacked_marks(path: str, text: str) -> Diagnostic | None:
    """Return the diagnostic at the first letter with too many combining marks, if there is one."""
    if text.isascii():
        return None
    marks = "".join(char for char in set(text) if unicodedata.category(char).startswith("M"))
    match = re.search(f"[{marks}]{{{_MAX_MARKS + 1}}}", text) if marks else None
    if match is None:
        return None
    line_start = text.rfind("\n", 0, match.start()) + 1
    span = Span(path=path, line=text.count("\n", 0, match.start()) + 1, column=max(match.start() - line_start, 1))
    return rules.StackedMarks.flag(span, f"a letter has more than {_MAX_MARKS} marks on it", hint="delete the marks")


def _check_merge_marks(path: str, text: str) -> Diagnostic | None:
    """Return the diagnostic at the first merge conflict marker, if there is one: nobody knows what the text will be."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    rows = [row for row, line in enumerate(text.split("\n"), 1) if _MERGE_MARK.fullmatch(line.rstrip())]
    if not rows:
        return None
    extent = f"from here to line {rows[-1]}" if len(rows) > 1 else "on this line"
    hint = "keep the lines that are right, and delete the markers; the file is not read until then"
    return rules.MergeMarks.flag(Span(path=path, line=rows[0]), f"there are merge conflict markers {extent}", hint=hint)


def read_safely(
    read: Callable[[str, bytes], tuple[T, tuple[Diagnostic, ...]]], path: str, data: bytes, nothing: T
) -> tuple[T, tuple[Diagnostic, ...]]:
    """Return what *read* makes of a file; if it fails, *nothing* and a diagnostic of that file."""
    try:
        return read(path, data)
    except MemoryError:
        fault = "needs more memory than is available", "divide it, or remove what is not part of it"
    except RecursionError:
        fault = "is nested more deeply than can be read", "nest its contents less deeply"
    except Exception as error:  # noqa: BLE001 — whatever fails, the other files must still be read
        message = f"the program failed to read the file ({type(error).__name__})"
        return nothing, (rules.ReaderFailed.flag(Span(path=path), message, hint="report it"),)
    return nothing, (rules.TooMuchToRead.flag(Span(path=path), f'"{path}" {fault[0]}', hint=fault[1]),)
