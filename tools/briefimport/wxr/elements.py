"""A streaming parser for WordPress exports, whose memory use does not depend on the size of the file.

WordPress and its plugins often write XML that is slightly invalid. Forbidden characters are removed, HTML character
references are resolved, and bytes that are not UTF-8 are read as Windows-1252, since they were pasted from there.
Everything before `<rss>`, such as PHP messages, blank lines and a document type, is withheld from the parser, so that
nothing can be declared.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.entities import html5
from pathlib import Path
from typing import TextIO
from xml.parsers import expat

_CHUNK = 65_536
_PROLOG = 65_536
# No text that a person wrote exceeds these limits.
_MOST_CHARACTERS = 60_000_000
_MOST_ELEMENTS = 100_000
# The text of deeper elements is added to that of the element around them.
_MOST_DEPTH = 5
_LONGEST_REFERENCE = 40
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_UNDECODED = re.compile("[\udc80-\udcff]")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ROOT_START, _ROOT_END = re.compile(r"<rss\b"), "</rss>"
_MARKUP = frozenset("<>&\"'")


class NoRootError(ValueError):
    """Raised if a file does not start with `<rss>`."""


class EntitiesDeclaredError(ValueError):
    """Raised if a file declares entities."""


class _TooLargeError(ValueError):
    """Raised if an item has more elements or characters than a text can have."""


@dataclass(slots=True)
class XmlElement:
    """An element, with its name as written, for example `wp:post_id`."""

    name: str
    attributes: Mapping[str, str]
    children: list["XmlElement"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the element, including that of nested elements, which should have been escaped."""
        return "".join((*self.pieces, *(child.text for child in self.children)))

    @property
    def fields(self) -> dict[str, str]:
        """The text of each child by name."""
        return {child.name: child.text for child in self.children}


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedPlace:
    """The place at which an export becomes unreadable."""

    line: int
    message: str


@dataclass(slots=True)
class WxrFile:
    """An export.

    Attributes:
        repaired: The number of bytes that were not UTF-8.
    """

    path: Path
    repaired: int = 0

    def read_elements(self) -> Iterator[XmlElement | DamagedPlace]:
        """Yield the children of the channel (`item`, `wp:author`, `title` and so on) as far as they can be read.

        Raises:
            NoRootError: The file does not start with `<rss>`.
            EntitiesDeclaredError: The file declares entities, which no export does.
        """
        with self.path.open("rb") as stream:
            encoding = _find_encoding(stream.read(1_000))
        with self.path.open(encoding=encoding, errors="surrogateescape", newline="") as text:
            yield from _parse_elements(self._read_chunks(text))

    def _read_chunks(self, stream: TextIO) -> Iterator[str]:
        rest = ""
        while data := stream.read(_CHUNK):
            text = rest + data
            cut = text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
            cut = len(text) if cut < 0 or ";" in text[cut:] else cut
            rest = text[cut:]
            yield self._repair(text[:cut])
        yield self._repair(rest)

    def _repair(self, text: str) -> str:
        text, repaired = _UNDECODED.subn(_decode_western, text)
        self.repaired += repaired
        text = _FORBIDDEN.sub("", text.replace("\v", " ").replace("\f", " "))
        return _REFERENCE.sub(_resolve_reference, text) if "&" in text else text


def _parse_elements(chunks: Iterator[str]) -> Iterator[XmlElement | DamagedPlace]:
    """Yield the elements of an export from *chunks* of its text."""
    text = next(chunks)
    while (
        (root := _ROOT_START.search(text)) is None and len(text) < _PROLOG and (chunk := next(chunks, None)) is not None
    ):
        text += chunk
    if "<!ENTITY" in text[: root.start() if root else None]:
        raise EntitiesDeclaredError
    if root is None:
        raise NoRootError
    parser = _Parser()
    lines_above, text = text.count("\n", 0, root.start()), text[root.start() :]
    while True:
        problem = parser.feed(text)
        yield from parser.take_elements()
        if problem or parser.is_whole:
            break
        if (chunk := next(chunks, None)) is None:
            problem = "it is cut off"
            break
        text = chunk
    if not problem and any("<rss" in chunk for chunk in (text.partition(_ROOT_END)[2], *chunks)):
        problem = "a second export follows in the same file; divide it"
    if problem:
        yield DamagedPlace(line=lines_above + parser.expat_parser.CurrentLineNumber, message=problem)


