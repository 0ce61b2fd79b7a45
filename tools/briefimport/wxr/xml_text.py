"""The bytes of an export as XML that a strict parser takes: what WordPress and its plugins write is often a little off.

Characters that XML forbids are left out, HTML's names for characters become the characters, and bytes that are not
UTF-8 are read as Windows-1252, from which they were pasted. What stands above `<rss>`, such as messages of PHP, blank
lines and a document type, never reaches the parser: nothing can be declared.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from pathlib import Path

_CHUNK = 65_536
_PROLOG = 65_536
# No name of a character and no tag that begins an item is longer.
_TAIL = 64
_ITEM = "<item>"
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ROOT = re.compile(r"<rss\b[^>]{0,5000}>")
_MARKUP = frozenset("<>&\"'")


class NoRootError(ValueError):
    """There is no `<rss>` at the start."""


class EntitiesDeclaredError(ValueError):
    """The file declares entities."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: the line on which it begins, and whether an item begins with it."""

    text: str
    line: int
    begins_item: bool


@dataclass(slots=True)
class XmlText:
    """The text of one export.

    Attributes:
        repaired: How many bytes were no UTF-8.
    """

    path: Path
    repaired: int = 0
    _rest: bytes = b""

    def pieces(self) -> Iterator[Piece]:
        """What stands behind the first tag, in pieces of bounded length.

        Raises:
            NoRootError: There is no `<rss>` at the start.
            EntitiesDeclaredError: The file declares entities, as no export does.
        """
        chunks = self._chunks()
        rest = next(chunks).removeprefix("\ufeff")
        for chunk in chunks:
            rest += chunk
            if len(rest) >= _PROLOG:
                break
        root = _ROOT.search(rest)
        prolog = rest[: root.start()] if root else rest
        if "<!ENTITY" in prolog:
            raise EntitiesDeclaredError
        if root is None:
            raise NoRootError
        line = 1 + rest.count("\n", 0, root.end())
        rest = rest[root.end() :]
        for chunk in chunks:
            whole = rest + chunk
            cut = _place_to_cut(whole)
            rest = whole[cut:]
            yield from _parted(_mended(whole[:cut]), line)
            line += whole.count("\n", 0, cut)
        yield from _parted(_mended(rest), line)

    def _chunks(self) -> Iterator[str]:
        with self.path.open("rb") as stream:
            encoding = _encoding(stream.read(1_000))
            stream.seek(0)
            decode = codecs.getincrementaldecoder(encoding)("replace").decode if encoding else self._decode
            while data := stream.read(_CHUNK):
                yield decode(data)
            yield decode(b"", final=True)

    def _decode(self, data: bytes, *, final: bool = False) -> str:
        """The next characters of UTF-8 in which some bytes are Windows-1252."""
        data, self._rest = self._rest + data, b""
        pieces: list[str] = []
        while data:
            try:
                return "".join((*pieces, data.decode("utf-8")))
            except UnicodeDecodeError as error:
                pieces.append(data[: error.start].decode("utf-8"))
                data = data[error.start :]
                if not final and error.reason == "unexpected end of data":
                    self._rest = data
                    break
                pieces.append(data[:1].decode("cp1252", "replace"))
                self.repaired += 1
                data = data[1:]
        return "".join(pieces)


def _encoding(head: bytes) -> str:
    """The encoding that the file says, if it is not UTF-8."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    said = _ENCODING.search(head)
    name = said[1].decode("ascii").lower() if said else "utf-8"
    try:
        # What names itself Latin-1 is Windows-1252, as browsers read it; its C1 controls are nobody's letters.
        found = {"iso8859-1": "cp1252", "ascii": ""}.get(name := codecs.lookup(name).name, name)
        b"a".decode(found or "utf-8")
    except (LookupError, UnicodeError):
        return ""
    return "" if found in ("utf-8", "utf-16") else found


def _place_to_cut(text: str) -> int:
    """Where *text* ends without half a reference or half a tag that begins an item."""
    start = max(text.rfind("&", len(text) - _TAIL), text.rfind("<", len(text) - _TAIL))
    return start if start >= 0 else len(text)


def _mended(text: str) -> str:
    text = _FORBIDDEN.sub("", text.replace("\v", " ").replace("\f", " "))
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    """The character of a reference by a name that XML has not, or nothing for one that XML forbids."""
    decimal, hexadecimal, name = reference.groups()
    if name:
        found = html5.get(f"{name};", "")
        return reference[0] if not found or _MARKUP & set(found) else found
    number = int(decimal) if decimal else int(hexadecimal, 16)
    allowed = number in (9, 10, 13) or 32 <= number < 0x110000
    forbidden = 0xD800 <= number < 0xE000 or number in (0xFFFE, 0xFFFF)
    return reference[0] if allowed and not forbidden else ""


def _parted(text: str, line: int) -> Iterator[Piece]:
    """*text* in pieces that begin where an item does."""
    start = 0
    while start < len(text):
        end = text.find(_ITEM, start + 1)
        end = len(text) if end < 0 else end
        piece = text[start:end]
        yield Piece(text=piece, line=line, begins_item=piece.startswith(_ITEM))
        line += piece.count("\n")
        start = end
