"""The text of a brief as its page shows it, passage by passage."""

import re
from collections.abc import Iterator

from lxml import etree, html

_TEXT = '//div[@class="text"]'
_HIDDEN = frozenset({"script", "style", "template", "svg", "input"})
_HIDDEN_CLASSES = frozenset({"citation", "mark", "headerlink", "footnote-reference", "back"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_STRAY_SPACE = re.compile(r"\s+(?=[.,;:!?)\]])")


def passages(page: bytes) -> list[str]:
    """The paragraphs, headings, items and cells of the text on a brief's page.

    Marks of citations and links to a heading are left out: they would stand in the middle of a phrase.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)  # type: ignore[no-untyped-call]
    parsed = html.document_fromstring(page, parser=parser)  # type: ignore[no-untyped-call]
    passages: list[list[str]] = [[]]
    for text in parsed.xpath(_TEXT):
        for piece in _pieces(text):
            if piece is None:
                passages.append([])
            else:
                passages[-1].append(piece)
    joined = (_STRAY_SPACE.sub("", " ".join("".join(pieces).split())) for pieces in passages)
    return [passage for passage in joined if passage]


def _pieces(element: etree._Element) -> Iterator[str | None]:
    """The pieces of text in *element*; None where a block begins or ends."""
    # The tree may be as deep as the page's quotations are: no recursion.
    hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            hidden += _is_hidden(node)
            if hidden:
                continue
            if node.tag in _BLOCKS:
                yield None
            elif node.tag == "br":
                yield " "
            yield node.text or ""
            continue
        if event == "end":
            hidden -= _is_hidden(node)
            if not hidden and node.tag in _BLOCKS:
                yield None
        if not hidden and node is not element:
            yield node.tail or ""


def _is_hidden(node: etree._Element) -> bool:
    return node.tag in _HIDDEN or not _HIDDEN_CLASSES.isdisjoint(node.get("class", "").split())