@dataclass(slots=True)
class _Parser:
    """The parser, and the elements below the channel that it has found since they were last taken.

    Attributes:
        is_whole: Whether the end of the export was read.
    """

    is_whole: bool = False
    expat_parser: expat.XMLParserType = field(init=False)
    _elements: list[XmlElement] = field(default_factory=list)
    _path: list[XmlElement] = field(default_factory=list)
    _hidden_depth: int = 0
    _element_count: int = 0
    _text_size: int = 0

    def __post_init__(self) -> None:
        """Set up the parser."""
        self.expat_parser = expat.ParserCreate()
        self.expat_parser.buffer_text = True
        self.expat_parser.StartElementHandler = self._start
        self.expat_parser.EndElementHandler = self._end
        self.expat_parser.CharacterDataHandler = self._add_text

    def feed(self, text: str) -> str:
        """Parse more text; return an error message, or "" if there is none."""
        try:
            self.expat_parser.Parse(text, False)
        except expat.ExpatError as error:
            return "" if self.is_whole else expat.ErrorString(error.code)
        except _TooLargeError:
            return "an item is too large"
        return ""

    def take_elements(self) -> list[XmlElement]:
        """Return and forget the elements that were found since the last call."""
        elements, self._elements = self._elements, []
        return elements

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._path) < _MOST_DEPTH:
            self._path.append(XmlElement(name, attributes))
        else:
            self._hidden_depth += 1
        self._count(number=1)

    def _end(self, _: str) -> None:
        if self._hidden_depth:
            self._hidden_depth -= 1
            return
        element = self._path.pop()
        around = [element.name for element in self._path]
        # Items can also follow the channel.
        if around[1:] == ["channel"] or (len(around) == 1 and element.name == "item"):
            self._elements.append(element)
            self._element_count = self._text_size = 0
        elif len(around) > 1:
            self._path[-1].children.append(element)
        self.is_whole = not self._path

    def _add_text(self, words: str) -> None:
        self._path[-1].pieces.append(words)
        self._count(size=len(words))

    def _count(self, number: int = 0, size: int = 0) -> None:
        self._element_count += number
        self._text_size += size
        if self._element_count > _MOST_ELEMENTS or self._text_size > _MOST_CHARACTERS:
            raise _TooLargeError


def _find_encoding(head: bytes) -> str:
    """Return the declared encoding; UTF-8 if it is missing or unknown."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = _ENCODING.search(head)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        # Latin-1 means Windows-1252, as in browsers, since nobody writes C1 control characters.
        encoding = {"iso8859-1": "cp1252", "ascii": "utf-8"}.get(name := codecs.lookup(name).name, name)
        b"a".decode(encoding)
    except (LookupError, UnicodeError):
        return "utf-8"
    return "utf-8" if encoding == "utf-16" else encoding


def _decode_western(undecoded: re.Match[str]) -> str:
    return bytes([ord(undecoded[0]) - 0xDC00]).decode("cp1252", "replace")


def _resolve_reference(reference: re.Match[str]) -> str:
    """Return the character of a reference that XML does not know, or nothing if XML forbids it."""
    decimal, hexadecimal, name = reference.groups()
    if name:
        character = html5.get(f"{name};", "")
        return reference[0] if not character or _MARKUP & set(character) else character
    number = int(decimal) if decimal else int(hexadecimal, 16)
    allowed = number in (9, 10, 13) or 32 <= number < 0x110000
    forbidden = 0xD800 <= number < 0xE000 or number in (0xFFFE, 0xFFFF)
    return reference[0] if allowed and not forbidden else ""
