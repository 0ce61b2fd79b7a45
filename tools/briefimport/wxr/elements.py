"""The elements of an export one after the other, in a memory that does not grow with it.

Where the XML is broken, the item in which it breaks is left out and said, and reading goes on with the next.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from .xml_text import Piece, XmlText

# More than these in one item is no text that anyone wrote.
_LARGEST_ITEM = 60_000_000
_MOST_ELEMENTS = 100_000
_KEPT_FOR_RETRY = 10_000_000
_MOST_FAULTS = 50
_CHANNEL_DEPTH, _ITEM_DEPTH = 2, 3
_AFTER_THE_END = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


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
    """A place at which an export cannot be read; *ends* if nothing behind it was."""

    line: int
    message: str
    ends: bool = False


def elements(text: XmlText) -> Iterator[Element | Broken]:
    """The children of the channel, `item`, `wp:author`, `title` and so on, and where some could not be read.

    Raises:
        NoRootError: It is no RSS.
        EntitiesDeclaredError: It declares entities.
    """
    source = text.pieces()
    again: deque[Piece] = deque()
    run: _Run | None = None
    begun = False
    faults = 0
    while (piece := again.popleft() if again else next(source, None)) is not None:
        if run is None:
            if begun and not piece.begins_item:
                continue
            run = _Run(first_line=piece.line, in_channel=begun)
            begun = True
        fault = run.feed(piece)
        yield from run.taken()
        if fault is None:
            continue
        # What follows the end is no part of it, unless it is another export.
        if fault.message:
            faults += 1
            yield fault if faults < _MOST_FAULTS else Broken(line=fault.line, message=fault.message, ends=True)
        if faults >= _MOST_FAULTS:
            return
        again.extendleft(reversed(run.unfinished[1:]))
        run = None
    if run is not None and (cut := run.close()):
        yield cut


@dataclass(slots=True)
class _Run:
    """One parser, up to the first fault.

    Attributes:
        first_line: The line of the file on which its first piece begins.
        in_channel: Whether that stands in the channel already.
        unfinished: What was fed to it since the last item began.
    """

    first_line: int
    in_channel: bool
    unfinished: list[Piece] = field(default_factory=list)
    _found: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)
    _depth: int = 0
    _size: int = 0
    _inside: int = 0
    _parser: expat.XMLParserType = field(init=False)
    _piece: Piece | None = None

    def __post_init__(self) -> None:
        """Begin with the first tags, which are not fed again."""
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        # The elements of a piece must be known before the next one comes.
        if hasattr(self._parser, "SetReparseDeferralEnabled"):
            self._parser.SetReparseDeferralEnabled(False)
        self._parser.Parse("<rss><channel>" if self.in_channel else "<rss>")

    def feed(self, piece: Piece) -> Broken | None:
        """Read *piece*; why it could not be read, with an empty message for what stands behind the end."""
        self._piece = piece
        if self._size < _KEPT_FOR_RETRY:
            self.unfinished.append(piece)
        self._size += len(piece.text)
        try:
            self._parser.Parse(piece.text)
        except expat.ExpatError as error:
            message = "" if error.code == _AFTER_THE_END else expat.ErrorString(error.code)
            return Broken(line=self.first_line + error.lineno - 1, message=message)
        if self._size > _LARGEST_ITEM or self._inside > _MOST_ELEMENTS:
            return Broken(line=self.unfinished[0].line, message="an item is too large")
        return None

    def taken(self) -> Iterator[Element]:
        """The elements that have ended since the last time."""
        found, self._found = self._found, []
        return iter(found)

    def close(self) -> Broken | None:
        """Whether the export stops before its end."""
        if self._depth <= (_CHANNEL_DEPTH if self.in_channel else 0):
            return None
        what = "in the middle of an item" if self._depth >= _ITEM_DEPTH else "before its end"
        line = self.first_line + self._parser.CurrentLineNumber - 1
        return Broken(line=line, message=f"it is cut off {what}", ends=True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth < _ITEM_DEPTH:
            return
        self._inside += 1
        if self._depth == _ITEM_DEPTH and self._piece:
            self.unfinished, self._size, self._inside = [self._piece], len(self._piece.text), 0
        if self._inside <= _MOST_ELEMENTS:
            self._open.append(Element(name, attributes))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._inside > _MOST_ELEMENTS or not self._open:
            return
        element = self._open.pop()
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._found.append(element)
            self.unfinished, self._size = [], 0

    def _say(self, text: str) -> None:
        if self._open and self._inside <= _MOST_ELEMENTS:
            self._open[-1].pieces.append(text)
