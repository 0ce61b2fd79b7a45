"""Texts that are not UTF-8, as far as it is certain what they are saved in."""

import re

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NAMES = {"utf-32": "UTF-32", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gbk": "GBK",
          "cp1252": "Windows-1252"}  # fmt: skip
_HIGH = re.compile(rb"[\x80-\xff]+")
# Rows of GB 2312: signs and full-width letters, and the Chinese characters that are in daily use.
_SIGNS = frozenset({0xA1, 0xA3})
_DAILY = range(0xB0, 0xD8)
# Of these, EUC-KR has no Hangul and Big5 no character in daily use.
_TELLING = range(0xCA, 0xD8)
_LEAST = 3
# Quotation marks, dashes and the ellipsis have these places in all code pages of Windows for letters of Europe.
_WINDOWS_SIGNS = frozenset(b"\x84\x85\x91\x92\x93\x94\x96\x97")


def encoding_of(data: bytes) -> str | None:
    """The codec of bytes that are not UTF-8, if it is certain; None if it is not."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name if _decodes(data, name) else None
    if codec := _without_mark(data):
        return codec
    runs = _HIGH.findall(data)
    if runs and all(byte in _WINDOWS_SIGNS for run in runs for byte in run):
        return "cp1252"
    return "gbk" if _is_chinese(runs) and _decodes(data, "gbk") else None


def name_of(codec: str) -> str:
    """What people call an encoding."""
    return _NAMES.get(codec, codec)


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


def _is_chinese(runs: list[bytes]) -> bool:
    """Whether runs of high bytes are Chinese in GB 2312: pairs, most of which are characters in daily use."""
    pairs = [(run[at], run[at + 1 : at + 2]) for run in runs for at in range(0, len(run), 2)]
    if not pairs or any(not second or second[0] < 0xA1 for _, second in pairs):
        return False
    letters = [lead for lead, _ in pairs if lead not in _SIGNS]
    if len(letters) < _LEAST or not any(lead in _TELLING for lead in letters):
        return False
    in_daily_use = sum(lead in _DAILY for lead in letters)
    return all(0xB0 <= lead <= 0xF7 for lead in letters) and in_daily_use >= 0.8 * len(letters)
