"""Opens ZIP archives that strangers made: nothing is taken on trust that one says about its sizes and its names."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..encoding import NotTextError, UndecodableError, decode
from ..exports import ExportFile

SIGNATURE = b"PK\x03\x04"
# The list of contents is held in memory: 40 MB are some hundred thousand files.
LARGEST_LIST = 40_000_000
_END = b"PK\x05\x06"
_LARGE_END = b"PK\x06\x06"
_LONGEST_END = 56 + 20 + 22 + 65_535
_IN_LARGE_END = 0xFFFFFFFF
# What packed text is at most; a file of zeros is packed to a thousandth.
RATIO, _SMALL = 250, 2_000_000
_CHUNK = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)


_UTF8_FLAG = 0x800


class DamagedError(ValueError):
    """An archive or a file in it cannot be unpacked."""


class LockedError(ValueError):
    """A file in an archive has a password."""


class TooLargeError(ValueError):
    """A file in an archive is larger than its reader takes, or grows as only bombs do."""


@contextmanager
def opened(export: ExportFile) -> Iterator[zipfile.ZipFile]:
    """The archive that *export* is.

    Raises:
        DamagedError: It is cut off, or no archive.
        TooLargeError: Its list of contents is too long to be held.
    """
    if _list_size(export.path) > LARGEST_LIST:
        raise TooLargeError
    try:
        archive = zipfile.ZipFile(export.path)
    except _BROKEN as error:
        raise DamagedError from error
    with archive:
        yield archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """The bytes of one file of an archive.

    Raises:
        LockedError: It has a password.
        TooLargeError: It has more than *limit* bytes, or its size is out of all proportion to what is packed.
        DamagedError: It cannot be unpacked.
    """
    return b"".join(chunks(archive, member, limit))


def chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """The bytes of one file of an archive piece by piece; raises as `read_member`, at the latest behind the limit."""
    if member.flag_bits & 0x1:
        raise LockedError
    most = min(limit, max(_SMALL, RATIO * member.compress_size))
    size = 0
    try:
        with archive.open(member) as stream:
            while size <= most and (chunk := stream.read(_CHUNK)):
                size += len(chunk)
                yield chunk
    except (*_BROKEN, RuntimeError) as error:
        raise DamagedError from error
    if size > most:
        raise TooLargeError


def first_name(head: bytes) -> str:
    """The name of the first file of an archive that begins with *head*; empty if it is none."""
    if not head.startswith(SIGNATURE) or len(head) < 30:
        return ""
    (length,) = struct.unpack_from("<H", head, 26)
    return head[30 : 30 + length].decode("utf-8", "replace")


def _list_size(path: Path) -> int:
    """The size that an archive's end gives for its list of contents: the largest, where there seem to be several ends.

    An archive of more than 4 GB has another end before the first, which goes before it (APPNOTE.TXT 4.3.14).
    """
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _LONGEST_END))
        end = stream.read()
    ends = (match.start() for match in re.finditer(re.escape(_END), end))
    sizes = [struct.unpack_from("<I", end, place + 12)[0] for place in ends if place + 22 <= len(end)]
    large = (match.start() for match in re.finditer(re.escape(_LARGE_END), end))
    sizes += [struct.unpack_from("<Q", end, place + 40)[0] for place in large if place + 48 <= len(end)]
    return max((size for size in sizes if size != _IN_LARGE_END), default=0)


def readable_name(member: zipfile.ZipInfo, named: str = "") -> str:
    """The path of *member* with strokes between its folders.

    Args:
        member: A file of an archive.
        named: The encoding of names that do not say theirs, where someone knows it.
    """
    if member.flag_bits & _UTF8_FLAG:
        return member.filename.replace("\\", "/")
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename.replace("\\", "/")
    return (_decoded(raw, named) or member.filename).replace("\\", "/")


def _decoded(raw: bytes, named: str) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    try:
        found = decode(raw, named)
    except (NotTextError, UndecodableError):
        return ""
    # What passes as Windows-1252 is as likely the archive's own encoding, which says so by saying nothing.
    return "" if found.encoding == "cp1252" and not named else found.text
