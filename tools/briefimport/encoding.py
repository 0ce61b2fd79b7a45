"""Bytes of an export to text, by strict attempts only: what no attempt can read is not guessed."""

import re

from .charsets import Decoded, guessed, strict

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"[\r\n]")


class NotTextError(ValueError):
    """The bytes are no text."""


class UndecodableError(ValueError):
    """The bytes fit no encoding that is tried."""


def decode(data: bytes, named: str = "") -> Decoded:
    """The text of an export.

    Args:
        data: Its bytes.
        named: The encoding of every file that is neither UTF-8 nor UTF-16, where someone knows it.

    Raises:
        NotTextError: It holds control characters or is a PDF.
        UndecodableError: No encoding reads it strictly and plausibly.
    """
    if data.startswith(b"%PDF-"):
        raise NotTextError
    decoded = _with_mark(data) or _wide(data) or strict(data, "utf-8")
    decoded = decoded or (strict(data, named) if named else guessed(data))
    if decoded is None:
        raise NotTextError if b"\x00" in data else UndecodableError
    if "\x00" in decoded.text or len(_CONTROL.findall(decoded.text)) > len(decoded.text) // 200:
        raise NotTextError
    return decoded


def _with_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return strict(data, encoding)
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: most zero bytes stand on one side, and lines end."""
    if b"\x00" not in data or len(data) % 2:
        return None
    high, low = data[::2].count(0), data[1::2].count(0)
    # Some Chinese characters have one on the other side: 一 is 4E 00.
    if min(high, low) * 2 > max(high, low):
        return None
    decoded = strict(data, "utf-16-le" if low > high else "utf-16-be")
    return decoded if decoded and _LINE_END.search(decoded.text) else None
