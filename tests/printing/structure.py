"""The structure of a tagged PDF: its elements, what its marked content says, and the characters of its fonts.

That a file meets PDF/UA-1 and PDF/A is judged by Typst, which writes no other; here stands what tests look up.
"""

import functools
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


class Element:
    """An element of the structure.

    Attributes:
        kind: Its standard type.
        texts: The marked content in it: the number of the page's object, and its own on that page.
    """

    def __init__(self, node: Dictionary, parent: "Element | None", roles: dict[str, str]) -> None:
        self.node, self.parent = node, parent
        self.kind = roles.get(str(node.S)[1:], str(node.S)[1:])
        self.children: list[Element] = []
        self.texts: list[tuple[int, int]] = []
        kids = node.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if not isinstance(kid, Dictionary):
                self.texts.append((node.Pg.objgen[0], int(kid)))
            elif "/S" in kid:
                self.children.append(Element(kid, self, roles))
            elif kid.get("/Type") != Name.OBJR:
                self.texts.append((kid.get("/Pg", node.get("/Pg")).objgen[0], int(kid.MCID)))

    def attribute(self, name: str) -> Object | None:
        """One of its attributes."""
        sets = self.node.get("/A", Array())
        return next((item[name] for item in (sets if isinstance(sets, Array) else [sets]) if name in item), None)

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
    def elements(self) -> list[Element]:
        """All elements of the structure."""
        tree = self.root.StructTreeRoot
        roles = {key[1:]: str(value)[1:] for key, value in tree.get("/RoleMap", {}).items()}
        tops = [Element(item, None, roles) for item in (tree.K if isinstance(tree.K, Array) else [tree.K])]
        return [element for one in tops for element in one.walk()]

    @property
    def languages(self) -> set[str]:
        """Those that pieces of marked content are in."""
        languages = set()
        for page in self.pdf.pages:
            named = page.get("/Resources", Dictionary()).get("/Properties", Dictionary())
            for (_, operand), _ in pikepdf.parse_content_stream(page, "BDC"):
                properties = named[str(operand)] if isinstance(operand, Name) else operand
                languages.add(str(properties.get("/Lang", "")))
        return languages

    @property
    def links(self) -> list[Dictionary]:
        """All annotations."""
        return [item for page in self.pdf.pages for item in page.get("/Annots", ())]

    @property
    def web(self) -> set[str]:
        """The addresses to which links lead."""
        return {str(dictionary.A.URI) for dictionary in self.links if "/A" in dictionary and "/URI" in dictionary.A}


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
