"""Files of the archive: found in a fixed order, read within limits, written whole or not at all."""

import contextlib
import errno
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Replacement, Rule, Span
from ..storage.at_work import work_on
from .encodings import encoding_of, name_of
from .invisible import INVISIBLE
from .other_formats import fault_of_format
from .stacked_marks import StackedMarks, find_stacked_marks


class SymbolicLink(Rule):
    """A file or folder of the archive is a symbolic link.

    Links can point outside the archive, and what a link names differs from machine to machine. They are not
    followed. Put the file itself in the place of the link.
    """

    code = "F101"


class FileTooLarge(Rule):
    """A file is larger than the limit for its kind.

    A brief has at most 1 MB, a vocabulary 4 MB, and a bibliography 8 MB. A brief is half a page to two pages:
    such a file usually holds something else, such as a picture pasted into the text.
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
# Windows has other ones.
_FOLLOWS_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOR_BYTES = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LEAST = 8_000  # some file systems tell no size
_OWN_LIMIT = 2_000_000_000
DEEPEST = 12
"""How many folders deep files are looked for."""
BRIEF_LIMIT = 1_000_000
DATA_LIMIT = 32_000_000
BIBLIOGRAPHY_LIMIT = 8_000_000
VOCABULARY_LIMIT = 4_000_000
ATTACHMENT_LIMIT = 10_000_000


class UnreadableFolderError(OSError):
    """A folder of the archive is there and cannot be looked into; its `filename` is relative to the root."""

    @property
    def diagnostic(self) -> Diagnostic:
        """What the check says of it."""
        message = f'the folder "{self.filename}" cannot be read: {self.strerror}'
        hint = "see to it that you may open it, or take it out of the archive; what is in it is not known"
        return Unreadable.at(Span(path=str(self.filename)), message, hint=hint)


def find(root: Path, folder: str, suffix: str, *, hidden: bool = False) -> Iterator[tuple[str, Path]]:
    """Files below *folder* whose names end in *suffix*: root-relative path and path, in alphabetical order.

    Symbolic links are yielded, never entered, so that `read` can report them. What begins with a point is left out
    unless *hidden*; so is a folder that is too deep to be entered.

    Raises:
        UnreadableFolderError: A folder is there and cannot be looked into.
    """
    if (root / folder).is_symlink():
        yield folder, root / folder
        return
    for entry in _entries(root, folder):
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") and not hidden:
            continue
        if entry.is_dir(follow_symlinks=False) and not (suffix and entry.name.endswith(suffix)):
            if path.count("/") < DEEPEST:
                yield from find(root, path, suffix, hidden=hidden)
            elif hidden:
                yield path, Path(entry.path)
        elif entry.name.endswith(suffix) or entry.is_symlink():
            yield path, Path(entry.path)


def _entries(root: Path, folder: str) -> "list[os.DirEntry[str]]":
    """What is in a folder, by name; nothing if it is not there."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        if not os.access(root / folder, os.X_OK):  # names are told, but nothing of the files
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableFolderError(error.errno, error.strerror, folder) from error
    return entries


def _no_file(span: Span, file: Path) -> Diagnostic:
    if file.is_dir():
        return Unreadable.at(span, f'"{span.path}" is a folder, and has the name of a file', hint="rename the folder")
    if file.exists():
        return Unreadable.at(span, f'"{span.path}" is no plain file', hint="put the file itself here")
    return Unreadable.at(span, f'"{span.path}" vanished while it was read', hint="put it back, or check again")


def read(path: str, file: Path, limit: int) -> bytes | Diagnostic:
    """The bytes of *file*, or what keeps them from being read; *path* is its root-relative name."""
    span = Span(path=path)
    work_on(path)
    if NO_NAME.search(path):
        shown = path.encode("unicode_escape", "backslashreplace").decode()
        return UnusableName.at(Span(path=shown), f'"{shown}" is no name for a file', hint="rename it")
    try:
        data = bytes_at(file, limit)
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


