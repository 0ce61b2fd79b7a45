"""Texts that are not UTF-8, where it is certain what they are saved in: UTF-16 and UTF-32.

In all other encodings the same bytes are letters of several languages: Korean text reads as Chinese, and quotation
marks of Windows are accents on a Mac.
"""

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def detect_encoding(data: bytes) -> str | None:
    """The codec of bytes that are not UTF-8, if it is certain; None if it is not."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name if _decodes(data, name) else None
    return _without_mark(data)


def readable_name(codec: str) -> str:
    """What people call an encoding."""
    return codec[:6].upper()


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: in a text that begins with plain letters, every other byte is null."""
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        start = data[: 2 * (len(data[:64]) // 2)]
        if len(start) > 8 and not any(start[first::2]) and all(start[1 - first :: 2]) and _decodes(data, name):
            return name
    return None


def _decodes(data: bytes, name: str) -> bool:
    try:
        return "\0" not in data.decode(name)
    except UnicodeDecodeError:
        return False
