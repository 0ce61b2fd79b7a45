"""PDF files beside briefs: nothing in them acts, each program sees the same in them, and none exhausts the check."""

import io
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
import yaml
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pypdf import PdfReader

from briefarchive.reading.attached_files import UnfitFileError
from briefarchive.reading.attached_files.attachments import clean_attachment, read_attachments, read_clean_attachment
from briefarchive.reading.attached_files.contents import check_attachment
from briefarchive.reading.attached_files.pdf import find_action, refuse_bomb

from ..cases import by_cases
from ..costs import assert_linear
from .pdf_files import CATALOG, PAGE, PAGES, SCRIPT, numbered, packed, pdf_address, stream_of

CASES = yaml.load((Path(__file__).parent / "cases/attached.yaml").read_text("utf-8"), yaml.CSafeLoader)


def _codes(data: bytes) -> list[str]:
    return [diagnostic.code for diagnostic in check_attachment("archive/2014/a.pdf", data)]


@pytest.mark.parametrize("catalog", CASES["quiet_catalogs"])
def test_what_only_shows_something_may_stay(catalog: str) -> None:
    assert find_action(pdf_address(catalog=catalog)) == ""


@pytest.mark.parametrize("annotation", CASES["quiet_annotations"])
def test_annotations_may_lead_to_pages_and_to_addresses_of_the_web(annotation: str) -> None:
    assert find_action(pdf_address(page=f"/Annots[<<{annotation}/Rect[0 0 9 9]>> null]")) == ""


@pytest.mark.parametrize("catalog", CASES["active_catalogs"])
def test_a_document_that_acts_is_told(catalog: str) -> None:
    assert _codes(pdf_address("<</S/Named/N/NextPage>>", catalog=catalog)) == ["F114"]


@pytest.mark.parametrize(
    "kind", ["FileAttachment", "RichMedia", "3D", "Movie", "Sound", "Screen", "Projection", "SomethingNew"]
)
def test_annotations_that_hold_something_else_are_told(kind: str) -> None:
    diagnostics = check_attachment("archive/a.pdf", pdf_address(f"<</Subtype/{kind}>>", page="/Annots[4 0 R]"))
    assert [(diagnostic.code, kind in diagnostic.message) for diagnostic in diagnostics] == [("F114", True)]


@pytest.mark.parametrize("action", CASES["active_links"])
def test_links_that_lead_elsewhere_or_do_something_are_told(action: str) -> None:
    assert find_action(pdf_address(f"<<{action}>>", page="/Annots[<</Subtype/Link/Rect[0 0 9 9]/A 4 0 R>>]"))
    assert find_action(pdf_address(f"<<{action}>>", catalog="/Outlines<</First<</Title(a)/A 4 0 R>>>>"))


@by_cases
def test_streams_from_elsewhere_are_told(stream: str) -> None:
    assert _codes(pdf_address(stream, page="/Resources<</XObject<</X 4 0 R>>>>")) == ["F114"]


def test_an_action_that_stands_elsewhere_is_found() -> None:
    assert find_action(pdf_address("<</S 5 0 R/D(a)>>", "/Launch", catalog="/X 4 0 R")) == "/Launch"


def _faulty() -> Iterator[bytes]:
    """Files with a script that one parser finds and another does not."""
    quiet, loud = CATALOG.format(""), CATALOG.format(SCRIPT)
    bodies = [quiet, PAGES, PAGE.format(""), loud]
    for first in range(6):
        yield numbered(bodies, first=first)
        yield numbered([loud, PAGES, PAGE.format("")], first=first)
    sound, second = pdf_address(), pdf_address(catalog=SCRIPT)
    yield sound + second
    yield second + sound
    yield sound + b"1 0 obj\n" + loud.encode() + b"\nendobj\n"
    yield sound.replace(b"startxref\n", b"startxref\n9")
    yield sound.replace(b"/Root 1 0 R", b"/Root 4 0 R/Root 1 0 R")
    yield numbered(bodies).replace(b"/Root 1 0 R", b"/Root 1 0 R/Root 4 0 R")
    yield numbered(bodies).replace(b"/Root 1 0 R", b"/Root 4 0 R/Root 1 0 R")
    yield numbered(bodies, trailer="/XRefStm 9")
    yield numbered(bodies, trailer="/Prev 0")
    yield b"%PDF-1.4\n" + b"\n".join(b"%d 0 obj %b endobj" % (at, body.encode()) for at, body in enumerate(bodies, 1))
    yield packed([loud.encode()])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("data", tuple(_faulty()))
