"""Fields: the links among them become links, their results stay, their codes go."""

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from .markup import XML_SPACE, Aside, Node, R, W, every, part_of, removed, replaced, unwrapped, value

_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\l)(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\"]\S*))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"')
# Fields whose results only repeat what stands elsewhere, or count pages.
_NO_TEXT = re.compile(r"\s*(?:TOC|INDEX|PAGE|NUMPAGES|SECTIONPAGES|TC|XE|RD|TOA)\b", re.IGNORECASE)

_DEEPEST = 50


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    shown: bool = False


class Links:
    """The addresses of a part's links by their ids; those of fields get ids of their own."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses

    def id_of(self, address: str) -> str:
        """An id under which *address* is known."""
        id_ = f"field{len(self.addresses)}"
        self.addresses[id_] = address
        return id_


def resolve(root: Node, links: Links, aside: Aside) -> None:
    """Resolve every field below *root*."""
    for simple in every(root, "fldSimple"):
        _resolve_simple(simple, links, aside)
    kinds = Counter(value(mark, "fldCharType") for mark in every(root, "fldChar"))
    # A field that never ends would take the rest of the text with it.
    whole = kinds["begin"] == kinds["end"]
    open_fields: list[_Field] = []
    for run in every(root, "r"):
        _resolve_run(run, open_fields, links, aside if whole else None)


def _resolve_simple(simple: Node, links: Links, aside: Aside) -> None:
    code = value(simple, "instr")
    if _NO_TEXT.match(code):
        aside.take(simple, "a field that counts or lists pages")
        return
    address = _address(code)
    for run in every(simple, "r") if address else ():
        _link(run, address, links)
    unwrapped(simple)


def _resolve_run(run: Node, open_fields: list[_Field], links: Links, aside: Aside | None) -> None:
    """Read the marks of fields in *run*, and give what it shows the link of the field in which it stands."""
    shown = False
    for child in list(run):
        if child.tag == W + "fldChar":
            _turn(value(child, "fldCharType"), open_fields)
            run.remove(child)
        elif child.tag in (W + "instrText", W + "delInstrText"):
            if open_fields and not open_fields[-1].shown:
                open_fields[-1].code += child.text or ""
            run.remove(child)
        elif child.tag != W + "rPr":
            shown = True
    if not shown or not open_fields:
        return
    if aside and any(_NO_TEXT.match(one.code) for one in open_fields):
        aside.take(run, "a field that counts or lists pages")
        return
    address = next((found for one in reversed(open_fields) if one.shown and (found := _address(one.code))), "")
    if address:
        _link(run, address, links)


def _turn(kind: str, open_fields: list[_Field]) -> None:
    if kind == "begin" and len(open_fields) < _DEEPEST:
        open_fields.append(_Field())
    elif kind == "separate" and open_fields:
        open_fields[-1].shown = True
    elif kind == "end" and open_fields:
        open_fields.pop()


def _address(code: str) -> str:
    match = _LINK.match(code)
    if match is None:
        return ""
    address = match["quoted"] or match["bare"] or ""
    place = _PLACE.search(code)
    return f"{address}#{place['place']}" if place and "#" not in address else address


def _link(run: Node, address: str, links: Links) -> None:
    parent = run.getparent()
    if parent is None or parent.tag == W + "hyperlink":
        return
    link = etree.Element(W + "hyperlink")
    link.set(R + "id", links.id_of(address))
    replaced(run, [link])
    link.append(run)


def trimmed(root: Node) -> None:
    """Take out what shows nothing and would stand between the words of a line."""
    for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "permStart", "permEnd"):
        for one in every(root, name):
            removed(one)
    _part_words(root)
    for text in every(root, "t"):
        text.attrib[XML_SPACE] = "preserve"
    for run in every(root, "r"):
        if all(child.tag == W + "rPr" for child in run):
            removed(run)
    for link in every(root, "hyperlink"):
        if part_of(link, "r") is None:
            unwrapped(link)


def _part_words(root: Node) -> None:
    """Make every sign that parts words one that the conversion knows: the end of a page as that of a line."""
    for end in every(root, "br", "cr"):
        end.tag = W + "br"
        end.attrib.clear()
    for stop in every(root, "ptab"):
        stop.tag = W + "tab"


def hold(root: Node) -> None:
    """Put runs and links that stand in no paragraph into one."""
    for run in every(root, "r", "hyperlink"):
        parent = run.getparent()
        if parent is not None and parent.tag not in (W + "p", W + "hyperlink", W + "r"):
            paragraph = etree.Element(W + "p")
            replaced(run, [paragraph])
            paragraph.append(run)
