"""Bytes of an export to text, by strict attempts only: what no attempt can read is refused, and a person names its set.

Libraries that guess the set of letters by statistics always answer, also for a text with three letters beyond ASCII.
Here a set that is not Unicode must show itself: the letters that it gives are such as can be meant.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"[\r\n]")

# What GB 18030 has for European texts and Chinese punctuation, and GB 2312 has not.
_BEYOND_GB2312 = re.compile("[\u00a0-\u024f\u2000-\u206f\u20ac\u2122\u3000-\u303f\uff00-\uffef]")

_KANA, _FIRST_HAN, _LAST_HANGUL, _FIRST_RARE = range(4, 6), 16, 40, 56
# Of so many Chinese characters, some stand beyond the rows that Korean uses, and some have a low second byte in Big5.
_TELLING = 6
# Big5 by the first byte: signs, the 5,401 characters that schools teach, and the rare ones from C9.
_SIGNS_OF_BIG5, _COMMON_IN_BIG5 = range(0xA1, 0xA4), range(0xA4, 0xC7)
_LOW = 0x7F
# The signs that English has with it, and those of the few Chinese titles among its sources.
_USUAL_SIGNS_OF_BIG5 = frozenset("“”‘’–—…‧·•，。、：；？！（）《》「」")

# The letters of Russian, Ukrainian, Belarusian and Bulgarian, those that make two thirds of any text, and the signs.
_CYRILLIC_SETS = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
_SLAVIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐЎ")
_FREQUENT = frozenset("оеаинтсрвлкмду")
_TYPOGRAPHY = frozenset("«»“”„‘’‚–—…•·№§©®°±\u00a0\u00ad™€")
_FEWEST_LETTERS, _FEWEST_WORDS = 24, 5
_FEWEST_OF_CENTRAL = 8
_CYRILLIC_WORD = re.compile("[^\\W\\d_]*[\u0400-\u04ff][^\\W\\d_]*")

# What other encodings look like in Windows-1252: signs inside words (Central European), capitals behind small letters
# (Mac Roman), four letters with accents in a row (Cyrillic, Greek, the scripts of Asia); Icelandic has three.
_UNWESTERN = re.compile(
    "[^\\W\\d_][¡£¥¦¯±³¶¹¼¾¿ƒ][^\\W\\d_]|(?<![^\\W\\d_])[¯¶¼¾ƒ][^\\W\\d_]|[^\\W\\d_]ƒ|[a-zß-ÿ][À-ÖØ-ÞŠŽŸ]|[¡-ÿ]{4}"
)
_LINE = re.compile(rb"[^\r\n]*[\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and the name of the encoding that it had."""

    text: str
    encoding: str


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


def strict(data: bytes, encoding: str) -> Decoded | None:
    """The text of *data* in *encoding*; None if it is not in it."""
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeError:
        return None


def guessed(data: bytes) -> Decoded | None:
    """The text of *data* in the first set that shows itself; None if none does."""
    return next((found for attempt in _ATTEMPTS if (found := attempt(data))), None)


def _gb18030(data: bytes) -> Decoded | None:
    """GB 18030, if its characters are those that Chinese texts are written in."""
    decoded = strict(data, "gb18030")
    if decoded is None:
        return None
    wide = [char for char in decoded.text if ord(char) > _LOW]
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


def _gb2312_row(char: str) -> int:
    """The row of *char* in GB 2312, from 1; 0 if that set has not got it."""
    try:
        return char.encode("gb2312")[0] - 0xA0
    except UnicodeEncodeError:
        return 0


def _big5(data: bytes) -> Decoded | None:
    """Big5, if its characters are common ones, and if some of them have a second byte that no EUC set has.

    Korean and Japanese in their EUC sets fit Big5 as well, with high second bytes only; in Chinese two of five are low.
    """
    decoded = strict(data, "cp950")
    if decoded is None:
        return None
    pairs = [char.encode("cp950") for char in decoded.text if ord(char) > _LOW]
    han = [pair for pair in pairs if pair[0] not in _SIGNS_OF_BIG5]
    common = sum(pair[0] in _COMMON_IN_BIG5 for pair in han)
    low = sum(pair[1] <= _LOW for pair in han)
    if len(han) < _TELLING or common < 0.95 * len(han) or not 0.15 * len(han) <= low <= 0.7 * len(han):
        return None
    # An accent inside a Western word takes the letter behind it: one character alone between Latin letters.
    alone = len(re.findall("[A-Za-z][\u3400-\u9fff](?![\u3400-\u9fff])", decoded.text))
    return decoded if alone * 4 <= len(han) else None


