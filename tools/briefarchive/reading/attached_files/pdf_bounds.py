"""What a PDF may cost to read, measured on its bytes before a parser sees it."""

import re
import zlib

# Of what the catalog leads to. More than the file has signs, since an object may be read again under another number:
# who begins at the second digit of `14 0 obj` reads `4 0 obj`.
VALUES = 1_000_000
# Of the tables within a file, in bytes: object and cross-reference streams, which are unpacked to read it.
TABLES = 32_000_000
# Signs that begin a value or part two: there are as many as there are values, or more. Blanks in a row are one.
# A parser holds all objects in memory, those included that nothing leads to, and takes 150 bytes for each value, but
# 750 where a dictionary is broken, with a warning for each. Packed pictures have a sign in 26 of their bytes by chance,
# so that scans of 50 MB have two million.
_SIGNS, _SHARE, _SIGN = 600_000, 0.043, b"[<(/"
_BLANKS = bytes(32 if at in b" \t\r\n\f\0" else 46 for at in range(256))
# A parser that looks for the end of a stream whose length is wrong goes on to the next `endstream`.
_ROUNDS = 10
# Not the word in a text: it stands behind a dictionary, or in a line of its own.
_STREAM = re.compile(rb"(end)stream|(?:>>[\s\0]*|[\r\n])stream[ \t]*[\r\n]*|stream[ \t]*[\r\n]+")
# What makes a stream a table (ISO 32000-2, 7.5.7 and 7.5.8); who writes a letter of it as a number hides it.
_TABLE_KEYS = (re.compile(rb"/First\b"), re.compile(rb"/N\b"))
_HIDDEN = re.compile(rb"#(?:4[6Ee]|5[28]|6[569]|7[234])")
# A dictionary that can be read in one way only: an object of its own, without comments and marks within texts.
_NUMBERS = re.compile(rb"[\r\n]\d+\s+\d+\s+")
_TEXT = re.compile(rb"<[0-9A-Fa-f\s]*>|\([^()\\]*\)")
_MARK = re.compile(rb"<<|>>|[<>()%]")
_FILTER = re.compile(rb"Decode\b")
REMEDY = "print it to a new PDF, with fewer pages if it is long"


class UnusablePdfError(Exception):
    """A file is no PDF that readers can be given; the message is the end of a sentence that begins with its name."""

    def __init__(self, fault: str, hint: str) -> None:
        super().__init__(fault)
        self.hint = hint


def refuse_bomb(data: bytes) -> None:
    """Refuse a file that costs too much to read, by what its tables unpack to and how many values they can hold.

    Raises:
        UnusablePdfError: It costs too much.
    """
    signs, unpacked = _signs(data), 0
    end = way = unended = 0
    for match in _STREAM.finditer(data):
        way += unended * (match.end() - end)
        head, end = data[end : match.start()], match.end()
        unended = 0 if match[1] else unended + 1
        if match[1] or not _is_table(head) or not _is_table(head := _dictionary(head)):
            continue
        if b"/LZW" in head or len(_FILTER.findall(head)) > 1:
            raise UnusablePdfError("has tables that are packed twice, or in an old form (LZW)", REMEDY)
        table = _unpacked(data, end, TABLES - unpacked)
        unpacked += len(table)
        if unpacked > TABLES:
            raise UnusablePdfError(f"has tables that unpack to more than {TABLES // 1_000_000} MB", REMEDY)
        signs += _signs(table)
    way += unended * (len(data) - end)
    if signs > max(_SIGNS, _SHARE * len(data)) or way > _ROUNDS * len(data):
        raise UnusablePdfError("has more objects, or more broken ones, than can be read in reasonable time", REMEDY)


def _is_table(head: bytes) -> bool:
    return b"/XRef" in head or bool(_HIDDEN.search(head)) or all(key.search(head) for key in _TABLE_KEYS)


def _dictionary(head: bytes) -> bytes:
    """The dictionary that ends a *head*, without its last mark; the whole where it can be read in two ways."""
    at = max(head.rfind(b"\n", 0, obj := head.rfind(b"obj")), head.rfind(b"\r", 0, obj))
    depth = 0
    if at < 0 or not _NUMBERS.fullmatch(head, at, obj):
        return head
    for mark in _MARK.findall(_TEXT.sub(b" ", head[obj:])):
        depth += {b"<<": 1, b">>": -1}.get(mark, -depth)
        if depth < 1:
            return head
    return head[obj:] if depth == 1 else head


def _signs(data: bytes) -> int:
    return len(data) - len(data.translate(None, _SIGN)) + data.translate(_BLANKS).count(b". ")


def _unpacked(data: bytes, start: int, most: int) -> bytes:
    """What stands packed from a place on, up to one byte more than *most*; nothing if it is not packed (RFC 1950)."""
    inflater, parts, size = zlib.decompressobj(), [], 0
    try:
        for at in range(start, len(data), 4096):
            parts.append(inflater.decompress(data[at : at + 4096], most + 1 - size))
            size += len(parts[-1])
            if inflater.eof or size > most:
                break
    except zlib.error:
        pass
    return b"".join(parts)
