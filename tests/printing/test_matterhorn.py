"""No file meets a condition under which it would fail PDF/UA-1; and each condition is found where it is met."""

import io
import re
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from .matterhorn import CONDITIONS, Element, Tagged
from .printed import Printed


@pytest.fixture(scope="module")
def tagged(everything: list[Printed]) -> list[tuple[str, Tagged]]:
    return [(one.name, Tagged(one.document)) for one in everything]


@pytest.mark.parametrize("number", CONDITIONS)
def test_a_condition_is_met_by_no_file(number: str, tagged: list[tuple[str, Tagged]]) -> None:
    check = CONDITIONS[number]
    found = {name: faults for name, file in tagged if (faults := list(check(file)))}
    assert found == {}


def first(file: Tagged, kind: str) -> Object:
    return next(element.node for element in file.elements if element.kind == kind)


def rewrite(file: Tagged, pattern: bytes, by: bytes) -> None:
    """Change what a page paints, on the first page where there is something to be changed."""
    for page in file.pdf.pages:
        data = page.Contents.read_bytes()
        if re.search(pattern, data):
            page.Contents.write(re.sub(pattern, by, data, count=1))
            return
    raise AssertionError(pattern)


def font(file: Tagged) -> Object:
    return file.shown[0][0]


def set_metadata(name: str) -> Callable[[Tagged], None]:
    def change(file: Tagged) -> None:
        with file.pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            del xmp[name]

    return change


def set_kind(kind: str, other: str) -> Callable[[Tagged], None]:
    return lambda file: first(file, kind).__setattr__("S", Name(f"/{other}"))


def drop(kind: str, key: str) -> Callable[[Tagged], None]:
    return lambda file: first(file, kind).__delitem__(key)


def drop_attributes(file: Tagged) -> None:
    first(file, "TH").A = Array()


def link(file: Tagged) -> Object:
    return file.annotations[0][0]


def note_named_twice(file: Tagged) -> None:
    notes: list[Element] = [element for element in file.elements if element.kind == "Note"]
    notes[1].node.ID = notes[0].node.ID


def no_unicode(file: Tagged) -> None:
    del font(file).ToUnicode


def no_character(file: Tagged) -> None:
    table = font(file).ToUnicode
    table.write(re.sub(rb"(beginbfchar\s+<\w+>\s*)<\w+>", rb"\1<0000>", table.read_bytes()))


def wider(file: Tagged) -> None:
    font(file).DescendantFonts[0].W = Array([])
    font(file).DescendantFonts[0].DW = 1


def not_embedded(file: Tagged) -> None:
    described = font(file).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in described:
            del described[key]


def unlisted_glyph(file: Tagged) -> None:
    listed = next(one for one, _ in file.shown if "/CIDSet" in one.DescendantFonts[0].FontDescriptor)
    listed.DescendantFonts[0].FontDescriptor.CIDSet.write(b"\x80")


def add_annotation(file: Tagged) -> None:
    page = file.pdf.pages[0]
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("x"))
    page.Annots = Array([*page.get("/Annots", ()), file.pdf.make_indirect(note)])


def add_form(file: Tagged) -> None:
    drawing = file.pdf.make_stream(b"/P <</MCID 0>> BDC EMC")
    drawing.Type, drawing.Subtype = Name.XObject, Name.Form
    file.pdf.pages[0].Resources.Drawing = drawing


def attach_without_name(file: Tagged) -> None:
    file.root.Attached = file.pdf.make_indirect(Dictionary(Type=Name.Filespec))


def loose_link(file: Tagged) -> None:
    element = next(one for one in file.elements if one.objects)
    element.node.S = Name.Span


def longer_row(file: Tagged) -> None:
    row = first(file, "TR")
    row.K = Array([*row.K, row.K[0]])


BROKEN: dict[str, Callable[[Tagged], None]] = {
    "01-003": lambda file: rewrite(file, rb"(/Artifact.*?BDC)", rb"\1 /P <</MCID 900>> BDC EMC"),
    "01-005": lambda file: rewrite(file, rb"\A", b"0 0 9 9 re f "),
    "01-006-a": lambda file: rewrite(file, rb"/MCID \d+", b"/MCID 900"),
    "01-007": lambda file: file.root.MarkInfo.__setattr__("Suspects", True),
    "02-001": lambda file: file.root.StructTreeRoot.RoleMap.__setattr__("P", Name.Span),
    "06-002": set_metadata("pdfuaid:part"),
    "06-003": set_metadata("dc:title"),
    "07-001": lambda file: file.root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
    "09-004": set_kind("TR", "P"),
    "09-005": set_kind("LI", "P"),
    "10-001": no_unicode,
    "11-001": lambda file: file.root.__delitem__("/Lang"),
    "13-004": drop("Figure", "/Alt"),
    "14-002": set_kind("H1", "H2"),
    "14-006": set_kind("H1", "H"),
    "15-003": drop_attributes,
    "15-a": longer_row,
    "19-003": drop("Note", "/ID"),
    "19-004": note_named_twice,
    "21-001": attach_without_name,
    "28-002": add_annotation,
    "28-004": lambda file: link(file).__delitem__("/Contents"),
    "28-008": lambda file: file.annotations[0][1].__delitem__("/Tabs"),
    "28-011": loose_link,
    "30-002": add_form,
    "31-001": lambda file: font(file).__setattr__("Encoding", Name("/WinAnsiEncoding")),
    "31-004": lambda file: (
        [
            one.DescendantFonts[0].__setattr__("Subtype", Name.CIDFontType2)
            or one.DescendantFonts[0].__setattr__("CIDToGIDMap", file.pdf.make_stream(b""))
            for one in file.fonts
        ]
        and None
    ),
    "31-009": not_embedded,
    "31-011": lambda file: rewrite(
        file, rb"Tm\s+\[?<[0-9a-fA-F]{4}|\[?\(.{2}(?=[^\\]*\)) *(?=.*T[jJ])", b"[<ffff>] TJ ("
    ),
    "31-014": unlisted_glyph,
    "31-016": wider,
    "31-028": no_character,
    "25-001": lambda file: file.root.__setattr__("AcroForm", Dictionary()),
}


@pytest.fixture
def whole(briefs: dict[str, Printed]) -> Iterator[Tagged]:
    with pikepdf.open(io.BytesIO(briefs["long"].pdf)) as document:
        yield Tagged(document)


def test_every_check_is_tried(whole: Tagged) -> None:
    assert {CONDITIONS[number] for number in BROKEN} == {*CONDITIONS.values()} - {CONDITIONS["26-001"]}


@pytest.mark.parametrize("number", BROKEN)
def test_a_file_that_meets_a_condition_is_found(number: str, whole: Tagged) -> None:
    BROKEN[number](whole)
    again = io.BytesIO()
    whole.pdf.save(again)
    assert list(CONDITIONS[number](Tagged(Pdf.open(again))))


def test_an_encrypted_file_is_found(whole: Tagged) -> None:
    locked = io.BytesIO()
    whole.pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user=""))
    assert list(CONDITIONS["26-001"](Tagged(Pdf.open(locked))))