def _signs_of_big5(data: bytes) -> Decoded | None:
    """Big5 in a text of another language that has its quotation marks, and few of its characters."""
    decoded = strict(data, "cp950")
    if decoded is None:
        return None
    wide = [char for char in decoded.text if ord(char) > _LOW]
    others = [char for char in wide if char not in _USUAL_SIGNS_OF_BIG5]
    opening, shut, single, apostrophe = (decoded.text.count(mark) for mark in "“”‘’")
    paired = bool(opening or single) and opening == shut and single <= apostrophe
    common = sum(char.encode("cp950")[0] in _COMMON_IN_BIG5 for char in others)
    return decoded if paired and common >= 0.9 * len(others) and len(others) * 2 <= len(wide) else None


def _traditional(data: bytes) -> Decoded | None:
    """GB 18030 with the characters of Taiwan and Hong Kong, which GB 2312 has not and Big5 counts as common ones."""
    decoded = strict(data, "gb18030")
    if decoded is None:
        return None
    han = [char for char in decoded.text if ord(char) > _LOW and not _BEYOND_GB2312.match(char)]
    beyond = [char for char in han if not _gb2312_row(char)]
    common = sum(char.encode("cp950", "replace")[0] in _COMMON_IN_BIG5 for char in beyond)
    return (
        decoded if len(han) >= 2 * _TELLING and 0.1 * len(han) <= len(beyond) and common >= 0.95 * len(beyond) else None
    )


def _cyrillic(data: bytes) -> Decoded | None:
    """The set in which the most letters are the frequent ones of Russian and its neighbours."""
    if sum(byte > _LOW for byte in data) < _FEWEST_LETTERS:
        return None
    attempts = (strict(data, encoding) for encoding in _CYRILLIC_SETS)
    ranked = [(_slavic_share(decoded.text), decoded) for decoded in attempts if decoded]
    share, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= 0.6 else None


# What Windows has for я, the set of the Macintosh has for €.
_SIGN_IN_WORD = re.compile(r"[^\W\d_]€|€[^\W\d_]")


def _slavic_share(text: str) -> float:
    """How many of the letters beyond ASCII are frequent ones; 0 if the text cannot be a Slavic one."""
    wide = Counter(char for char in text if ord(char) > _LOW)
    letters = Counter({char: count for char, count in wide.items() if char in _SLAVIC})
    typography = sum(count for char, count in wide.items() if char in _TYPOGRAPHY)
    words: list[str] = _CYRILLIC_WORD.findall(text)
    total = letters.total()
    if total < _FEWEST_LETTERS or len(words) < _FEWEST_WORDS or total + typography < 0.98 * wide.total():
        return 0.0
    if _SIGN_IN_WORD.search(text):
        return 0.0
    mixed = sum(bool(re.search("[A-Za-z]", word)) for word in words)
    turned = sum(bool(re.search("[а-яёіїєґў][А-ЯЁІЇЄҐЎ]", word)) for word in words)
    if (mixed + turned) * 20 > len(words):
        return 0.0
    return sum(count for char, count in letters.items() if char.lower() in _FREQUENT) / total - 0.1 * (
        sum(count for char, count in letters.items() if char.isupper()) > 0.7 * total
    )


def _western(data: bytes) -> Decoded | None:
    """Windows-1252, if letters beyond ASCII are few and stand where they can: other 8-bit encodings pass as well."""
    decoded = strict(data, "cp1252")
    if decoded is None or sum(byte > _LOW for byte in data) > 0.15 * len(data):
        return None
    return None if _UNWESTERN.search(decoded.text) else decoded


def _patched(data: bytes) -> Decoded | None:
    """UTF-8 with lines of Windows-1252 among them, as pages of several hands have it."""
    lines = _LINE.findall(data)
    wide = [line for line in lines if not line.isascii()]
    others = [line for line in wide if strict(line, "utf-8") is None]
    if len(others) * 2 >= len(wide) or _western(b"".join(others)) is None:
        return None
    text = "".join((strict(line, "utf-8") or Decoded(text=line.decode("cp1252"), encoding="")).text for line in lines)
    return Decoded(text=text, encoding="utf-8 with lines in cp1252")


# The letters beyond ASCII of languages whose set is Windows-1250 or ISO 8859-2.
_CENTRAL_ALPHABETS = tuple(map(frozenset, (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž",
)))  # fmt: skip


def _central(data: bytes) -> Decoded | None:
    """Windows-1250 or ISO 8859-2, if all letters beyond ASCII are those of one language of Central Europe."""
    for encoding in ("cp1250", "iso8859-2"):
        decoded = strict(data, encoding)
        if decoded is None or re.search(r"[\x80-\x9f]|[^\W\d_][^\w\s\x00-\x7f’–][^\W\d_]", decoded.text):
            continue
        letters = [char for char in decoded.text.lower() if ord(char) > _LOW and char.isalpha()]
        if len(letters) >= _FEWEST_OF_CENTRAL and any(map(frozenset(letters).issubset, _CENTRAL_ALPHABETS)):
            return decoded
    return None


_ATTEMPTS: tuple[Callable[[bytes], Decoded | None], ...] = (
    _patched,
    _signs_of_big5,
    _gb18030,
    _big5,
    _traditional,
    _cyrillic,
    _western,
    _central,
)
