"""Names of packed files as they were meant: archives seldom say in which encoding they write them."""

import struct
import zipfile
import zlib

from ..encoding import NotTextError, UndecodableError, decode

_UTF8_FLAG = 0x800
# The field in which Info-ZIP puts the name in UTF-8 beside the old one.
_UNICODE_PATH = 0x7075


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
    return (_unicode_path(member.extra, raw) or _decoded(raw, named) or member.filename).replace("\\", "/")


def _decoded(raw: bytes, named: str) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    try:
        found = decode(raw, named)
    except (NotTextError, UndecodableError):
        return ""
    # What passes as Windows-1252 is as likely the archive's own encoding, which says so by saying nothing.
    return "" if found.encoding == "cp1252" and not named else found.text


def _unicode_path(extra: bytes, raw: bytes) -> str:
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        body = extra[place + 4 : place + 4 + length]
        if kind == _UNICODE_PATH and len(body) > 5 and struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8", "replace")
        place += 4 + length
    return ""