def bytes_of(file: Path) -> bytes:
    """The bytes of a file that we have written; nothing of what is no plain file, which somebody else has put there.

    Raises:
        OSError: It is not there, is a link, or may not be read.
    """
    data = bytes_at(file, _OWN_LIMIT) or b""
    return data if len(data) <= _OWN_LIMIT else b""


def bytes_at(file: Path, limit: int) -> bytes | None:
    """The bytes of a file, at most one more than *limit*; None if it is no plain file.

    Ten thousand are read in each build, so the system is asked once: it opens no link, and waits for no pipe.

    Raises:
        OSError: It is not there, is a link, or may not be read.
    """
    if not _FOLLOWS_NO_LINK and file.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    descriptor = os.open(file, os.O_RDONLY | _FOLLOWS_NO_LINK | _FOR_BYTES)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return None
        data, most = b"", min(max(found.st_size, _LEAST), limit) + 1
        while len(data) <= limit and (piece := os.read(descriptor, most)):
            data += piece
        return data[: limit + 1]
    finally:
        os.close(descriptor)


class ChangedError(Exception):
    """A file is not the one that was read when the archive was.

    Attributes:
        path: Which one.
        machine: Where that was found, if it may be another machine.
    """

    def __init__(self, path: str, machine: str = "") -> None:
        found = f', as the machine "{machine}" sees it, is another one, or' if machine else ""
        super().__init__(f'"{path}"{found} has changed in the meantime')
        self.path = path
        self.machine = machine

    def __reduce__(self) -> tuple[type["ChangedError"], tuple[str, str]]:
        """What another process makes it of again."""
        return type(self), (self.path, self.machine)


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
    if "\0" in text[:64] and (codec := encoding_of(data)):
        return _not_utf8(path, data, 0, codec)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return find_stacked_marks(path, text) or text


def _not_utf8(path: str, data: bytes, start: int, codec: str | None = None) -> Diagnostic:
    """The fault at the byte *start*; with the whole text as its fix, if it is certain how it was saved."""
    before = data[:start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    span = Span(path=path, line=line, column=column)
    codec = codec or encoding_of(data)
    if codec is None:
        hint = (
            "open the file in the encoding in which its letters are right, and save it as UTF-8: "
            "in VS Code “Reopen with Encoding” and “Save with Encoding”, in Notepad “Save as”"
        )
        return NotUtf8.at(span, "the letters are not saved as UTF-8", hint=hint)
    message = f"the letters are saved as {name_of(codec)}, and not as UTF-8"
    hint = "save the file as UTF-8, as briefs check --fix does"
    fix = (Replacement(span=Span(path=path), text=data.decode(codec).removeprefix("\ufeff")),)
    return NotUtf8.at(span, message, hint=hint, fix=fix)


def digest(data: bytes) -> str:
    """A short digest of *data*, in hex: enough to tell 10⁹ files apart. Processors have instructions for SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]


def digest_at(file: Path) -> str:
    """The digest of a file; empty if there is none."""
    try:
        return digest(file.read_bytes())
    except OSError:
        return ""


def reason_of(error: OSError) -> str:
    """What the system says of an error, and of which file."""
    if isinstance(error, UnreadableFolderError):
        return error.diagnostic.message
    place = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{place}"


def write_text(path: Path, text: str) -> bool:
    """Write *text* as UTF-8, as `write_bytes` does."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> bool:
    """Write *data* so that a reader finds the old file or the new one, never a part.

    Returns:
        Whether anything was written: a file with the same bytes is left alone.
    """
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return False
    write_pieces(path, [data])
    return True


def write_pieces(
    path: Path, pieces: Iterable[bytes | bytearray], *, before_replacing: Callable[[], object] = lambda: None
) -> None:
    """Write *pieces* one after the other so that a reader finds the old file or the new one, never a part.

    Args:
        path: The file.
        pieces: What it is to hold.
        before_replacing: Called when all is ready; if it raises, the old file stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
        Path(name).chmod(_mode(path))
        before_replacing()
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is replaced; where there is none, that of any other new file."""
    with contextlib.suppress(OSError):
        found = path.lstat().st_mode
        if stat.S_ISREG(found):
            return found & 0o777
    # mkstemp makes files for their owner alone.
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
