"""Decodes the bytes of an export by strict attempts only; if every attempt fails, a person must name the encoding.

Libraries that guess encodings by statistics always give an answer, even for a text with three letters beyond ASCII.
Here, an encoding other than Unicode is accepted only if its letters make plausible text.
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

# Characters of European texts, Korean letters and Chinese punctuation that GB 18030 has and GB 2312 lacks; the letters
# have four bytes each, as no other encoding would.
_BEYOND_GB2312 = re.compile("[\u00a0-\u024f\u2000-\u206f\u20ac\u2122\u3000-\u303f\uac00-\ud7a3\uff00-\uffef]")

# Two accented letters in a Western word, such as “ORDÓÑEZ”, or one and the letter behind it.
_LONE_HAN = re.compile("[A-Za-z][\u3400-\u9fff](?=[A-Za-z])")
_KANA, _FIRST_HAN, _LAST_HANGUL, _FIRST_RARE = range(4, 6), 16, 40, 56
# Among this many Chinese characters, some are beyond the rows that Korean uses, and some have a low second byte in
# Big5.
_MIN_CHINESE = 6
# Big5 by first byte: punctuation and symbols, the 5,401 characters taught at school, and the rare ones from C9.
_SIGNS_OF_BIG5, _COMMON_IN_BIG5 = range(0xA1, 0xA4), range(0xA4, 0xC7)
_LAST_ASCII = 0x7F
# Punctuation of English texts in Big5, and of the few Chinese titles among their sources.
_USUAL_SIGNS_OF_BIG5 = frozenset("“”‘’–—…‧·•，。、：；？！（）《》「」")

# The letters of Russian, Ukrainian, Belarusian and Bulgarian; those that make up two thirds of any text; punctuation.
_CYRILLIC_SETS = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
_SLAVIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐЎ")
_FREQUENT = frozenset("оеаинтсрвлкмду")
_TYPOGRAPHY = frozenset("«»“”„‘’‚–—…•·№§©®°±\u00a0\u00ad™€")
_MIN_LETTERS, _MIN_WORDS = 24, 5
_MIN_CENTRAL_LETTERS = 8
_CYRILLIC_WORD = re.compile("[^\\W\\d_]*[\u0400-\u04ff][^\\W\\d_]*")

# Other encodings decoded as Windows-1252: symbols inside words (Central European), capitals after small letters (Mac
# Roman), four accented letters in a row (Cyrillic, Greek, Asian scripts); Icelandic has three.
_UNWESTERN = re.compile(
    "[^\\W\\d_][¡£¥¦¯±³¶¹¼¾¿ƒ][^\\W\\d_]|(?<![^\\W\\d_])[¯¶¼¾ƒ][^\\W\\d_]|[^\\W\\d_]ƒ|[a-zß-ÿ][À-ÖØ-ÞŠŽŸ]|[¡-ÿ]{4}"
)
_LINE = re.compile(rb"[^\r\n]*[\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and the name of its encoding."""

    text: str
    encoding: str


class NotTextError(ValueError):
    """Raised if the bytes are not text."""


class UndecodableError(ValueError):
    """Raised if no encoding that is tried fits the bytes."""


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Decode the bytes of an export.

    Args:
        data: The bytes.
        encoding: The encoding of files that are neither UTF-8 nor UTF-16, if known.

    Raises:
        NotTextError: The bytes contain control characters or are a PDF.
        UndecodableError: No encoding decodes them strictly and plausibly.
    """
    if data.startswith(b"%PDF-"):
        raise NotTextError
    decoded = _decode_marked(data) or _decode_wide(data) or decode_strictly(data, "utf-8")
    decoded = decoded or (decode_strictly(data, encoding) if encoding else guess_encoding(data))
    if decoded is None:
        raise NotTextError if b"\x00" in data else UndecodableError
    if "\x00" in decoded.text or len(_CONTROL.findall(decoded.text)) > len(decoded.text) // 200:
        raise NotTextError
    return decoded


def _decode_marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return decode_strictly(data, encoding)
    return None


def _decode_wide(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a byte order mark: most zero bytes are on one side, and there are line ends."""
    if b"\x00" not in data or len(data) % 2:
        return None
    high, low = data[::2].count(0), data[1::2].count(0)
    # Some Chinese characters have a zero byte on the other side: 一 is 4E 00.
    if min(high, low) * 2 > max(high, low):
        return None
    decoded = decode_strictly(data, "utf-16-le" if low > high else "utf-16-be")
    return decoded if decoded and _LINE_END.search(decoded.text) else None


def decode_strictly(data: bytes, encoding: str) -> Decoded | None:
    """Decode *data* as *encoding*; return None if it is invalid."""
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeError:
        return None


