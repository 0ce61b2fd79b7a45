"""The bytes and the text of a file of the archive, or what keeps it from being read."""

import re
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Replacement, Rule, Span
from ..storage.files import DATA_LIMIT, UnreadableFolderError, digest, read_bounded
from ..storage.work_note import note_work
from .characters.encodings import detect_encoding, readable_name
from .characters.invisible import INVISIBLE
from .characters.other_formats import fault_of_format
from .characters.stacked_marks import StackedMarks, find_stacked_marks


class SymbolicLink(Rule):
    """A file or folder of the archive is a symbolic link.

    Links can point outside the archive, and what a link names differs from machine to machine. They are not
    followed. Put the file itself in the place of the link.
    """

    code = "F101"


class FileTooLarge(Rule):
    """A file is larger than the limit for its kind.

    A brief has at most 1 MB, a vocabulary 4 MB, a bibliography 8 MB, a picture 10 MB, and a PDF 50 MB. A brief is half
    a page to two pages: such a file usually holds something else, such as a picture pasted into the text.
    """

    code = "F102"


class NotUtf8(Rule):
    """A file is not UTF-8 text.

    Save it as UTF-8 without a byte order mark: in VS Code, “Reopen with Encoding” and “Save with Encoding”; in Notepad,
    “UTF-8”. `briefs check --fix` saves files in UTF-16 anew. In other encodings the same bytes are letters of several
    languages, so only a reader can tell which is right.
    """

    code = "F103"
    fixable = True


class Unreadable(Rule):
    """A file cannot be read: it vanished, is not a plain file, or may not be opened.

    A folder whose name ends in `.md` or `.bib` is reported here too. Of a folder that may not be opened nobody knows
    what is in it: then nothing else is told, and no command builds or changes anything.
    """

    code = "F104"


class UnusableName(Rule):
    """A file or folder of the archive has a name that cannot be an address, or that programs take for one of theirs.

    Names are made of small letters `a` to `z`, digits, hyphens, points and underscores, and begin with a letter or a
    digit. `index`, `search`, `genindex`, `conf.py` and the names of Windows' devices (`con`, `nul`, …) are taken.
    """

    code = "F110"


FAULTS: tuple[type[Rule], ...] = (SymbolicLink, FileTooLarge, NotUtf8, Unreadable, UnusableName, StackedMarks)

# Python shows bytes of a name that are not UTF-8 as surrogates.
_SURROGATE = "[\ud800-\udfff]"
NO_NAME = re.compile(f"{_SURROGATE}|[\t\n\r]|{INVISIBLE.pattern}")
BRIEF_LIMIT = 1_000_000
BIBLIOGRAPHY_LIMIT = 8_000_000
VOCABULARY_LIMIT = 4_000_000
ATTACHMENT_LIMIT = 10_000_000
# Of scans with a text layer, which are kept as the records that they are.
PDF_LIMIT = 50_000_000


def attachment_limit(path: str) -> int:
    """The most bytes that the file beside a brief at *path* may have."""
    return PDF_LIMIT if path.endswith(".pdf") else ATTACHMENT_LIMIT


def fault_of_folder(error: UnreadableFolderError) -> Diagnostic:
    """What the check says of a folder that cannot be looked into."""
    hint = "see to it that you may open it, or take it out of the archive; what is in it is not known"
    return Unreadable.at(Span(path=str(error.filename)), str(error), hint=hint)


def _no_file(span: Span, file: Path) -> Diagnostic:
    if file.is_dir():
        return Unreadable.at(span, f'"{span.path}" is a folder, and has the name of a file', hint="rename the folder")
    if file.exists():
        return Unreadable.at(span, f'"{span.path}" is no plain file', hint="put the file itself here")
    return Unreadable.at(span, f'"{span.path}" vanished while it was read', hint="put it back, or check again")


def read(path: str, file: Path, limit: int = DATA_LIMIT) -> bytes | Diagnostic:
    """The bytes of *file*, or what keeps them from being read; *path* is its root-relative name."""
    span = Span(path=path)
    note_work(path)
    if NO_NAME.search(path):
        shown = path.encode("unicode_escape", "backslashreplace").decode()
        return UnusableName.at(Span(path=shown), f'"{shown}" is no name for a file', hint="rename it")
    try:
        data = read_bounded(file, limit)
    except OSError as error:
        if file.is_symlink():
            return SymbolicLink.at(span, f'"{path}" is a symbolic link', hint="put the file itself here")
        if file.is_file():
            return Unreadable.at(span, f'"{path}" cannot be read: {error.strerror}')
        data = None
    if data is None:
        return _no_file(span, file)
    if len(data) > limit:
        return FileTooLarge.at(span, f'"{path}" is larger than {limit // 1000:,} kB', hint=_smaller(path, limit))
    return data


def _smaller(path: str, limit: int) -> str:
    """How a file gets smaller."""
    match PurePosixPath(path).suffix:
        case ".md":
            return "take out what is no text: a picture stands in a file of its own, beside the brief"
        case ".bib" | ".yaml":
            return "part it in two files" if path.endswith(".bib") else "take out what is no entry"
        case ".pdf" | ".csv":
            return f"save it with at most {limit // 1000:,} kB, or link to it on the web"
    return "save it smaller, in a drawing program as JPEG or WebP with 1,600 points across"


class ChangedError(Exception):
    """The file at a path is not the one that was read when the archive was."""

    def __str__(self) -> str:
        return f'"{self.args[0]}" has changed in the meantime'


def read_unchanged(path: str, file: Path, expected: str) -> bytes:
    """The bytes of a file that was read before, when they had the digest *expected*.

    Raises:
        ChangedError: They are others now.
    """
    data = read(path, file, DATA_LIMIT)
    if isinstance(data, Diagnostic) or digest(data) != expected:
        raise ChangedError(path)
    return data


def decode(path: str, data: bytes) -> str | Diagnostic:
    """The text of a file, with every line end a line feed; a diagnostic where it is no text that can be read."""
    if fault := fault_of_format(path, data):
        return fault
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error.start)
    if "\0" in text[:64] and (codec := detect_encoding(data)):
        return _not_utf8(path, data, 0, codec)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return find_stacked_marks(path, text) or text


def _not_utf8(path: str, data: bytes, start: int, codec: str | None = None) -> Diagnostic:
    """The fault at the byte *start*; with the whole text as its fix, if it is certain how it was saved."""
    before = data[:start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    span = Span(path=path, line=line, column=column)
    codec = codec or detect_encoding(data)
    if codec is None:
        hint = (
            "open the file in the encoding in which its letters are right, and save it as UTF-8: "
            "in VS Code “Reopen with Encoding” and “Save with Encoding”, in Notepad “Save as”"
        )
        return NotUtf8.at(span, "the letters are not saved as UTF-8", hint=hint)
    message = f"the letters are saved as {readable_name(codec)}, and not as UTF-8"
    hint = "save the file as UTF-8, as briefs check --fix does"
    fix = (Replacement(span=Span(path=path), text=data.decode(codec).removeprefix("\ufeff")),)
    return NotUtf8.at(span, message, hint=hint, fix=fix)
