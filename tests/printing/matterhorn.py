"""Conditions under which a file fails PDF/UA-1, by their numbers in the Matterhorn Protocol 1.1 of the PDF Association.

Those that a program can judge. Where a file of ours has nothing of a kind, such as forms and media, that is what is
looked for. Each check yields what is wrong.
"""

import functools
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf

Check = Callable[["Tagged"], Iterator[str]]
CONDITIONS: dict[str, Check] = {}

_STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
    *(
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
    ),
    *("TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT"),
    *("RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
}
# ISO 32000-1, tables 333, 336 and 337: what may stand in what.
_CHILDREN = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
}
_PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TOCI": {"TOC"},
}


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

    @functools.cached_property
    def shown(self) -> list[tuple[Dictionary, list[int]]]:
        """Each font with the codes that are painted in it."""
        codes: dict[tuple[int, int], set[int]] = {}
        fonts: dict[tuple[int, int], Dictionary] = {}
        for page in self.pdf.pages:
            named = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
            font: Dictionary | None = None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = named[str(operands[0])]
                    fonts[font.objgen] = font
                elif str(operator) in {"Tj", "TJ", "'", '"'} and font is not None:
                    texts = operands[0] if isinstance(operands[0], Array) else [operands[-1]]
                    for text in texts:
                        if isinstance(text, pikepdf.String):
                            data = bytes(text)
                            codes.setdefault(font.objgen, set()).update(
                                int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)
                            )
        return [(fonts[one], sorted(codes.get(one, ()))) for one in fonts]


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


def condition(*numbers: str) -> Callable[[Check], Check]:
    """Enters a check under the numbers of its conditions."""

    def enter(check: Check) -> Check:
        CONDITIONS.update(dict.fromkeys(numbers, check))
        return check

    return enter


_PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"}


@condition("01-003", "01-004")
def artifacts_and_content_are_apart(file: Tagged) -> Iterator[str]:
    for page, name, _, marks in file.operations:
        if name in {"BDC", "BMC"} and any(mark.tag == "Artifact" for mark in marks):
            inside = [mark for mark in marks if mark.number is not None]
            if inside:
                yield f"page {page + 1}: an artifact and content within one another"


@condition("01-005")
def everything_is_an_artifact_or_content(file: Tagged) -> Iterator[str]:
    for page, name, _, marks in file.operations:
        if name in _PAINTING and not any(mark.tag == "Artifact" or mark.number is not None for mark in marks):
            yield f"page {page + 1}: {name} outside of all marks"


@condition("01-006-a")
def all_content_is_in_the_structure_and_once(file: Tagged) -> Iterator[str]:
    """Not in the protocol by itself: what is marked belongs to one element."""
    pages = [page.obj.objgen[0] for page in file.pdf.pages]
    marked = Counter(
        (pages[page], marks[-1].number)
        for page, name, _, marks in file.operations
        if name == "BDC" and marks[-1].number is not None
    )
    owned = Counter(text for element in file.elements for text in element.texts)
    yield from (f"object {page}: {number}" for page, number in (marked - owned) + (owned - marked))


@condition("01-007")
def nothing_is_suspect(file: Tagged) -> Iterator[str]:
    if not bool(file.root.MarkInfo.get("/Marked")) or bool(file.root.MarkInfo.get("/Suspects", False)):
        yield str(file.root.MarkInfo)


@condition("02-001", "02-003", "02-004")
def own_types_are_mapped_to_standard_ones(file: Tagged) -> Iterator[str]:
    yield from (f"{own} is a standard type" for own in file.roles if own in _STANDARD)
    yield from (f"{own} is mapped to {role}" for own, role in file.roles.items() if role not in _STANDARD)
    yield from (f"{one.kind} is no type" for one in file.elements if one.kind not in _STANDARD)


@condition("06-001", "06-002", "06-003")
def metadata_name_the_standard_and_the_title(file: Tagged) -> Iterator[str]:
    with file.pdf.open_metadata() as xmp:
        if xmp.get("pdfuaid:part") != "1":
            yield "no identifier of PDF/UA"
        if not xmp.get("dc:title"):
            yield "no title"


@condition("07-001", "07-002")
def the_title_is_shown(file: Tagged) -> Iterator[str]:
    if file.root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") is not True:
        yield "the name of the file is shown"


@condition("09-004", "09-005", "09-006")
def tables_lists_and_contents_are_well_formed(file: Tagged) -> Iterator[str]:
    for element in file.elements:
        inside = {child.kind for child in element.children}
        if wrong := inside - _CHILDREN.get(element.kind, inside):
            yield f"{element.kind} holds {sorted(wrong)}"
        around = element.parent.kind if element.parent else ""
        if around not in _PARENTS.get(element.kind, {around}):
            yield f"{element.kind} stands in {around}"
        if element.kind in _CHILDREN and element.texts:
            yield f"{element.kind} holds text"


