"""Bytes of an export to text, by strict attempts only: what no attempt can read is not guessed."""

import re
from dataclasses import dataclass

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# What GB 18030 has for European texts and Chinese punctuation, and GB 2312 has not.
_BEYOND_GB2312 = re.compile("[\u00a0-\u024f\u2000-\u206f\u20ac\u2122\u3000-\u303f\uff00-\uffef]")

_KANA, _FIRST_HAN, _LAST_HANGUL, _FIRST_RARE = range(4, 6), 16, 40, 56
# Of so many Chinese characters, some stand beyond the rows that Korean uses.
_TELLING = 6
_LINE_END = re.compile(r"[\r\n]")
# What other encodings look like in Windows-1252: signs inside words (Central European), capitals behind small letters
# (Mac Roman), four letters with accents in a row (Cyrillic, Greek, the scripts of Asia); Icelandic has three.
_UNWESTERN = re.compile(
    "[^\\W\\d_][¡£¥¦¯±³¶¹¼¾¿ƒ][^\\W\\d_]|(?<![^\\W\\d_])[¯¶¼¾ƒ][^\\W\\d_]|[^\\W\\d_]ƒ|[a-zß-ÿ][À-ÖØ-ÞŠŽŸ]|[¡-ÿ]{4}"
)


class NotTextError(ValueError):
    """The bytes are no text."""


class UndecodableError(ValueError):
    """The bytes fit no encoding that is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and the name of the encoding that it had."""

    text: str
    encoding: str


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
    decoded = _with_mark(data) or _wide(data) or _strict(data, "utf-8")
    decoded = decoded or (_strict(data, named) if named else _gb18030(data) or _western(data))
    if decoded is None:
        raise NotTextError if b"\x00" in data else UndecodableError
    if "\x00" in decoded.text or len(_CONTROL.findall(decoded.text)) > len(decoded.text) // 200:
        raise NotTextError
    return decoded


def _with_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: most zero bytes stand on one side, and lines end."""
    if b"\x00" not in data or len(data) % 2:
        return None
    high, low = data[::2].count(0), data[1::2].count(0)
    # Some Chinese characters have one on the other side: 一 is 4E 00.
    if min(high, low) * 2 > max(high, low):
        return None
    decoded = _strict(data, "utf-16-le" if low > high else "utf-16-be")
    return decoded if decoded and _LINE_END.search(decoded.text) else None


def _gb18030(data: bytes) -> Decoded | None:
    """GB 18030, if its characters are those that Chinese texts are written in."""
    decoded = _strict(data, "gb18030")
    if decoded is None:
        return None
    wide = [char for char in decoded.text if ord(char) > 0x7F]
    rows = [_gb2312_row(char) for char in wide]
    usual = sum(bool(row) or bool(_BEYOND_GB2312.match(char)) for char, row in zip(wide, rows, strict=True))
    return decoded if usual >= 0.9 * len(wide) and _reads_as_chinese([row for row in rows if row]) else None


def _reads_as_chinese(rows: list[int]) -> bool:
    """Whether characters of these rows of GB 2312 are Chinese, and not another language in bytes that fit it.

    Its rows are kana from 4, common characters by their sound from 16 and rare ones from 56. Korean in EUC-KR has
    its letters in the rows to 40, where Chinese has half of its characters; Cyrillic in Windows-1251 and KOI8-R
    gives rare ones; Japanese in EUC-JP has kana among them.
    """
    kana = sum(row in _KANA for row in rows)
    han = [row for row in rows if row >= _FIRST_HAN]
    rare = sum(row >= _FIRST_RARE for row in han)
    korean = len(han) >= _TELLING and all(row <= _LAST_HANGUL for row in han)
    return not korean and kana * 10 <= len(rows) and rare * 3 <= len(han)


def _western(data: bytes) -> Decoded | None:
    """Windows-1252, if letters beyond ASCII are few and stand where they can: other 8-bit encodings pass as well."""
    decoded = _strict(data, "cp1252")
    if decoded is None or sum(byte > 0x7F for byte in data) > 0.15 * len(data):
        return None
    return None if _UNWESTERN.search(decoded.text) else decoded


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeError:
        return None


def _gb2312_row(char: str) -> int:
    """The row of *char* in GB 2312, from 1; 0 if that set has not got it."""
    try:
        return char.encode("gb2312")[0] - 0xA0
    except UnicodeEncodeError:
        return 0
