"""A file as it is read: aloud, in the order of its tags, and by eye, in the order in which it is painted."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary

from .printed import Printed
from .structure import Tagged, characters

MM = 72 / 25.4
HEAD = 25 * MM
"""So much above and below is for the head and the foot of a page."""


def spoken(printed: Printed) -> str:
    """The text in the order of the tags; letters of Arabic are in the order in which they are painted."""
    file = Tagged(printed.document)
    texts = dict(_said(file))
    return "".join(_parts(file.root.StructTreeRoot.K, texts, None))


def _parts(node: Any, said: dict[tuple[int, int], str], page: int | None) -> Iterator[str]:
    if isinstance(node, Array):
        for item in node:
            yield from _parts(item, said, page)
    elif not isinstance(node, Dictionary):
        assert page is not None
        yield said[page, int(node)]
    elif "/S" in node:
        if str(node.S)[1:] in {"P", "H1", "H2", "H3", "LI", "TD", "TH", "BlockQuote", "Note", "Caption"}:
            yield "\n"
        yield from _parts(node.get("/K", Array()), said, node.Pg.objgen[0] if "/Pg" in node else page)
    elif "/MCID" in node:
        yield said[node.Pg.objgen[0] if "/Pg" in node else page or 0, int(node.MCID)]


def _said(file: Tagged) -> Iterator[tuple[tuple[int, int], str]]:
    """What each piece of marked content says: its letters, or a text that stands for them."""
    for page in file.pdf.pages:
        named = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
        fonts = {name: characters(font) for name, font in named.items()}
        around: list[_Said] = []
        known: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    around.append(_Said(operands[1] if len(operands) > 1 else None))
                case "EMC":
                    ended = around.pop()
                    if ended.number is not None:
                        yield (page.obj.objgen[0], ended.number), ended.text
                    elif around:
                        around[-1].add(ended.text)
                case "Tf":
                    known = fonts[str(operands[0])]
                case "Tj" | "TJ" if around:
                    around[-1].add("".join(known[code] for code in _codes(operands[0])))


class _Said:
    def __init__(self, properties: Any) -> None:
        dictionary = properties if isinstance(properties, Dictionary) else Dictionary()
        self.number = int(dictionary.MCID) if "/MCID" in dictionary else None
        self._instead = "/ActualText" in dictionary
        self.text = str(dictionary.ActualText) if self._instead else ""

    def add(self, text: str) -> None:
        self.text += "" if self._instead else text


def _codes(shown: Any) -> Iterator[int]:
    for item in shown if isinstance(shown, Array) else [shown]:
        if isinstance(item, pikepdf.String):
            data = bytes(item)
            yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))


def seen(printed: Printed) -> list[str]:
    """The text of each page as PDFium finds it in what is painted, without head and foot."""
    texts = []
    with pypdfium2.PdfDocument(printed.pdf) as document:
        for page in document:
            width, height = page.get_size()
            texts.append(page.get_textpage().get_text_bounded(0, HEAD, width, height - HEAD))
    return texts


def letters_only(text: str) -> str:
    """*text* without what the ends of lines and the forms of letters change."""
    composed = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u200b-\u200f\ufffe\x02\x00-\x1f-]+", "", composed)


def in_block(printed: Printed) -> Iterator[tuple[int, dict[str, Any]]]:
    """The letters between head and foot, each with the number of its page; not the stamp that lies behind all."""
    for number, page in enumerate(printed.pages):
        for char in page.chars:
            if not char["matrix"][1] and HEAD < (char["top"] + char["bottom"]) / 2 < page.height - HEAD:
                yield number, char


def is_turned(page: Any) -> bool:
    """Whether a page lies on its side."""
    return bool(page.width > page.height)
