"""Safe access to untrusted ZIP archives, whose sizes and names are never taken on trust."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..files.encoding import NotTextError, UndecodableError, decode
from ..files.exports import ExportFile

SIGNATURE = b"PK\x03\x04"
# The central directory is held in memory; 40 MB describe some hundred thousand files.
LARGEST_DIRECTORY = 40_000_000
_END = b"PK\x05\x06"
_ZIP64_END = b"PK\x06\x06"
_MOST_END_BYTES = 56 + 20 + 22 + 65_535
_ZIP64_MARK = 0xFFFFFFFF
# No text has a higher compression ratio, but a file of zeros shrinks to a thousandth.
RATIO, _SMALL = 250, 2_000_000
_CHUNK = 1 << 16
_DAMAGE_ERRORS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)
_UTF8_FLAG = 0x800


class DamagedError(ValueError):
    """Raised if an archive or a file in it cannot be unpacked."""


class LockedError(ValueError):
    """Raised if a file in an archive is protected by a password."""


class TooLargeError(ValueError):
    """Raised if a file is larger than its reader accepts, or has the compression ratio of a ZIP bomb."""


@contextmanager
def open_archive(export: ExportFile) -> Iterator[zipfile.ZipFile]:
    """Open the archive *export*.

    Raises:
        DamagedError: It is cut off, or not an archive.
        TooLargeError: Its central directory is too large for memory.
    """
    if _directory_size(export.path) > LARGEST_DIRECTORY:
        raise TooLargeError
    try:
        archive = zipfile.ZipFile(export.path)
    except _DAMAGE_ERRORS as error:
        raise DamagedError from error
    with archive:
        yield archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """Read one file of an archive.

    Raises:
        LockedError: It has a password.
        TooLargeError: It has more than *limit* bytes, or its compression ratio is too high.
        DamagedError: It cannot be unpacked.
    """
    return b"".join(read_chunks(archive, member, limit))


def read_chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """Yield one file of an archive in chunks; raise errors like `read_member`, at the latest after the limit."""
    if member.flag_bits & 0x1:
        raise LockedError
    size_limit = min(limit, max(_SMALL, RATIO * member.compress_size))
    size = 0
    try:
        with archive.open(member) as stream:
            while size <= size_limit and (chunk := stream.read(_CHUNK)):
                size += len(chunk)
                yield chunk
    except (*_DAMAGE_ERRORS, RuntimeError) as error:
        raise DamagedError from error
    if size > size_limit:
        raise TooLargeError


def first_member_name(head: bytes) -> str:
    """Return the name of the first file of an archive that begins with *head*; empty if it is not an archive."""
    if not head.startswith(SIGNATURE) or len(head) < 30:
        return ""
    (length,) = struct.unpack_from("<H", head, 26)
    return head[30 : 30 + length].decode("utf-8", "replace")


def _directory_size(path: Path) -> int:
    """Return the size of the central directory; the largest one if there seem to be several end records.

    An archive of more than 4 GB has another end record before the first one, which takes precedence (APPNOTE.TXT
    4.3.14).
    """
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _MOST_END_BYTES))
        end = stream.read()
    ends = (match.start() for match in re.finditer(re.escape(_END), end))
    sizes = [struct.unpack_from("<I", end, position + 12)[0] for position in ends if position + 22 <= len(end)]
    large = (match.start() for match in re.finditer(re.escape(_ZIP64_END), end))
    sizes += [struct.unpack_from("<Q", end, position + 40)[0] for position in large if position + 48 <= len(end)]
    return max((size for size in sizes if size != _ZIP64_MARK), default=0)


def decode_path(member: zipfile.ZipInfo, encoding: str) -> str:
    """Return the path of *member* with slashes between its folders.

    Args:
        member: A file of an archive.
        encoding: The encoding of names without a declared encoding, if a person has specified it.
    """
    if member.flag_bits & _UTF8_FLAG:
        return member.filename.replace("\\", "/")
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename.replace("\\", "/")
    return (_decode_name(raw, encoding) or member.filename).replace("\\", "/")


def _decode_name(raw: bytes, encoding: str) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    try:
        decoded = decode(raw, encoding)
    except (NotTextError, UndecodableError):
        return ""
    # A name that can be decoded as Windows-1252 is just as likely in code page 437, the default in archives.
    return "" if decoded.encoding == "cp1252" and not encoding else decoded.text
