"""The elements of an export one after the other, in a memory that does not grow with it, though its XML be damaged.

What WordPress and its plugins write is often a little off. Characters that XML forbids are left out, HTML's names for
characters become the characters, and bytes that are not UTF-8 are read as Windows-1252, from which they were pasted.
What stands above `<rss>`, such as messages of PHP, blank lines and a document type, never reaches a parser: nothing can
be declared. Each item is parsed alone, so that one that is broken is left out and told, and the others are read.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.entities import html5
from pathlib import Path
from xml.parsers import expat

_CHUNK = 65_536
_PROLOG = 65_536
# More than these in one item is no text that anyone wrote.
_LARGEST_ITEM = 60_000_000
_MOST_ELEMENTS = 100_000
_MOST_FAULTS = 50
_ITEM, _ITEM_END, _ENDS = "<item>", "</item>", ("</channel>", "</rss>")
# In what is protected as CDATA, an item begins in words alone, and in a comment none does.
_CLOSED = {"<![CDATA[": "]]>", "<!--": "-->"}
_ASIDE = re.compile("|".join(map(re.escape, _CLOSED)))
_NEXT = re.compile(rf"{_ITEM}|{_ITEM_END}|{_ASIDE.pattern}")
# What is around all elements, more than once where exports were joined by hand; behind its end, anything may stand.
_FRAME = re.compile(r"</rss>.*?(?=<rss\b|\Z)|</?(?:rss|channel)\b[^<>]{0,5000}>", re.DOTALL)
_LONGEST_MARK = 16
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ROOT = re.compile(r"<rss\b[^>]{0,5000}>")
_ROOT_TAG = "<rss>"
_MARKUP = frozenset("<>&\"'")


class NoRootError(ValueError):
    """There is no `<rss>` at the start."""


class EntitiesDeclaredError(ValueError):
    """The file declares entities."""


class _TooLargeError(ValueError):
    """An item has more elements than a text can have."""


@dataclass(slots=True)
class Element:
    """An element, by the name under which it is written: `wp:post_id`."""

    name: str
    attributes: Mapping[str, str]
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text, with that of elements that should have been escaped."""
        return "".join((*self.pieces, *(child.text for child in self.children)))

    @property
    def fields(self) -> dict[str, str]:
        """The texts of its children, by name."""
        return {child.name: child.text for child in self.children}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A place at which an export cannot be read, within an item or *beside* them; *ends* if nothing behind it was."""

    line: int
    message: str
    ends: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What stands above the items, or an item with what follows it: its text, and the line on which it begins."""

    text: str
    line: int
    is_last: bool = False
    is_too_large: bool = False


@dataclass(slots=True)
class WxrFile:
    """One export.

    Attributes:
        repaired: How many bytes were no UTF-8.
    """

    path: Path
    repaired: int = 0
    _rest: bytes = b""

    def elements(self) -> Iterator[Element | Broken]:
        """The children of the channel, `item`, `wp:author`, `title` and so on, and where some could not be read.

        Raises:
            NoRootError: There is no `<rss>` at the start.
            EntitiesDeclaredError: The file declares entities, as no export does.
        """
        faults = 0
        for piece in self._pieces():
            for found in _elements_of(piece):
                faults += isinstance(found, Broken)
                if isinstance(found, Broken) and faults >= _MOST_FAULTS:
                    yield replace(found, ends=True)
                    return
                yield found

    def _pieces(self) -> Iterator[_Piece]:
        chunks = self._chunks()
        text = next(chunks).removeprefix("\ufeff")
        while len(text) < _PROLOG and (chunk := next(chunks, None)) is not None:
            text += chunk
        root = _ROOT.search(text)
        if "<!ENTITY" in (text[: root.start()] if root else text):
            raise EntitiesDeclaredError
        if root is None:
            raise NoRootError
        line, text = 1 + text.count("\n", 0, root.end()), text[root.end() :]
        scan, is_too_large = _Scan(), False
        while True:
            place = scan.next_item(text)
            if place >= 0:
                yield _Piece(text=text[:place], line=line, is_too_large=is_too_large)
                line += text.count("\n", 0, place)
                text, scan, is_too_large = text[place:], _Scan(known=len(_ITEM), is_open=True), False
            elif (chunk := next(chunks, None)) is not None:
                text += chunk
                if len(text) > _LARGEST_ITEM:
                    line += text.count("\n", 0, -_LONGEST_MARK)
                    text, scan, is_too_large = text[-_LONGEST_MARK:], _Scan(), True
            else:
                yield _Piece(text=text, line=line, is_last=True, is_too_large=is_too_large)
                return

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


