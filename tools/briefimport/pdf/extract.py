"""A program that extracts the text layer of a PDF, in its own process, since a file can hang or crash it.

It is run by its path and does not import this package.
"""

import contextlib
import ctypes
import math
from collections.abc import Iterator
from statistics import median
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_MOST_PAGES, _MOST_LINES, _MOST_SIGNS = 1_000, 60_000, 2_000_000
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_XMP_OF = {
    "Title": _DC + "title",
    "Author": _DC + "creator",
    "Keywords": _DC + "subject",
    "CreationDate": _XMP + "CreateDate",
    "ModDate": _XMP + "ModifyDate",
    "Lang": _DC + "language",
}
_HYPHEN = "\u00ad"
_RAISED = 0.75


class _TooLongError(Exception):
    """A document has more pages, lines or characters than a brief can have."""


def _pages(document: pypdfium2.PdfDocument) -> Iterator[dict[str, Any]]:
    if len(document) > _MOST_PAGES:
        raise _TooLongError(f"{_MOST_PAGES:,} pages")
    number_of_lines = number_of_signs = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        number_of_signs += pdfium.FPDFText_CountChars(text)
        if number_of_signs > _MOST_SIGNS:
            raise _TooLongError(f"{_MOST_SIGNS:,} characters")
        signs = list(_signs(text, list(_links(page, document))))
        lines = list(_lines(signs))
        number_of_lines += len(lines)
        if number_of_lines > _MOST_LINES:
            raise _TooLongError(f"{_MOST_LINES:,} lines")
        yield {
            "lines": lines,
            "unknown": sum(sign["unknown"] for sign in signs),
            "signs": len(signs),
        }
        text.close()
        page.close()


def _signs(text: pypdfium2.PdfTextPage, links: list[tuple[str, tuple[float, ...]]]) -> Iterator[dict[str, Any]]:
    sides, loose = [ctypes.c_double() for _ in range(4)], pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    for place in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, place)
        pdfium.FPDFText_GetCharBox(text, place, *sides)
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        left, right, bottom, top = (side.value for side in sides)
        # The tight box of an underscore can lie below the rectangle of its link.
        pdfium.FPDFText_GetLooseCharBox(text, place, loose)
        x, y = (left + right) / 2, (loose.bottom + loose.top) / 2
        yield {
            "sign": _HYPHEN if pdfium.FPDFText_IsHyphen(text, place) == 1 else chr(code),
            "made": pdfium.FPDFText_IsGenerated(text, place) == 1,
            "box": (left, bottom, right, top),
            "size": pdfium.FPDFText_GetFontSize(text, place) * math.hypot(matrix.c, matrix.d),
            "bold": _is_bold(text, place),
            "unknown": pdfium.FPDFText_HasUnicodeMapError(text, place) == 1,
            "link": next(
                (to for to, (west, south, east, north) in links if west <= x <= east and south <= y <= north), ""
            ),
        }


def _is_bold(text: pypdfium2.PdfTextPage, place: int) -> bool:
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, place, name, 100, flags)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"-bd"))


def _links(page: pypdfium2.PdfPage, document: pypdfium2.PdfDocument) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the addresses and rectangles of links; the box of a link over two lines would contain other words."""
    place, link, quad = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_QUADPOINTSF()
    while pdfium.FPDFLink_Enumerate(page, place, link):
        action, box = pdfium.FPDFLink_GetAction(link), pdfium.FS_RECTF()
        buffer = ctypes.create_string_buffer(4_000)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, 4_000)
        if not buffer.value:
            continue
        target = buffer.value.decode("utf-8", "replace")
        number = pdfium.FPDFLink_CountQuadPoints(link)
        for index in range(number):
            pdfium.FPDFLink_GetQuadPoints(link, index, quad)
            across, up = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield target, (min(across), min(up), max(across), max(up))
        if not number and pdfium.FPDFLink_GetAnnotRect(link, box):
            yield target, (box.left, box.bottom, box.right, box.top)


def _lines(signs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    line: list[dict[str, Any]] = []
    for sign in signs:
        if sign["sign"] in "\r\n" or sign["sign"] == "\0":
            yield from _line(line)
            line = []
            continue
        line.append(sign)
        if sign["sign"] == _HYPHEN:
            yield from _line(line)
            line = []
    yield from _line(line)


def _line(signs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    drawn = [sign for sign in signs if not sign["made"] and not sign["sign"].isspace()]
    if not drawn:
        return
    size = median(sign["size"] for sign in drawn)
    foot = median(sign["box"][1] for sign in drawn)
    runs: list[list[Any]] = []
    for sign in signs:
        is_high = sign["size"] < _RAISED * size or sign["box"][1] > foot + 0.25 * size
        raised = sign["sign"].isdecimal() and is_high
        if runs and runs[-1][1:] == [sign["link"], raised]:
            runs[-1][0] += sign["sign"]
        else:
            runs.append([sign["sign"], sign["link"], raised])
    boxes = [sign["box"] for sign in drawn]
    yield {
        "runs": runs,
        "left": min(box[0] for box in boxes),
        "right": max(box[2] for box in boxes),
        "y": foot,
        # Avoids a division by zero.
        "size": max(round(size, 1), 0.1),
        "bold": all(sign["bold"] for sign in drawn if sign["sign"].isalpha()),
    }


def _said(path: str) -> dict[str, str]:
    """Return the metadata in Info and Lang, or else in XMP."""
    said: dict[str, str] = {}
    with contextlib.suppress(Exception), pikepdf.open(path) as document:
        said["Lang"] = str(document.Root.get("/Lang", ""))
        said |= {name: str(document.docinfo.get(f"/{name}", "")) for name in _XMP_OF if name != "Lang"}
        meta = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        for name, key in _XMP_OF.items():
            value = meta.get(key) or ""
            said[name] = said[name] or (value if isinstance(value, str) else "; ".join(map(str, value)))
    return said


def main(path: str) -> dict[str, Any]:
    """Return the metadata and pages of the PDF at *path*, or only the exceeded limit if it is too long."""
    document = pypdfium2.PdfDocument(path)
    try:
        return {"said": _said(path), "number": len(document), "pages": list(_pages(document))}
    except _TooLongError as error:
        return {"above": str(error)}