def test_no_other_parser_finds_a_script_that_ours_has_not_found(data: bytes) -> None:
    codes = _codes(data)
    assert codes in ([], ["F113"], ["F114"])
    if codes:
        return
    cleaned = clean_attachment("archive/2014/a.pdf", data)
    assert b"JavaScript" not in cleaned
    reader = PdfReader(io.BytesIO(cleaned), strict=True)
    objects = [repr(reader.get_object(number)) for table in reader.xref.values() for number in table]
    objects += [repr(reader.get_object(number)) for number in reader.xref_objStm]
    other = PDFDocument(PDFParser(io.BytesIO(cleaned)))
    objects += [repr(other.getobj(number)) for table in other.xrefs for number in table.get_objids()]
    assert objects
    assert not [text for text in objects if "JavaScript" in text]


def test_nothing_stands_before_or_behind_what_readers_get() -> None:
    data = b"<!doctype html><script>alert(1)</script>\n" + pdf_address() + b"PK\3\4"
    assert _codes(data) == []
    cleaned = clean_attachment("archive/2014/a.pdf", data)
    assert cleaned.startswith(b"%PDF-")
    assert b"script" not in cleaned
    assert b"PK\3\4" not in cleaned
    assert clean_attachment("archive/2014/a.pdf", data) == cleaned


def test_a_locked_document_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    for user in ("", "secret"):
        written = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf_address())) as document:
            document.save(written, encryption=pikepdf.Encryption(owner="owner", user=user))
        diagnostics = check_attachment("archive/a.pdf", written.getvalue())
        assert [(one.code, one.message.partition('" ')[2]) for one in diagnostics] == [
            ("F113", "is locked with a password")
        ]


_SIGNED = "/FT/Sig/T(a)/V<</Type/Sig/ByteRange[0 1 2 3]>>/Lock<</Type/SigFieldLock/Action/All>>"
_DRAWN = "/Subtype/Widget/Rect[0 0 9 9]/AP<</N 5 0 R>>"


@pytest.mark.parametrize(
    ("widget", "field"),
    [
        (f"<<{_SIGNED}{_DRAWN}>>", "null"),
        (f"<<{_DRAWN}/Parent 6 0 R>>", f"<<{_SIGNED}/Kids[4 0 R]>>"),
        (f"<<{_DRAWN}>>", f"<</T(b)/Kids[<<{_SIGNED}/Kids[4 0 R]>>]>>"),
        (f"<<{_DRAWN}/Parent 6 0 R>>", f"<<{_SIGNED}/Kids[6 0 R]>>"),
    ],
    ids=["one object", "drawing as a child", "field within another", "field as its own child"],
)
def test_a_signature_becomes_a_drawing(widget: str, field: str) -> None:
    drawing = stream_of(b"0 0 9 9 re f", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    form = "/AcroForm<</SigFlags 3/Fields[4 0 R 6 0 R]>>/Perms<</DocMDP<</Type/Sig>>>>"
    data = pdf_address(widget, drawing, field, catalog=form, page="/Annots[4 0 R]")
    assert _codes(data) == []
    cleaned = clean_attachment("archive/2014/a.pdf", data)
    assert not [name for name in (b"/ByteRange", b"/SigFlags 3", b"/Perms", b"/FT", b"/Lock") if name in cleaned]
    assert b"/AP" in cleaned


def _report(pages: int, **options: bool) -> bytes:
    """An honest document: pages with text and links, an outline, places with names, tags, XMP, a form."""
    written = io.BytesIO()
    with pikepdf.new() as document:
        make = document.make_indirect
        for number in range(pages):
            page = document.add_blank_page().obj
            words = b"BT /F1 12 Tf 72 720 Td (The agreement was signed.) Tj ET\n" * 40
            page.Contents = document.make_stream(words)
            link = {"/Subtype": pikepdf.Name.Link, "/Rect": [0, 0, 9, 9], "/F": 4}
            address = {"/S": pikepdf.Name.URI, "/URI": f"https://example.org/{number}"}
            page.Annots = [make({**link, "/A": address}), make({**link, "/Dest": f"part-{number // 2}"})]
        tags = [
            make({"/Type": pikepdf.Name.StructElem, "/S": pikepdf.Name.P, "/A": {"/O": pikepdf.Name.Layout}, "/K": 0})
            for _ in range(10 * pages)
        ]
        root = document.Root
        root.StructTreeRoot = make({"/Type": pikepdf.Name.StructTreeRoot, "/K": tags})
        root.MarkInfo = {"/Marked": True}
        root.AcroForm = {"/Fields": [make({"/FT": pikepdf.Name.Tx, "/T": "name"})]}
        places = [[f"part-{at}", [document.pages[at].obj, pikepdf.Name.Fit]] for at in range(0, pages, 2)]
        root.Names = {"/Dests": {"/Names": [value for place in places for value in place]}}
        with document.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"Part {at}", at) for at in range(0, pages, 10))
        with document.open_metadata() as xmp:
            xmp["dc:title"] = "Report"
            xmp["pdfaid:part"] = "2"
        document.save(written, **options)
    return written.getvalue()


