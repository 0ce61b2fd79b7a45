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

_MOST_PAGES, _MOST_LINES, _MOST_CHARACTERS = 1_000, 60_000, 2_000_000
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_XMP_NAMES = {
    "Title": _DC + "title",
    "Author": _DC + "creator",
    "Keywords": _DC + "subject",
    "CreationDate": _XMP + "CreateDate",
    "ModDate": _XMP + "ModifyDate",
    "Lang": _DC + "language",
}
_HYPHEN = "\u00ad"
_RAISED = 0.75
# Relative to the font size: how far raised words are above a line, and how far apart words of a line are.
_RISE, _SPACE, _WIDEST_SPACE = 0.75, 0.25, 0.6


class _TooLongError(Exception):
    """Raised if a document has more pages, lines or characters than a brief can have."""


def _read_pages(document: pypdfium2.PdfDocument) -> Iterator[dict[str, Any]]:
    if len(document) > _MOST_PAGES:
        raise _TooLongError(f"{_MOST_PAGES:,} pages")
    line_count = character_count = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        character_count += pdfium.FPDFText_CountChars(text)
        if character_count > _MOST_CHARACTERS:
            raise _TooLongError(f"{_MOST_CHARACTERS:,} characters")
        characters = list(_read_characters(text, list(_read_links(page, document))))
        lines = list(_split_lines(characters))
        line_count += len(lines)
        if line_count > _MOST_LINES:
            raise _TooLongError(f"{_MOST_LINES:,} lines")
        yield {
            "lines": lines,
            "unknown": sum(character["unknown"] for character in characters),
            "characters": len(characters),
        }
        text.close()
        page.close()


def _read_characters(
    text: pypdfium2.PdfTextPage, links: list[tuple[str, tuple[float, ...]]]
) -> Iterator[dict[str, Any]]:
    sides, loose = [ctypes.c_double() for _ in range(4)], pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        pdfium.FPDFText_GetCharBox(text, index, *sides)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        left, right, bottom, top = (side.value for side in sides)
        # The tight box of an underscore can lie below the rectangle of its link.
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        x, y = (left + right) / 2, (loose.bottom + loose.top) / 2
        yield {
            "character": _HYPHEN if pdfium.FPDFText_IsHyphen(text, index) == 1 else chr(code),
            "generated": pdfium.FPDFText_IsGenerated(text, index) == 1,
            "box": (left, bottom, right, top),
            "size": pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d),
            "bold": _is_bold(text, index),
            "unknown": pdfium.FPDFText_HasUnicodeMapError(text, index) == 1,
            "link": next(
                (to for to, (west, south, east, north) in links if west <= x <= east and south <= y <= north), ""
            ),
        }


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 100, flags)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"-bd"))


def _read_links(page: pypdfium2.PdfPage, document: pypdfium2.PdfDocument) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the addresses and rectangles of links; the box of a link over two lines would contain other words."""
    position, link, quad = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_QUADPOINTSF()
    while pdfium.FPDFLink_Enumerate(page, position, link):
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


def _split_lines(chars: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    line: list[dict[str, Any]] = []
    broken = False
    for char in chars:
        if char["character"] in "\r\n" or char["character"] == "\0":
            broken = True
            continue
        if broken and not (line and _continue_line(line, char)):
            yield from _build_line(line)
            line = []
        broken = False
        line.append(char)
        if char["character"] == _HYPHEN:
            yield from _build_line(line)
            line = []
    yield from _build_line(line)


def _continue_line(line: list[dict[str, Any]], char: dict[str, Any]) -> bool:
    """Return whether *char* is right behind *line*, after which PDFium saw a line end: as a raised number has."""
    before = line[-1]
    size = max(before["size"], char["size"])
    gap = (char["box"][0] - before["box"][2]) / size
    continues: bool = abs(char["box"][1] - before["box"][1]) < _RISE * size and -_SPACE < gap < _WIDEST_SPACE
    if continues and gap > _SPACE:
        line.append({**before, "character": " ", "generated": True})
    return continues


def _build_line(chars: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    visible = [char for char in chars if not char["generated"] and not char["character"].isspace()]
    if not visible:
        return
    size = median(char["size"] for char in visible)
    baseline = median(char["box"][1] for char in visible)
    runs: list[list[Any]] = []
    for char in chars:
        is_small_or_high = char["size"] < _RAISED * size or char["box"][1] > baseline + 0.25 * size
        is_raised = char["character"].isdecimal() and is_small_or_high
        if runs and runs[-1][1:] == [char["link"], is_raised]:
            runs[-1][0] += char["character"]
        else:
            runs.append([char["character"], char["link"], is_raised])
    boxes = [char["box"] for char in visible]
    letters = [char for char in visible if char["character"].isalpha()]
    yield {
        "runs": runs,
        "left": min(box[0] for box in boxes),
        "right": max(box[2] for box in boxes),
        "y": baseline,
        # Avoids a division by zero.
        "size": max(round(size, 1), 0.1),
        # Of a line without letters, such as “2013.”, the figures tell.
        "bold": all(char["bold"] for char in letters or visible),
    }


def _read_metadata(path: str) -> dict[str, str]:
    """Return the metadata in Info and Lang, or else in XMP."""
    metadata: dict[str, str] = {}
    with contextlib.suppress(Exception), pikepdf.open(path) as document:
        metadata["Lang"] = str(document.Root.get("/Lang", ""))
        metadata |= {name: str(document.docinfo.get(f"/{name}", "")) for name in _XMP_NAMES if name != "Lang"}
        meta = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        for name, key in _XMP_NAMES.items():
            value = meta.get(key) or ""
            metadata[name] = metadata[name] or (value if isinstance(value, str) else "; ".join(map(str, value)))
    return metadata


def main(path: str) -> dict[str, Any]:
    """Return the metadata and pages of the PDF at *path*, or only the exceeded limit if it is too long."""
    document = pypdfium2.PdfDocument(path)
    try:
        return {"metadata": _read_metadata(path), "page_count": len(document), "pages": list(_read_pages(document))}
    except _TooLongError as error:
        return {"limit": str(error)}
