"""What a file beside a brief holds: that of its kind, and nothing that acts, or tells of who made it."""

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Rule, Span
from .svg import fault_of_svg

_PIXELS = 40_000_000


class WrongContent(Rule):
    """A file beside a brief does not hold what its name says, or cannot be read.

    A browser that is given a picture which is none may take it for something else. Save the file anew from the
    program that made it, in the format that its name says. Pictures have at most 40 million points.
    """

    code = "F113"


class ActiveFile(Rule):
    """A file beside a brief can do something: an SVG or PDF with a script or an outer address, a CSV with a formula.

    Readers open it in their browser or their spreadsheet. Save an SVG as “plain SVG” without scripts, links, and
    pictures or styles from elsewhere, print a PDF anew to PDF, and put an apostrophe before a cell that begins with
    `=`, `+`, `-` or `@` and is no number.
    """

    code = "F114"


class PrivateData(Rule):
    """A picture tells where it was taken, or with whose camera.

    Telephones and cameras write this into each picture. Save a copy without it: in Windows “Properties, Details,
    Remove Properties”, on a Mac “Export” in Preview with “Location” off, in GIMP “Export” without Exif and XMP.
    """

    code = "F115"


FAULTS: tuple[type[Rule], ...] = (WrongContent, ActiveFile, PrivateData)

_FORMATS = {".gif": "GIF", ".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
# Exif 2.32: MakerNote (whose content nobody knows), owner of the camera, serial numbers of body and lens.
_PRIVATE_TAGS = {
    0x927C: "notes of the camera",
    0xA430: "its owner",
    0xA431: "a serial number",
    0xA435: "a serial number",
}
_EXIF, _GPS = 0x8769, 0x8825
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|SubmitForm|ImportData|RichMedia|XFA)\b")
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\s*[\d.,\s%]*$)")


def faults_of_attachment(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """What is wrong with a file beside a brief, by its kind.

    Args:
        path: Its root-relative path, of which the suffix is its kind.
        data: Its bytes.
    """
    suffix = PurePosixPath(path).suffix
    readers: dict[str, Callable[[str, bytes], Iterator[Diagnostic]]] = {".svg": _svg, ".pdf": _pdf, ".csv": _csv}
    return tuple(readers.get(suffix, _picture)(path, data))


def _picture(path: str, data: bytes) -> Iterator[Diagnostic]:
    kind = _FORMATS[PurePosixPath(path).suffix]
    try:
        private = _private_data(data, kind)
    except Exception:  # noqa: BLE001 — Pillow promises no kind of error for a broken picture
        message = f'"{path}" is no {kind} picture that can be shown'
        yield WrongContent.at(Span(path=path), message, hint=f"save it anew as {kind}")
        return
    for what in private:
        yield PrivateData.at(Span(path=path), f'"{path}" holds {what}', hint="save a copy without that")


def _private_data(data: bytes, kind: str) -> list[str]:
    """What a picture tells that nobody needs to know.

    Raises:
        Exception: It is no picture of that kind, or has too many points.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a picture of far too many points is a warning of Pillow's
        Image.open(io.BytesIO(data), formats=[kind]).verify()
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            assert picture.width * picture.height <= _PIXELS
            exif = picture.getexif()
            tags = exif.get_ifd(_EXIF)
            # XMP is text, and says the same in its own words.
            place = exif.get_ifd(_GPS) or b"exif:GPSL" in data
    told = [name for tag, name in _PRIVATE_TAGS.items() if tag in tags]
    return [*(["the place where it was taken"] if place else []), *dict.fromkeys(told)]


def _svg(path: str, data: bytes) -> Iterator[Diagnostic]:
    kind, fault = fault_of_svg(data)
    if fault:
        rule, hint = (ActiveFile, 'save it as "plain SVG"') if kind == "active" else (WrongContent, "save it anew")
        yield rule.at(Span(path=path), f'"{path}" {fault}', hint=hint)


def _pdf(path: str, data: bytes) -> Iterator[Diagnostic]:
    if not data.startswith(b"%PDF-"):
        yield WrongContent.at(Span(path=path), f'"{path}" is no PDF', hint="save it anew as PDF")
    # A name may be written with escapes (ISO 32000-2, 7.3.5).
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes.fromhex(match[1].decode()), data)
    if match := _ACTIVE_PDF.search(plain):
        message = f'"{path}" has something that acts (/{match[1].decode()})'
        yield ActiveFile.at(Span(path=path), message, hint="print it to a new PDF")


def _csv(path: str, data: bytes) -> Iterator[Diagnostic]:
    try:
        text = data.decode("utf-8-sig")
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        for row in rows:
            for cell in row:
                if _FORMULA.match(cell):
                    message = f'the cell "{cell[:40]}" is a formula to a spreadsheet'
                    hint = "put an apostrophe before it"
                    yield ActiveFile.at(Span(path=path, line=rows.line_num), message, hint=hint)
    except (UnicodeDecodeError, csv.Error):
        yield WrongContent.at(Span(path=path), f'"{path}" is no CSV in UTF-8', hint='save it as "CSV UTF-8"')