@pytest.mark.parametrize("linearize", [True, False])
def test_a_report_of_200_pages_stays_what_it_is(linearize: bool) -> None:
    data = _report(200, linearize=linearize)
    assert _codes(data) == []
    cleaned = clean_attachment("archive/2014/a.pdf", data)
    assert len(cleaned) < 1.2 * len(data)
    with pikepdf.open(io.BytesIO(cleaned)) as document:
        assert len(document.pages) == 200
        assert len(document.Root.StructTreeRoot.K) == 2000
        assert document.pages[7].obj.Annots[0].A.URI == "https://example.org/7"
        with document.open_outline() as outline:
            assert len(outline.root) == 20
        with document.open_metadata() as xmp:
            assert xmp["dc:title"] == "Report"
            assert xmp["pdfaid:part"] == "2"


def test_the_work_grows_with_the_pages() -> None:
    assert_linear(find_action, _report, 10)


def _full_page() -> str:
    return PAGE.format(f"/Annots[{1_000 * '<</Subtype/Link>>'}]")


def _kids(kids: str) -> str:
    return f"<</Type/Pages/Kids[{kids}]/Count 1>>"


def _under_two_numbers(body: str) -> bytes:
    """A PDF whose object 14 is object 4 as well, read from the second digit of its number on."""
    data = pdf_address(*["0"] * 10, body, catalog="/X[4 0 R 14 0 R]")
    return data.replace(b"%010d" % data.index(b"4 0 obj"), b"%010d" % (data.index(b"14 0 obj") + 1))


_LONG, _TWICE = "than can be read in reasonable time", "/Filter[/FlateDecode/FlateDecode]"
COSTLY: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: packed([b"[0]" + b" " * 33_000_000]), "has tables that unpack to more than 32 MB"),
    "bombs": (lambda: packed([b"[0]" + b" " * 9_000_000] * 4), "has tables that unpack to more than 32 MB"),
    "hidden bomb": (lambda: packed([b"[0]" + b" " * 33_000_000]).replace(b"/First", b"/F#69rst"), "more than 32 MB"),
    "lzw": (lambda: packed([b"0"], "/Filter/LZWDecode"), "packed twice, or in an old form"),
    "twice": (lambda: packed([b"0"], _TWICE), "packed twice, or in an old form"),
    "page": (lambda: pdf_address(stream_of(b"", _TWICE), page="/Contents 4 0 R"), "has a part that is packed twice"),
    "numbers": (lambda: packed([b"[" + b"0 " * 610_000 + b"]"]), _LONG),
    # Nothing leads to these, and a parser holds them all, and a warning for each value.
    "broken": (lambda: pdf_address(*[f"<</X {'1 ' * 153_000}>>"] * 4), _LONG),
    "many broken": (lambda: pdf_address(*[f"<<{'1 ' * 400}>>"] * 1_600), _LONG),
    "nulls": (lambda: pdf_address(*[f"<<{'null ' * 400}>>"] * 1_600), _LONG),
    "kids": (lambda: numbered([CATALOG.format(""), _kids("1 " * 610_000)]), _LONG),
    # A parser looks for the end of each through the whole file.
    "streams": (lambda: pdf_address(*["<</Length 9>>stream\n"] * 2_000), _LONG),
    "streams in lines": (lambda: pdf_address(*["<</Length 9>>%\nstream 1"] * 2_000), _LONG),
    "again": (lambda: _under_two_numbers(f"[{'0 ' * 510_000}]"), "has more than 1,000,000 values"),
    "pages": (
        lambda: numbered([CATALOG.format(""), PAGES.replace("3 0 R", 3_000 * "3 0 R "), _full_page()]),
        "has a page that appears twice in its list of pages",
    ),
}


@pytest.mark.parametrize(("make", "fault"), COSTLY.values(), ids=COSTLY)
def test_what_costs_too_much_is_told_before_it_is_read(make: Callable[[], bytes], fault: str) -> None:
    with pytest.raises(UnfitFileError, match=fault):
        find_action(make())


def _tree(depth: int, kids: str) -> list[str]:
    levels = [_kids(kids.format(number)) for number in range(3, depth + 3)]
    return [CATALOG.format(""), *levels, PAGE.format("")]


