"""The structure of a tagged PDF: its elements, what each page paints, and the characters of its fonts.

That a file meets PDF/UA-1 and PDF/A is judged by Typst, which writes no other; here stands what tests look up.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


class Element:
    """An element of the structure.

    Attributes:
        kind: Its standard type.
        texts: The marked content in it: the number of the page's object, and its own on that page.
        objects: The annotations in it.
        language: Its own, or that of what is around it.
    """

    def __init__(self, node: Dictionary, parent: "Element | None", roles: dict[str, str], language: str) -> None:
        self.node, self.parent = node, parent
        self.kind = roles.get(str(node.S)[1:], str(node.S)[1:])
        self.language = str(node.get("/Lang", language))
        self.children: list[Element] = []
        self.texts: list[tuple[int, int]] = []
        self.objects: list[Object] = []
        kids = node.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if not isinstance(kid, Dictionary):
                self.texts.append((node.Pg.objgen[0], int(kid)))
            elif "/S" in kid:
                self.children.append(Element(kid, self, roles, self.language))
            elif kid.get("/Type") == Name.OBJR:
                self.objects.append(kid.Obj)
            else:
                self.texts.append((kid.get("/Pg", node.get("/Pg")).objgen[0], int(kid.MCID)))

    def attribute(self, name: str) -> Object | None:
        """One of its attributes."""
        sets = self.node.get("/A", Array())
        return next((one[name] for one in (sets if isinstance(sets, Array) else [sets]) if name in one), None)

    def walk(self) -> Iterator["Element"]:
        """It, and all below, in the order in which they are read."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tagged:
    """A file with its structure."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root

    @functools.cached_property
    def roles(self) -> dict[str, str]:
        """The types that the file has of its own, and what they are."""
        return {key[1:]: str(value)[1:] for key, value in self.root.StructTreeRoot.get("/RoleMap", {}).items()}

    @functools.cached_property
    def elements(self) -> list[Element]:
        """All elements of the structure."""
        top = self.root.StructTreeRoot.K
        language = str(self.root.get("/Lang", ""))
        tops = [Element(one, None, self.roles, language) for one in (top if isinstance(top, Array) else [top])]
        return [element for one in tops for element in one.walk()]

    @functools.cached_property
    def operations(self) -> list[tuple[int, str, list[Any], tuple["Mark", ...]]]:
        """What each page paints: its number, the operator, its operands, and the marks that stand around."""
        found = []
        for number, page in enumerate(self.pdf.pages):
            found += list(_operations(number, page))
        return found

    @functools.cached_property
    def annotations(self) -> list[tuple[Object, Object]]:
        """The annotations, each with its page."""
        return [(one, page.obj) for page in self.pdf.pages for one in page.get("/Annots", ())]

    @functools.cached_property
    def fonts(self) -> list[Dictionary]:
        """The composite fonts, each once; the file has no others."""
        return [one for one in _dictionaries(self.pdf) if one.get("/Type") == Name.Font and "/DescendantFonts" in one]


class Mark:
    """Marked content: an artifact, or a piece of an element."""

    def __init__(self, tag: str, properties: Object | None) -> None:
        self.tag = tag
        known = properties if isinstance(properties, Dictionary) else Dictionary()
        self.number = int(known.MCID) if "/MCID" in known else None
        self.language = str(known.get("/Lang", ""))


def _operations(number: int, page: pikepdf.Page) -> Iterator[tuple[int, str, list[Any], tuple[Mark, ...]]]:
    marks: list[Mark] = []
    properties = page.get("/Resources", Dictionary()).get("/Properties", Dictionary())
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                given = operands[1]
                marks.append(Mark(str(operands[0])[1:], properties[str(given)] if isinstance(given, Name) else given))
            case "BMC":
                marks.append(Mark(str(operands[0])[1:], None))
            case "EMC":
                marks.pop()
            case name:
                yield number, name, list(operands), tuple(marks)
                continue
        yield number, str(operator), list(operands), tuple(marks)


def _dictionaries(pdf: Pdf) -> Iterator[Dictionary]:
    for one in pdf.objects:
        if isinstance(one, Dictionary):
            yield one


def characters(font: Dictionary) -> dict[int, str]:
    """The character or characters of each code, by the font's own table."""
    found: dict[int, str] = {}
    table = font.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in font else ""
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            start = int(first, 16)
            base = bytes.fromhex(text).decode("utf-16-be")
            found |= {code: base[:-1] + chr(ord(base[-1]) + code - start) for code in range(start, int(last, 16) + 1)}
    return found
