"""Finds files of the archive in a fixed order, opens them without following links, and writes all or nothing."""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

# Windows has other ones.
_FOLLOWS_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOR_BYTES = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LEAST = 8_000  # some file systems tell no size
_OWN_LIMIT = 2_000_000_000
UNFINISHED = r"\..+\.[a-z0-9_]{8}\.part"
"""The names of files that are being written; a command that was killed leaves one behind."""
DATA_LIMIT = 32_000_000
"""The size, in bytes, of the largest file of an archive that is read."""
DEEPEST = 12
"""How many folders deep files are looked for."""


class UnreadableFolderError(OSError):
    """A folder of the archive exists but cannot be listed; its `filename` is relative to the root."""

    def __str__(self) -> str:
        """Return the message for the user."""
        return f'the folder "{self.filename}" cannot be read: {self.strerror}'


def find_paths(root: Path, folder: str, suffix: str, *, hidden: bool = False) -> Iterator[str]:
    """Yield root-relative paths of files below *folder* whose names end in *suffix*, in alphabetical order.

    Symbolic links are yielded, never entered, so that `read` can report them. Names that begin with a dot are left out
    unless *hidden*, and so are folders that are nested too deeply.

    Raises:
        UnreadableFolderError: A folder exists but cannot be listed.
    """
    if (root / folder).is_symlink():
        yield folder
        return
    for entry in _entries(root, folder):
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") and not hidden:
            continue
        if entry.is_dir(follow_symlinks=False) and not (suffix and entry.name.endswith(suffix)):
            if path.count("/") < DEEPEST:
                yield from find_paths(root, path, suffix, hidden=hidden)
            elif hidden:
                yield path
        elif entry.name.endswith(suffix) or entry.is_symlink():
            yield path


def _entries(root: Path, folder: str) -> "list[os.DirEntry[str]]":
    """Return the entries of a folder in the order of their names; none if it does not exist."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        if not os.access(root / folder, os.X_OK):  # names are told, but nothing of the files
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableFolderError(error.errno, error.strerror, folder) from error
    return entries


def read_own_file(file: Path) -> bytes:
    """Read a file that one of our commands has written; empty if it is no regular file, hence somebody else's.

    Raises:
        OSError: It is not there, is a link, or may not be read.
    """
    data = read_bounded(file, _OWN_LIMIT) or b""
    return data if len(data) <= _OWN_LIMIT else b""


def read_data(file: Path) -> bytes | None:
    """Read a file of the archive; None if it is absent, no regular file, or too large."""
    try:
        data = read_bounded(file, DATA_LIMIT)
    except OSError:
        return None
    return None if data is None or len(data) > DATA_LIMIT else data


def read_bounded(file: Path, limit: int) -> bytes | None:
    """Read a file, up to one byte more than *limit*; None if it is no regular file. Links and pipes are not opened.

    Raises:
        OSError: It is not there, is a link, or may not be read.
    """
    if not _FOLLOWS_NO_LINK and file.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    descriptor = os.open(file, os.O_RDONLY | _FOLLOWS_NO_LINK | _FOR_BYTES)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return None
        data, chunk_size = b"", min(max(status.st_size, _LEAST), limit) + 1
        while len(data) <= limit and (piece := os.read(descriptor, chunk_size)):
            data += piece
        return data[: limit + 1]
    finally:
        os.close(descriptor)


def digest(data: bytes) -> str:
    """Return a short digest of *data*, in hex, enough to tell 10⁹ files apart; processors have SHA-256 built in."""
    return hashlib.sha256(data).hexdigest()[:32]


def digest_file(file: Path) -> str:
    """Return the digest of a file; empty if there is none."""
    try:
        return digest(file.read_bytes())
    except OSError:
        return ""


def describe_error(error: OSError) -> str:
    """Return `"root/.vscode" cannot be used: File exists`, with the system's description of an error."""
    if isinstance(error, UnreadableFolderError):
        return str(error)
    place = f'"{error.filename}" cannot be used: ' if error.filename else ""
    return f"{place}{error.strerror or error}"


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


def write_pieces(path: Path, pieces: Iterable[bytes | bytearray]) -> None:
    """Write *pieces* one after the other so that a reader finds the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def link(source: str, target: str) -> None:
    """Make a hard link to a file, or a copy where the file system has none; a symbolic link stays one.

    Raises:
        FileExistsError: There is a file of that name.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _mode(path: Path) -> int:
    """Return the mode of the file to be replaced; if there is none, that of any new file."""
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return mode & 0o777
    # mkstemp makes files for their owner alone.
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