@pytest.mark.parametrize(
    "bodies",
    [
        _tree(2_000, "{} 0 R"),
        _tree(40, "{0} 0 R {0} 0 R"),
        [CATALOG.format(""), "<</Type/Pages/Kids[2 0 R]/Count 1>>"],
        [CATALOG.format(""), "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", PAGE.format("")],
        [CATALOG.format(""), "<</Type/Pages/Kids[3 0 R 0]/Count 2>>", PAGE.format("")],
    ],
    ids=["deep", "doubled", "loop", "missing", "number"],
)
def test_page_trees_that_are_none_are_refused(bodies: list[str]) -> None:
    assert _codes(numbered(bodies)) == ["F113"]


def test_a_text_may_speak_of_streams() -> None:
    words = stream_of(b"(the stream and its streams) Tj\n" * 2_000)
    assert find_action(pdf_address(words, page="/Contents 4 0 R")) == ""


def test_pictures_and_old_pages_may_be_as_large_as_they_are() -> None:
    outline = "<</First 5 0 R/Last 5 0 R/Count 1>>"
    photograph = stream_of(zlib.compress(b"0" * 40_000_000), "/Subtype/Image/Width 5000/Height 4000/Filter/FlateDecode")
    old = stream_of(b"", "/Filter/LZWDecode")
    assert find_action(pdf_address(outline, "<</Title(a)>>", photograph, outline, old, catalog="/X[6 0 R 8 0 R]")) == ""


def test_a_scan_of_18_mb_has_few_signs_by_chance() -> None:
    scan = stream_of(random.Random(1).randbytes(18_000_000), "/Subtype/Image/Width 5000/Height 4000/Filter/DCTDecode")
    assert find_action(pdf_address(scan, catalog="/X 4 0 R")) == ""


def test_a_page_is_no_table_because_of_what_stands_before_it() -> None:
    before = ["<</First 4 0 R/Last 4 0 R/Count 1>>", "<</AP<</N 6 0 R>>/Rect[0 0 9 9]>>"]
    page = stream_of(b"", "/Filter[/ASCII85Decode/FlateDecode]/PTEX.FileName(a.pdf)/ID<41>")
    assert find_action(pdf_address(*before, page, catalog="/X[4 0 R 5 0 R]", page="/Contents 6 0 R")) == ""


@pytest.mark.parametrize("decoy", CASES["decoys"])
def test_a_table_hides_behind_no_other_object(decoy: str) -> None:
    twice = packed([b"[0]"], f"/Filter[/FlateDecode/FlateDecode]{decoy}")
    with pytest.raises(UnfitFileError, match="tables that are packed twice"):
        refuse_bomb(twice)


def test_a_black_page_that_is_not_packed_holds_no_values() -> None:
    refuse_bomb(pdf_address(stream_of(b"\0" * 4_200_000, "/Subtype/Image/Width 2100/Height 2000/BitsPerComponent 8")))


def test_chains_and_loops_cost_nothing() -> None:
    chain = [f"<</Next {number} 0 R>>" for number in range(5, 3_005)]
    assert find_action(pdf_address(*chain, "<</Next 4 0 R>>", catalog="/X 4 0 R")) == ""
    assert find_action(pdf_address("<</Length 4 0 R>>stream\nabc\nendstream", catalog="/X 4 0 R")) == ""
    missing = " ".join(f"{number} 0 R" for number in range(10, 8_000))
    assert find_action(pdf_address(catalog=f"/X[{missing}]")) == ""


def test_a_file_that_is_no_pdf_is_refused() -> None:
    for data in (b"", b"%PDF-1.7\n", b"<html>", pdf_address()[:100]):
        assert _codes(data) == ["F113"]


def test_an_archive_may_allow_larger_pdfs_and_such_with_more_in_them(tmp_path: Path) -> None:
    """Also one that is larger than any other file may be."""
    file = tmp_path / "archive/2014/a.pdf"
    file.parent.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    for megabytes, settings, codes in (
        (33, "", []),
        (33, "briefs_pdf_mb = 32", ["F102"]),
        (2, "briefs_pdf_mb = 1", ["F102"]),
        (2, "briefs_pdf_mb = 3\nbriefs_pdf_objects = 10", ["F113"]),
        (2, "briefs_pdf_mb = 120\nbriefs_pdf_objects: int = 2_000_000", []),
        (2, "briefs_pdf_mb = '1'\nbriefs_pdf_objects = True", []),
    ):
        file.write_bytes(pdf_address() + bytes(megabytes * 1_000_000))
        (tmp_path / "docs/conf.py").write_text(settings, "utf-8")
        digests, _, faults = read_attachments(tmp_path)
        assert [fault.code for fault in faults] == codes
        assert [read_clean_attachment(tmp_path, path, digests[path])[:5] for path in digests] == (
            [] if codes else [b"%PDF-"]
        )
