"""Names of WordprocessingML, operations on its trees, their text, and the log of what a conversion changes."""

from dataclasses import dataclass, field

from lxml import etree, html

from ..document import SetAside
from ..text.lines.splitting import plain
from .symbols import find_character

# The only element class with a public name in lxml is that of HTML elements.
Node = html.HtmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

# The equivalent namespaces of “Strict Open XML”.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
}
BREAKS = frozenset({W + "br", W + "cr"})
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "\u2011",
    **dict.fromkeys(BREAKS, "\n"),
}
_TEXT_ELEMENTS = frozenset({W + "t", W + "delText", M + "t"})
_LINE_ENDS = frozenset({W + name for name in ("p", "tbl", "tc", "tr", "footnote", "endnote", "comment")})


class InvalidXmlError(ValueError):
    """Raised if a part of a file is not XML, or is nested too deep."""


def parse(data: bytes) -> Node:
    """Parse a part without fetching anything or expanding entities.

    Raises:
        InvalidXmlError: It is not XML, is nested too deep, or has a document type.
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
        raise InvalidXmlError from error
    if root.getroottree().docinfo.doctype:
        raise InvalidXmlError
    return root


def get_value(node: Node | None, name: str = "val") -> str:
    """Return the attribute *name* of Word's namespace; empty if it or *node* is missing."""
    return "" if node is None else node.get(W + name) or ""


def get_number(node: Node | None) -> int:
    """Return the value of *node* if it is a number of up to three digits; otherwise 0."""
    number = get_value(node)
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0


def is_on(node: Node | None) -> bool:
    """Return whether a property is present and not switched off."""
    return node is not None and get_value(node).lower() not in ("0", "false", "off", "none")


def find_child(node: Node, *names: str) -> Node | None:
    """Return the element at a path of *names* in Word's namespace; None if there is none."""
    element: Node | None = node.find("/".join(W + name for name in names))
    return element


def find_all(root: Node, *names: str) -> list[Node]:
    """Return the elements below *root* with *names* in Word's namespace."""
    return list(root.iter(*(W + name for name in names)))


def remove_node(node: Node) -> None:
    """Remove *node* and its content from its tree."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def replace_node(node: Node, new_nodes: list[Node]) -> None:
    """Replace *node* by *new_nodes*."""
    # Finding the index of an element takes time in proportion to the elements before it.
    for new_node in new_nodes:
        node.addprevious(new_node)
    remove_node(node)


def leaf_text(node: Node) -> str:
    """Return the text of an element without children: words, a character, or a line feed."""
    if node.tag in _TEXT_ELEMENTS:
        return node.text or ""
    if node.tag == W + "sym":
        return find_character(get_value(node, "font"), get_value(node, "char"))
    return _CHARACTERS.get(node.tag, "")


def full_text(node: Node) -> str:
    """Return the text of *node*, one line for each paragraph, with the alternative texts of pictures."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(node, events=("start", "end")):
        if element.tag in _LINE_ENDS:
            pieces.append("\n")
        elif event == "start":
            pieces.append(f"\n{element.get('alt')}\n" if element.tag == "img" else leaf_text(element))
    return "".join(pieces)


def line_text(node: Node) -> str:
    """Return the text of *node* in one line."""
    return " ".join(full_text(node).split())


@dataclass(slots=True)
class ConversionLog:
    """The log of a conversion: text that does not belong in the brief, and what was changed or simplified.

    Attributes:
        words: The removed text, in the order in which it was found.
        inserted: The number of passages inserted with tracked changes.
        deleted: The number of passages deleted with tracked changes.
        authors: Names from paragraphs with a style for authors.
        notes: What looks different in the brief, each once.
    """

    words: list[SetAside] = field(default_factory=list)
    inserted: int = 0
    deleted: int = 0
    authors: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def exclude(self, node: Node, reason: str) -> None:
        """Remove *node* from its tree, and keep its text."""
        self.exclude_text(line_text(node), reason)
        remove_node(node)

    def exclude_text(self, text: str, reason: str) -> None:
        """Keep text that is not in the tree any more."""
        words = " ".join(plain(text).split())
        if words:
            self.words.append(SetAside(line=0, text=words, reason=reason))

    def add_note(self, text: str) -> None:
        """Note that something looks different now."""
        self.notes[text] = None