@dataclass(slots=True)
class _Scan:
    """Looks for the next item.

    Attributes:
        known: Up to where it has looked.
        is_open: Whether an item has begun and not ended, so that one which begins is part of it.
    """

    known: int = 0
    is_open: bool = False

    def next_item(self, text: str) -> int:
        """Where the next item begins in *text*; -1 if it does not yet."""
        while mark := _NEXT.search(text, self.known):
            if mark[0] in _CLOSED:
                end = text.find(_CLOSED[mark[0]], mark.end())
                self.known = mark.start() if end < 0 else end
                if end < 0:
                    return -1
                continue
            if mark[0] == _ITEM and not self.is_open:
                return mark.start()
            self.is_open = self.is_open and mark[0] == _ITEM
            self.known = mark.end()
        self.known = max(self.known, len(text) - _LONGEST_MARK)
        return -1


def _elements_of(piece: _Piece) -> Iterator[Element | Broken]:
    """The elements of *piece*; behind a fault, those of items which begin in words that do not end."""
    if piece.is_too_large:
        yield Broken(line=piece.line, message="an item is too large", ends=piece.is_last)
        return
    text, line = _without_comments(_mended(piece.text)), piece.line
    while text:
        found, fault, place = _parsed(text, line)
        if piece.is_last:
            fault = _cut_off(text, line) or fault
        yield from found
        if fault is None:
            return
        place = -1 if fault.ends else text.find(_ITEM, place + 1)
        line += text.count("\n", 0, max(place, 0))
        # An item without an end is found to have none behind the next one.
        yield replace(fault, line=min(fault.line, line)) if place > 0 else fault
        text = text[place:] if place > 0 else ""


def _without_comments(text: str) -> str:
    """*text* with nothing but their ends of lines in the places of comments."""
    pieces, start, known = [], 0, 0
    while mark := _ASIDE.search(text, known):
        end = text.find(_CLOSED[mark[0]], mark.end())
        if end < 0:
            break
        known = end + len(_CLOSED[mark[0]])
        if mark[0] == "<!--":
            pieces += [text[start : mark.start()], "\n" * text.count("\n", mark.start(), known)]
            start = known
    return "".join((*pieces, text[start:]))


def _cut_off(text: str, line: int) -> Broken | None:
    """What is told of the last piece if the file stops within it."""
    if text.startswith(_ITEM) and _ITEM_END not in text:
        what = "in the middle of an item"
    elif not any(end in text.rpartition(_ITEM_END)[2] for end in _ENDS):
        what = "before its end"
    else:
        return None
    return Broken(line=line + text.count("\n"), message=f"it is cut off {what}", ends=True)


def _parsed(text: str, line: int) -> tuple[list[Element], Broken | None, int]:
    """The elements of *text*, the first fault, and where in *text* the element with it begins."""
    items, end, beside = text.rpartition(_ITEM_END) if text.startswith(_ITEM) else ("", "", text)
    items = f"{_ROOT_TAG}{items}{end}"
    whole = f"{items}{_FRAME.sub(_lines_of, beside)}</rss>"
    tree = _Tree()
    try:
        tree.parser.Parse(whole, True)
    except expat.ExpatError as error:
        is_beside = not text.startswith(_ITEM) or bool(end and tree.parser.ErrorByteIndex >= len(items.encode()))
        message = expat.ErrorString(error.code)
        fault = Broken(line=line + error.lineno - 1, message=message, beside=is_beside)
    except _TooLargeError:
        fault = Broken(line=line, message="an item is too large")
    else:
        return tree.found, None, 0
    return tree.found, fault, max(0, len(whole.encode()[: tree.begun].decode()) - len(_ROOT_TAG))


def _lines_of(frame: re.Match[str]) -> str:
    return "\n" * frame[0].count("\n")


@dataclass(slots=True)
class _Tree:
    """The elements that a parser finds below the first.

    Attributes:
        begun: Where the last of them begins, in bytes.
    """

    found: list[Element] = field(default_factory=list)
    begun: int = 0
    parser: expat.XMLParserType = field(init=False)
    _path: list[Element] = field(default_factory=list)
    _number: int = 0

    def __post_init__(self) -> None:
        """Let the parser tell what it finds."""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._number += 1
        if len(self._path) == 1:
            self._number, self.begun = 1, self.parser.CurrentByteIndex
        if self._number > _MOST_ELEMENTS:
            raise _TooLargeError
        self._path.append(Element(name, attributes))

    def _end(self, _: str) -> None:
        element = self._path.pop()
        if len(self._path) == 1:
            self.found.append(element)
        elif self._path:
            self._path[-1].children.append(element)

    def _say(self, words: str) -> None:
        self._path[-1].pieces.append(words)


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
