"""Unpack pages that a stranger's code has packed.

    python3 tools/unpack_pages.py ARCHIVE FOLDER

The archive is a zip file from an automatic run of a pull request, so whatever could be in it may be in it. Only plain
files with harmless names and known endings come out, within bounds; anything else, and nothing comes out at all.

Standard library only, since it runs where nothing is installed.
"""

import re
import stat
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

ENDINGS = "css|csv|gif|html|ico|jpeg|jpg|js|json|map|pdf|png|svg|txt|webp|woff|woff2|xml"
PART = r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"
NAME = re.compile(rf"(?:{PART}/)*{PART}\.(?:{ENDINGS})")
PAGE = re.compile(rf"(?:{PART}/)*{PART}\.html")

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What an archive may hold at most.

    Attributes:
        packed: Bytes of the archive.
        name: Characters of a name.
        file: Bytes of one file, unpacked; *total*: of all files.
    """

    packed: int = 100_000_000
    files: int = 5_000
    name: int = 200
    file: int = 20_000_000
    total: int = 300_000_000


class RefusedError(Exception):
    """The archive holds something that is not unpacked; the message says what."""


def main(arguments: list[str]) -> int:
    """Unpack, or say why not; gives the exit code."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        count = unpack(Path(arguments[0]), Path(arguments[1]))
    except RefusedError as error:
        print(f"Nothing was unpacked: {error}", file=sys.stderr)
        return 1
    print(f"{count} files were unpacked.")
    return 0


def unpack(archive: Path, folder: Path, bounds: Bounds | None = None) -> int:
    """Unpack *archive* into the new folder *folder*, all of it or nothing.

    Returns:
        The number of files.

    Raises:
        RefusedError: There is anything in it that we do not want, or it cannot be read.
    """
    bounds = bounds or Bounds()
    try:
        if archive.stat().st_size > bounds.packed:
            raise RefusedError(f"the archive has more than {bounds.packed:,} bytes")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-", ignore_cleanup_errors=True) as beside:
            pages = Path(beside, "pages")
            pages.mkdir()
            with zipfile.ZipFile(archive) as bundle:
                entries = _accepted(bundle, bounds)
                _write(bundle, entries, pages, bounds)
            pages.rename(folder)
    # RuntimeError is zipfile's word for encryption and, as NotImplementedError, for unknown compression.
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
        raise RefusedError(f"the archive cannot be read: {str(error)!a}") from error
    return len(entries)


def _accepted(bundle: zipfile.ZipFile, bounds: Bounds) -> list[zipfile.ZipInfo]:
    """The files of an archive, each looked at by name and kind before any is opened."""
    # Folders are made for the files in them, whatever the archive says of folders.
    entries = [entry for entry in bundle.infolist() if not entry.is_dir() or entry.file_size]
    if len(entries) > bounds.files:
        raise RefusedError(f"it has more than {bounds.files:,} files")
    for entry in entries:
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise RefusedError(f"{entry.filename!a} is a link or another special file")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others take memory as they like
            raise RefusedError(f"{entry.filename!a} is compressed in an unusual way")
        _refuse_name(entry, bounds)
    return entries


def _refuse_name(entry: zipfile.ZipInfo, bounds: Bounds) -> None:
    # zipfile cuts a name at a null character; the name that was sent has to be the name that is used.
    sent = entry.orig_filename
    if len(sent) > bounds.name:
        raise RefusedError(f"a name has more than {bounds.name} characters: {sent[:40]!a} …")
    if sent != entry.filename or not NAME.fullmatch(sent):
        raise RefusedError(f"the name {sent!a} is not one that a page of the site would have")


def _write(bundle: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path, bounds: Bounds) -> None:
    """Write all files, counting the bytes that really come out: what the archive states may be a lie."""
    total = 0
    for entry in entries:
        path = folder / entry.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        # A second file of the name is an error, as is one in the place of a folder.
        with bundle.open(entry) as source, path.open("xb") as target:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > bounds.file:
                    raise RefusedError(f"{entry.filename!a} has more than {bounds.file:,} bytes")
                if total + size > bounds.total:
                    raise RefusedError(f"all files together have more than {bounds.total:,} bytes")
                target.write(chunk)
        total += size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