def guess_encoding(data: bytes) -> Decoded | None:
    """Decode *data* by the first attempt that succeeds; return None if none does."""
    return next((decoded for attempt in _ATTEMPTS if (decoded := attempt(data))), None)


def _decode_gb18030(data: bytes) -> Decoded | None:
    """Decode GB 18030 if the characters are those of Chinese texts."""
    decoded = decode_strictly(data, "gb18030")
    if decoded is None:
        return None
    wide = [char for char in decoded.text if ord(char) > _LAST_ASCII]
    rows = [_gb2312_row(char) for char in wide]
    usual = sum(bool(row) or bool(_BEYOND_GB2312.match(char)) for char, row in zip(wide, rows, strict=True))
    if len(_LONE_HAN.findall(decoded.text)) * 4 > len(wide):
        return None
    return decoded if usual >= 0.9 * len(wide) and _reads_as_chinese([row for row in rows if row]) else None


def _reads_as_chinese(rows: list[int]) -> bool:
    """Return whether characters in these rows of GB 2312 are Chinese, and not another language in bytes that fit.

    GB 2312 has kana from row 4, common characters by sound from row 16, and rare ones from row 56. Korean in EUC-KR has
    its letters in the rows up to 40, where Chinese has half of its characters; Cyrillic in Windows-1251 and KOI8-R
    yields
    rare characters; Japanese in EUC-JP contains kana.
    """
    kana = sum(row in _KANA for row in rows)
    han = [row for row in rows if row >= _FIRST_HAN]
    rare = sum(row >= _FIRST_RARE for row in han)
    korean = len(han) >= _MIN_CHINESE and all(row <= _LAST_HANGUL for row in han)
    return not korean and kana * 10 <= len(rows) and rare * 3 <= len(han)


def _gb2312_row(char: str) -> int:
    """Return the row of *char* in GB 2312, from 1; 0 if the character is not in that set."""
    try:
        return char.encode("gb2312")[0] - 0xA0
    except UnicodeEncodeError:
        return 0


def _decode_big5(data: bytes) -> Decoded | None:
    """Decode Big5 if its characters are common, and some have a second byte that no EUC encoding has.

    Korean and Japanese in their EUC encodings also fit Big5, but only with high second bytes; in Chinese, two of five
    are
    low.
    """
    decoded = decode_strictly(data, "cp950")
    if decoded is None:
        return None
    pairs = [char.encode("cp950") for char in decoded.text if ord(char) > _LAST_ASCII]
    han = [pair for pair in pairs if pair[0] not in _SIGNS_OF_BIG5]
    common = sum(pair[0] in _COMMON_IN_BIG5 for pair in han)
    low = sum(pair[1] <= _LAST_ASCII for pair in han)
    if len(han) < _MIN_CHINESE or common < 0.95 * len(han) or not 0.15 * len(han) <= low <= 0.7 * len(han):
        return None
    # An accented letter in a Western word swallows the next letter: a single character between Latin letters.
    lone_count = len(re.findall("[A-Za-z][\u3400-\u9fff](?![\u3400-\u9fff])", decoded.text))
    return decoded if lone_count * 4 <= len(han) else None


def _decode_big5_punctuation(data: bytes) -> Decoded | None:
    """Decode Big5 in a text of another language that uses its quotation marks and few of its characters."""
    decoded = decode_strictly(data, "cp950")
    if decoded is None:
        return None
    wide = [char for char in decoded.text if ord(char) > _LAST_ASCII]
    unusual = [char for char in wide if char not in _USUAL_SIGNS_OF_BIG5]
    opening, shut, single, apostrophe = (decoded.text.count(mark) for mark in "“”‘’")
    paired = bool(opening or single) and opening == shut and single <= apostrophe
    common = sum(char.encode("cp950")[0] in _COMMON_IN_BIG5 for char in unusual)
    return decoded if paired and common >= 0.9 * len(unusual) and len(unusual) * 2 <= len(wide) else None


def _decode_traditional(data: bytes) -> Decoded | None:
    """Decode GB 18030 with traditional characters, which GB 2312 lacks and Big5 has among its common ones."""
    decoded = decode_strictly(data, "gb18030")
    if decoded is None:
        return None
    han = [char for char in decoded.text if ord(char) > _LAST_ASCII and not _BEYOND_GB2312.match(char)]
    beyond = [char for char in han if not _gb2312_row(char)]
    common = sum(char.encode("cp950", "replace")[0] in _COMMON_IN_BIG5 for char in beyond)
    return (
        decoded
        if len(han) >= 2 * _MIN_CHINESE and 0.1 * len(han) <= len(beyond) and common >= 0.95 * len(beyond)
        else None
    )


