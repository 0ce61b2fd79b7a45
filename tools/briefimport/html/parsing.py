"""Parses the bytes of a page, in the encoding that it states or shows; nothing is fetched or expanded."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree, html

from briefarchive.diagnostics import Diagnostic, Span

from ..files.encoding import Decoded, decode
from ..files.mending import MendedText, mend_html
from ..rules import EncodingNoted
from ..text.filing import is_label
from ..text.lines.splitting import plain
from ..words import read_table

Tree = html.HtmlElement

# Elements whose words nobody sees.
SILENT = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "object", "iframe", "datalist"})
# Elements that begin a line of their own.
BLOCKS = frozenset(read_table("elements")["blocks"])
# As browsers read these names (WHATWG Encoding, 4.2): the larger set that has the smaller one in it.
_LARGER: dict[str, str] = read_table("encodings")
_HEAD = 4_096
_SPACES = re.compile(r"\s+")
# Drupal has a block for each value of a field.
_ITEMS = frozenset({"field-items", "field__items"})
_HIDDEN = frozenset({"screen-reader-text", "element-invisible", "visually-hidden", "visuallyhidden", "sr-only"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as a tree, with the name of its encoding, and its source with garbled letters corrected."""

    tree: Tree
    encoding: str
    source: str
    mended: MendedText | None = None

    def notes(self, origin: str) -> list[Diagnostic]:
        """Return what the user is told about how its letters were read."""
        notes = []
        if self.encoding not in {"utf-8", "utf-8-sig"}:
            notes.append(EncodingNoted.flag(Span(path=origin), f'"{origin}" was read as {self.encoding}'))
        return [*notes, self.mended.note(origin)] if self.mended else notes


def text_of(element: Tree) -> str:
    """Return the words in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def list_short_texts(tree: Tree, longest: int) -> dict[Tree, str]:
    """Return `text_of` every element whose words have at most *longest* characters, reading the page only once."""
    texts: dict[Tree, str] = {}
    # Children come before their parents, with the spaces at their ends, which may part words.
    for element in reversed(list(tree.iter(etree.Element))):
        pieces: list[str | None] = [element.text]
        for child in element:
            pieces += (texts.get(child) if isinstance(child.tag, str) else "", child.tail)
            if pieces[-2] is None:
                break
        else:
            text = _SPACES.sub(" ", "".join(filter(None, pieces)))
            if len(text.strip()) <= longest:
                texts[element] = text
    return {element: text.strip() for element, text in texts.items()}


class NestedTooDeepError(ValueError):
    """The parser left out elements that are nested too deeply."""


def parse(data: bytes, named: str = "") -> Page:
    """Return the tree of a page.

    Args:
        data: Its bytes.
        named: The encoding of pages that do not state theirs, if known.

    Raises:
        NotTextError: It is no text.
        UndecodableError: No encoding reads it strictly.
        ParserError: It has no element at all.
        NestedTooDeepError: Its elements are nested too deeply.
    """
    decoded = _decoded(data, named)
    mended = mend_html(decoded.text)
    return Page(
        tree=tree_of(mended.text),
        encoding=decoded.encoding,
        source=mended.text,
        mended=mended if mended.places else None,
    )


def tree_of(text: str) -> Tree:
    """Return the tree of decoded HTML, whatever it says about its encoding."""
    tree = _tree(plain(text).encode("utf-8", "replace"))
    _join_items(tree)
    return tree


def fragment_of(html_text: str) -> Tree:
    """Return the tree of a piece of HTML, below one element of its own."""
    tree: Tree = html.fragment_fromstring(html_text, create_parent="div")  # type: ignore[no-untyped-call]
    return tree


def html_of(tree: Tree) -> str:
    """Return *tree* as HTML."""
    text: str = html.tostring(tree, encoding="unicode")  # type: ignore[no-untyped-call]
    return text


def _tree(data: bytes) -> Tree:
    parser = html.HTMLParser(  # type: ignore[no-untyped-call]
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    tree: Tree = html.document_fromstring(data, parser=parser)  # type: ignore[no-untyped-call]
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise NestedTooDeepError
    return tree


def _join_items(tree: Tree) -> None:
    """Put categories and tags that are the values of a field onto one line, as other software does."""
    for element in tree.iter("div", "ul"):
        if _ITEMS.isdisjoint(element.get("class", "").split()) or len(element) < 2:
            continue
        label = element.getprevious()
        if label is not None and is_label(text_of(label).strip(" :：")):
            for item in element:
                item.tag, item.tail = "span", ", "
            element[-1].tail = ""


def is_hidden(element: Tree) -> bool:
    """Return whether *element* is read aloud but not shown, so that no space need separate it from other words."""
    return isinstance(element.tag, str) and not _HIDDEN.isdisjoint(element.get("class", "").lower().split())


def readable_words(tree: Tree, is_apart: Callable[[Tree], bool]) -> str:
    """Return the text that a page shows, alternatives of pictures included, in the order of its source.

    Args:
        tree: The page.
        is_apart: Whether the words of an inline element count separately, as for the mark of a footnote.
    """
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        hidden = tag in SILENT
        parted = "\n" if tag in BLOCKS or is_apart(element) or is_hidden(element) else ""
        if event == "start":
            silent += hidden
            if not silent:
                pieces += (parted, element.get("alt", "") if tag == "img" else element.text or "")
        else:
            silent -= hidden
            if not silent:
                pieces += (parted, (element.tail or "") if element is not tree else "")
    return "".join(pieces)


def codec_of(label: str) -> str:
    """Return the encoding that a page or its server names, as browsers understand it; empty if unknown."""
    encoding = _LARGER.get(label, label)
    try:
        b"a".decode(encoding or "utf-8")
    except (LookupError, UnicodeError):
        return ""
    return encoding


def _decoded(data: bytes, named: str) -> Decoded:
    stated = _stated_encoding(data)
    try:
        return Decoded(text=data.decode("utf-8-sig"), encoding="utf-8")
    except UnicodeDecodeError:
        pass
    if stated and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return Decoded(text=data.decode(stated), encoding=stated)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, named)


def _stated_encoding(data: bytes) -> str:
    """Return the encoding that the page's head states, by Python's name; empty if none."""
    head = data[:_HEAD].decode("latin-1").replace("\0", "")
    try:
        tree = _tree(head.encode("utf-8"))
    except (etree.ParserError, NestedTooDeepError):
        return ""
    for meta in tree.iter("meta"):
        label: str = meta.get("charset") or meta.get("content", "").lower().partition("charset=")[2]
        if label := label.strip(" \t\n;\"'").lower():
            return _LARGER.get(label, label)
    return ""
