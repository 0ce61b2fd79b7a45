"""The names of WordprocessingML, moves in its trees that lxml has no word for, their words, and what is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from ..document import SetAside
from ..text.lines import plain
from .symbols import character_of

# lxml has no public name for its elements but that of those of HTML.
Node = html.HtmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

# What “Strict Open XML” calls the same.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
}
BREAKS = frozenset({W + "br", W + "cr"})
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "\u2011",
    **dict.fromkeys(BREAKS, "\n"),
}
_TEXTS = frozenset({W + "t", W + "delText", M + "t"})
_ENDS = frozenset({W + name for name in ("p", "tbl", "tc", "tr", "footnote", "endnote", "comment")})


class UnsoundError(ValueError):
    """A part of a file is no XML, or nested too deep."""


def parse(data: bytes) -> Node:
    """The tree of a part: nothing is fetched, no entity is expanded, and a part that defines some is refused.

    Raises:
        UnsoundError: It is no XML, nested too deep, or has a document type.
    """
    if b"purl.oclc.org" in data[:20_000]:
        for strict, name in _STRICT.items():
            data = data.replace(strict, name.strip("{}").encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Node = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsoundError from error
    if root.getroottree().docinfo.doctype:
        raise UnsoundError
    return root


def value(node: Node | None, name: str = "val") -> str:
    """The attribute *name* of Word's own; empty if it or *node* is not there."""
    return "" if node is None else node.get(W + name) or ""


def number_in(node: Node | None) -> int:
    """The small number that *node* has as its value; 0 if it has none."""
    said = value(node)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0


def is_on(node: Node | None) -> bool:
    """Whether a property is there and not switched off."""
    return node is not None and value(node).lower() not in ("0", "false", "off", "none")


def part_of(node: Node, *names: str) -> Node | None:
    """The element to which a path of Word's own names leads; None if there is none."""
    found: Node | None = node.find("/".join(W + name for name in names))
    return found


def every(root: Node, *names: str) -> Iterator[Node]:
    """Elements with Word's own *names* below *root*, in order; they may be taken away meanwhile."""
    yield from list(root.iter(*(W + name for name in names)))


def removed(node: Node) -> None:
    """Take *node* out of its tree with what it holds."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def replaced(node: Node, others: list[Node]) -> None:
    """Put *others* into the place of *node*."""
    # To ask for the place of an element takes as long as there are elements before it.
    for other in others:
        node.addprevious(other)
    removed(node)


def sign_of(node: Node) -> str:
    """What an element without children says: words, a sign, or a line feed for the end of a line."""
    if node.tag in _TEXTS:
        return node.text or ""
    if node.tag == W + "sym":
        return character_of(value(node, "font"), value(node, "char"))
    return _SIGNS.get(node.tag, "")


def split_words(node: Node) -> str:
    """What *node* says, a line for each paragraph, with the alternatives of its pictures."""
    pieces: list[str] = []
    for event, one in etree.iterwalk(node, events=("start", "end")):
        if one.tag in _ENDS:
            pieces.append("\n")
        elif event == "start":
            pieces.append(f"\n{one.get('alt')}\n" if one.tag == "img" else sign_of(one))
    return "".join(pieces)


def line_of(node: Node) -> str:
    """What *node* says in one line."""
    return " ".join(split_words(node).split())


@dataclass(slots=True)
class Aside:
    """Collects words that do not belong into the brief, and what had to be decided.

    Attributes:
        words: The words, in the order in which they were found.
        inserted: How many passages were inserted with tracked changes.
        deleted: How many were deleted.
        authors: Names that stand in lines for them.
        notes: What has another look in the brief than in the file, each once.
    """

    words: list[SetAside] = field(default_factory=list)
    inserted: int = 0
    deleted: int = 0
    authors: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def take(self, node: Node, reason: str) -> None:
        """Take *node* out of its tree, and keep its words."""
        self.say(line_of(node), reason)
        removed(node)

    def say(self, text: str, reason: str) -> None:
        """Keep words that stand in no tree any more."""
        words = " ".join(plain(text).split())
        if words:
            self.words.append(SetAside(line=0, text=words, reason=reason))

    def note(self, text: str) -> None:
        """Say that something looks otherwise now."""
        self.notes[text] = None