def _decode_cyrillic(data: bytes) -> Decoded | None:
    """Decode with the Cyrillic encoding that yields the most frequent letters of Russian and related languages."""
    if sum(byte > _LAST_ASCII for byte in data) < _MIN_LETTERS:
        return None
    attempts = (decode_strictly(data, encoding) for encoding in _CYRILLIC_SETS)
    ranked = [(_slavic_share(decoded.text), decoded) for decoded in attempts if decoded]
    share, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= 0.6 else None


# The byte of я in Windows-1251 is € in Mac Cyrillic.
_SIGN_IN_WORD = re.compile(r"[^\W\d_]€|€[^\W\d_]")


def _slavic_share(text: str) -> float:
    """Return the share of frequent letters among those beyond ASCII; 0 if the text cannot be Slavic."""
    wide = Counter(char for char in text if ord(char) > _LAST_ASCII)
    letters = Counter({char: count for char, count in wide.items() if char in _SLAVIC})
    typography = sum(count for char, count in wide.items() if char in _TYPOGRAPHY)
    words: list[str] = _CYRILLIC_WORD.findall(text)
    total = letters.total()
    if total < _MIN_LETTERS or len(words) < _MIN_WORDS or total + typography < 0.98 * wide.total():
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


def _decode_western(data: bytes) -> Decoded | None:
    """Decode Windows-1252 if letters beyond ASCII are few and plausible; other encodings pass the decoder too."""
    decoded = decode_strictly(data, "cp1252")
    if decoded is None or sum(byte > _LAST_ASCII for byte in data) > 0.15 * len(data):
        return None
    return None if _UNWESTERN.search(decoded.text) else decoded


def _decode_mixed(data: bytes) -> Decoded | None:
    """Decode UTF-8 with some lines in Windows-1252, as on pages that several people edited."""
    lines = _LINE.findall(data)
    wide = [line for line in lines if not line.isascii()]
    odd_lines = [line for line in wide if decode_strictly(line, "utf-8") is None]
    if len(odd_lines) * 2 >= len(wide) or _decode_western(b"".join(odd_lines)) is None:
        return None
    text = "".join(
        (decode_strictly(line, "utf-8") or Decoded(text=line.decode("cp1252"), encoding="")).text for line in lines
    )
    return Decoded(text=text, encoding="utf-8 with lines in cp1252")


# The letters beyond ASCII of languages that use Windows-1250 or ISO 8859-2.
_CENTRAL_ALPHABETS = tuple(map(frozenset, (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž",
)))  # fmt: skip


# Symbols within words, and capitals behind small letters: the text is in another encoding.
_UNCENTRAL = re.compile(r"[\x80-\x9f]|[^\W\d_][^\w\s\x00-\x7f’–][^\W\d_]|[a-z][ÁÄÇÉÍÓÖÚÜÝĄŁŚŠŞŤŹŻŽ]")


def _decode_central(data: bytes) -> Decoded | None:
    """Decode Windows-1250 or ISO 8859-2 if the letters beyond ASCII are of one language, those in names aside."""
    for encoding in ("cp1250", "iso8859-2"):
        decoded = decode_strictly(data, encoding)
        if decoded is None or _UNCENTRAL.search(decoded.text):
            continue
        words = (word for word in re.findall(r"[^\W\d_]+", decoded.text) if not word[0].isupper())
        letters = [char for char in "".join(words) if ord(char) > _LAST_ASCII]
        if len(letters) >= _MIN_CENTRAL_LETTERS and any(map(frozenset(letters).issubset, _CENTRAL_ALPHABETS)):
            return decoded
    return None


# The least shares of kana among the letters of Japanese, and of Hangul among those of Korean.
_KANA_OR_HANGUL = (
    ("cp932", "[ぁ-ヶー]", 0.25),
    ("euc_jp", "[ぁ-ヶー]", 0.25),
    ("cp949", "(?<![A-Za-z])[가-힣](?![A-Za-z])", 0.9),
)
_MIN_KANA_OR_HANGUL = 8


def _decode_kana_or_hangul(data: bytes) -> Decoded | None:
    """Decode Japanese or Korean, whose own letters no other language has so often."""
    for encoding, letter, share in _KANA_OR_HANGUL:
        if decoded := decode_strictly(data, encoding):
            letters = sum(ord(char) > _LAST_ASCII and char.isalpha() for char in decoded.text)
            if len(re.findall(letter, decoded.text)) >= max(_MIN_KANA_OR_HANGUL, share * letters):
                return decoded
    return None


_ATTEMPTS: tuple[Callable[[bytes], Decoded | None], ...] = (
    _decode_mixed,
    _decode_big5_punctuation,
    _decode_gb18030,
    _decode_big5,
    _decode_traditional,
    _decode_kana_or_hangul,
    _decode_cyrillic,
    _decode_western,
    _decode_central,
)
