"""Bytes of an export to text, by strict attempts only: what no attempt can read is not guessed."""

import re
from dataclasses import dataclass

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# What GB 18030 has for European texts and Chinese punctuation, and GB 2312 has not.
_BEYOND_GB2312 = re.compile("[\u00a0-\u024f\u2000-\u206f\u20ac\u2122\u3000-\u303f\uff00-\uffef]")


class NotTextError(ValueError):
    """The bytes are no text."""


class UndecodableError(ValueError):
    """The bytes fit no encoding that is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and the name of the encoding that it had."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of an export.

    Raises:
        NotTextError: It holds control characters or is a PDF.
        UndecodableError: No encoding reads it strictly and plausibly.
    """
    if data.startswith(b"%PDF-"):
        raise NotTextError
    decoded = _with_mark(data) or _wide(data) or _strict(data, "utf-8") or _gb18030(data) or _western(data)
    if decoded is None:
        raise NotTextError if b"\x00" in data else UndecodableError
    if len(_CONTROL.findall(decoded.text)) > len(decoded.text) // 200:
        raise NotTextError
    return decoded


def _with_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: zero bytes stand on one side only."""
    if b"\x00" not in data or len(data) % 2:
        return None
    high, low = data[::2].count(0), data[1::2].count(0)
    if min(high, low) * 20 > max(high, low):
        return None
    return _strict(data, "utf-16-le" if low > high else "utf-16-be")


def _gb18030(data: bytes) -> Decoded | None:
    """GB 18030, if its characters are those that Chinese texts are written in."""
    decoded = _strict(data, "gb18030")
    if decoded is None:
        return None
    wide = [char for char in decoded.text if ord(char) > 0x7F]
    usual = sum(bool(_BEYOND_GB2312.match(char)) or _encodes(char, "gb2312") for char in wide)
    return decoded if usual >= 0.9 * len(wide) else None


def _western(data: bytes) -> Decoded | None:
    """Windows-1252, if letters beyond ASCII are few: every other 8-bit encoding would pass as well."""
    decoded = _strict(data, "cp1252")
    if decoded is None or sum(byte > 0x7F for byte in data) > 0.15 * len(data):
        return None
    return decoded


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError:
        return None


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