@condition("10-001", "31-027")
def every_code_has_a_character(file: Tagged) -> Iterator[str]:
    for font, codes in file.shown:
        known = characters(font)
        yield from (f"{font.BaseFont} {code:04x}" for code in codes if code not in known)


@condition("11-001", "11-002", "11-003", "11-004", "11-006")
def a_language_is_known_for_everything(file: Tagged) -> Iterator[str]:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(file.root.get("/Lang", ""))):
        yield "the document has no language"
    for page, name, _, marks in file.operations:
        if name == "BDC" and marks[-1].language and not re.fullmatch(r"[a-z]{2,3}(-\w{2,8})*", marks[-1].language):
            yield f'page {page + 1}: "{marks[-1].language}"'


@condition("13-004")
def figures_have_texts_in_their_place(file: Tagged) -> Iterator[str]:
    for element in file.elements:
        if element.kind == "Figure" and not (element.node.get("/Alt") or element.node.get("/ActualText")):
            yield "a figure without"


@condition("14-002", "14-003", "14-006", "14-007")
def headings_begin_with_the_first_level_and_skip_none(file: Tagged) -> Iterator[str]:
    before = 0
    for element in file.elements:
        if element.kind == "H":
            yield "a heading without level"
        if level := re.fullmatch(r"H(\d)", element.kind):
            if int(level[1]) > before + 1:
                yield f"H{level[1]} behind H{before}: {element.node.get('/T', '')}"
            before = int(level[1])


@condition("15-003")
def heads_of_tables_say_of_what(file: Tagged) -> Iterator[str]:
    names = {str(element.node.ID) for element in file.elements if element.kind == "TH" and "/ID" in element.node}
    for element in file.elements:
        if element.kind == "TH" and element.attribute("/Scope") not in {Name.Column, Name.Row, Name.Both}:
            yield "a head without scope"
        for header in element.attribute("/Headers") or ():
            if str(header) not in names:
                yield f"a cell is said to be under {header}"


@condition("15-a")
def rows_of_a_table_are_of_one_length(file: Tagged) -> Iterator[str]:
    """Not in the protocol by itself: a regular table, as 01-006 notes."""
    for table in (element for element in file.elements if element.kind == "Table"):
        rows = [element for element in table.walk() if element.kind == "TR"]
        widths = [0] * (len(rows) + 200)
        for number, row in enumerate(rows):
            for cell in row.children:
                for below in range(int(cell.attribute("/RowSpan") or 1)):
                    widths[number + below] += int(cell.attribute("/ColSpan") or 1)
        if len(set(widths[: len(rows)])) > 1:
            yield f"rows of {sorted(set(widths[: len(rows)]))} cells"


@condition("19-003", "19-004")
def notes_have_names_of_their_own(file: Tagged) -> Iterator[str]:
    names = Counter(str(one.node.get("/ID", "")) for one in file.elements if one.kind == "Note")
    yield from (f'"{name}" {times} times' for name, times in names.items() if not name or times > 1)


@condition("21-001")
def attached_files_have_names(file: Tagged) -> Iterator[str]:
    for one in _dictionaries(file.pdf):
        if one.get("/Type") == Name.Filespec and not ("/F" in one and "/UF" in one):
            yield "a file without a name"


@condition("26-001", "26-002")
def nothing_is_encrypted(file: Tagged) -> Iterator[str]:
    if file.pdf.is_encrypted:
        yield "the file is encrypted"


@condition("28-002", "28-006", "28-007")
def there_are_no_annotations_but_links(file: Tagged) -> Iterator[str]:
    yield from (str(one.Subtype) for one, _ in file.annotations if one.Subtype != Name.Link)


@condition("28-004", "28-012")
def links_say_where_they_lead(file: Tagged) -> Iterator[str]:
    yield from (str(one.get("/A", "")) for one, _ in file.annotations if not str(one.get("/Contents", "")).strip())


@condition("28-008", "28-009")
def links_are_reached_in_the_order_of_the_structure(file: Tagged) -> Iterator[str]:
    yield from (str(page.get("/Tabs")) for _, page in file.annotations if page.get("/Tabs") != Name.S)


@condition("28-011")
def links_stand_in_elements_of_their_kind(file: Tagged) -> Iterator[str]:
    owned = {one.objgen for element in file.elements if element.kind == "Link" for one in element.objects}
    others = {one.objgen for element in file.elements if element.kind != "Link" for one in element.objects}
    for one, _ in file.annotations:
        if one.objgen not in owned or one.objgen in others or "/StructParent" not in one:
            yield str(one.get("/Contents"))


@condition("30-001", "30-002")
def drawings_are_not_used_twice(file: Tagged) -> Iterator[str]:
    for one in file.pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Form:
            if "/Ref" in one:
                yield "a drawing of another file"
            if b"MCID" in one.read_bytes():
                yield "content is tagged within a drawing"


@condition("31-001", "31-002", "31-003", "31-006", "31-007", "31-008")
def codes_are_numbers_of_glyphs(file: Tagged) -> Iterator[str]:
    """With the encoding Identity-H a code is a glyph's number, and no other table can contradict."""
    yield from (f"{font.BaseFont}: {font.Encoding}" for font in file.fonts if font.Encoding != Name("/Identity-H"))


@condition("31-004", "31-005")
def glyphs_of_truetype_have_their_own_numbers(file: Tagged) -> Iterator[str]:
    for font in file.fonts:
        (below,) = font.DescendantFonts
        if below.Subtype == Name.CIDFontType2 and below.get("/CIDToGIDMap") != Name.Identity:
            yield str(font.BaseFont)


@condition("31-009")
def all_fonts_are_embedded(file: Tagged) -> Iterator[str]:
    kinds = {str(one.get("/Subtype")) for one in _dictionaries(file.pdf) if one.get("/Type") == Name.Font}
    yield from kinds - {"/Type0", "/CIDFontType0", "/CIDFontType2"}
    yield from (str(font.BaseFont) for font in file.fonts if _program(font) is None)


@condition("31-011", "31-030")
def every_code_has_a_glyph(file: Tagged) -> Iterator[str]:
    for font, codes in file.shown:
        count = len(_widths_in_program(font))
        yield from (f"{font.BaseFont} {code}" for code in codes if not 0 < code < count)


@condition("31-014", "31-015")
def lists_of_glyphs_are_complete(file: Tagged) -> Iterator[str]:
    for font in file.fonts:
        if (listed := font.DescendantFonts[0].FontDescriptor.get("/CIDSet")) is not None:
            bits = "".join(f"{byte:08b}" for byte in listed.read_bytes())
            if bits.rstrip("0") != "1" * len(_widths_in_program(font)):
                yield f"{font.BaseFont}: {bits}"


@condition("31-016")
def widths_are_those_of_the_font(file: Tagged) -> Iterator[str]:
    for font, codes in file.shown:
        told, drawn = _widths_told(font), _widths_in_program(font)
        for code in codes:
            if abs(told.get(code, float(font.DescendantFonts[0].get("/DW", 1000))) - drawn[code]) > 1:
                yield f"{font.BaseFont} {code}: {told.get(code)} and {drawn[code]}"


@condition("31-028", "31-029")
def no_code_is_of_a_character_that_is_none(file: Tagged) -> Iterator[str]:
    for font in file.fonts:
        for code, text in characters(font).items():
            if not text or set(text) & set("\x00\ufeff\ufffe\ufffd"):
                yield f"{font.BaseFont} {code:04x}: {text!a}"


@condition("11-005", "17-002", "20-001", "20-002", "20-003", "25-001", "28-005", "28-010", "28-014", "28-015")
def there_are_no_forms_formulas_layers_or_media(file: Tagged) -> Iterator[str]:
    yield from (name for name in ("/AcroForm", "/OCProperties", "/AA", "/OpenAction") if name in file.root)
    yield from (element.kind for element in file.elements if element.kind in {"Form", "Formula", "Annot"})


def _program(font: Dictionary) -> bytes | None:
    described = font.DescendantFonts[0].FontDescriptor
    stream = described.get("/FontFile3") or described.get("/FontFile2")
    return stream.read_bytes() if stream is not None else None


def _widths_in_program(font: Dictionary) -> list[float]:
    """The width of each glyph in the embedded font, in thousandths."""
    data = _program(font) or b""
    if data[:1] == b"\x01":
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        top = fonts[0]
        scale = getattr(top, "FontMatrix", [0.001])[0] * 1000
        widths = []
        for name in top.getGlyphOrder():
            letter = top.CharStrings[name]
            letter.calcBounds(top.CharStrings)
            widths.append(letter.width * scale)
        return widths
    with TTFont(io.BytesIO(data)) as program:
        scale = 1000 / program["head"].unitsPerEm
        return [program["hmtx"][name][0] * scale for name in program.getGlyphOrder()]


def _widths_told(font: Dictionary) -> dict[int, float]:
    found: dict[int, float] = {}
    row = list(font.DescendantFonts[0].get("/W", ()))
    while row:
        if isinstance(row[1], Array):
            found |= {int(row[0]) + at: float(width) for at, width in enumerate(row[1])}
            del row[:2]
        else:
            found |= dict.fromkeys(range(int(row[0]), int(row[1]) + 1), float(row[2]))
            del row[:3]
    return found


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
