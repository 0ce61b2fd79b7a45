"""Checks the content of attachments: the right type, not active, and free of private metadata."""

import csv
import io
import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers.expat import ExpatError

from ...diagnostics import MAX_REPORTED, Diagnostic, DiagnosticList, Span, summarize_rest
from ..characters import INVISIBLE
from ..decoding import DEFAULT_PDF_BOUNDS, PdfBounds
from ..rules import ActiveFile, LargePicture, PrivateData, WrongContent
from . import UnfitFileError
from .pictures import PIXELS_PER_PART, read_picture
from .svg import count_parts

_LARGE_PICTURE = 500_000
_CLEANING_HINT = (
    "save a copy without it: in Windows “Properties”, “Details”, “Remove Properties”; on a Mac “Export” in Preview; "
    "in GIMP “Export” without Exif and XMP"
)
# What a spreadsheet would compute, whatever the cell separator: `=`, `@`, or a sign before anything but a number.
_CELL_END = re.compile(r"[;|\t\r\n]")
_NUMBER = r"\s*+(?=[.,\s]*+\d)[\d.,\s]*+(?:e[+-]?\d++)?\s*+[%‰]?$"
_FORMULA = re.compile(rf"[=@]|[+-](?!{_NUMBER}|[\s-]*+$)", re.IGNORECASE)
_RUN_LENGTH = 100  # sorting combining marks takes quadratic time
UNREADABLE_PDF = "is not a readable PDF"
# What is raised for unreadable files, with a reason in words. Pillow and pikepdf do not document theirs.
_READ_ERRORS: dict[str, type[Exception] | tuple[type[Exception], ...]] = {
    "CSV": csv.Error,
    "SVG": (ExpatError, ValueError),
}
_PICTURE_KINDS = {".gif": "GIF", ".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


def check_attachment(path: str, data: bytes, bounds: PdfBounds = DEFAULT_PDF_BOUNDS) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of an attachment, whose type is the suffix of its path."""
    return read_attachment(path, data, bounds)[1]


def read_attachment(
    path: str, data: bytes, bounds: PdfBounds = DEFAULT_PDF_BOUNDS
) -> tuple[int, tuple[Diagnostic, ...]]:
    """Return the size of a picture in points, as a measure of its rendering cost, and the file's diagnostics."""
    diagnostics, points, span = DiagnosticList(), 0, Span(path=path)
    suffix = PurePosixPath(path).suffix
    kind = _PICTURE_KINDS.get(suffix, suffix[1:].upper())
    try:
        match kind:
            case "CSV":
                diagnostics.extend(_check_csv(path, data))
            case "PDF":
                from .pdf import find_action

                if action := find_action(data, bounds.values):
                    message = f'"{path}" has something that acts ({action})'
                    diagnostics.append(ActiveFile.flag(span, message, hint="print it to a new PDF"))
            case "SVG":
                points = PIXELS_PER_PART * count_parts(data)
            case _:
                points, private = read_picture(data, kind)
                for fact in private:
                    diagnostics.append(PrivateData.flag(span, f'"{path}" holds {fact}', hint=_CLEANING_HINT))
    except UnfitFileError as error:
        diagnostics.append(error.rule.flag(span, f'"{path}" {error}', hint=error.hint))
    except Exception as error:
        if not isinstance(error, _READ_ERRORS.get(kind, Exception)):
            raise
        reason = f": {error}" if kind in _READ_ERRORS else ""
        message, hint = (
            f'"{path}" is not a readable {kind}{reason}',
            f"save it again as {kind}, or rename it if it is of another kind",
        )
        diagnostics.append(WrongContent.flag(span, message, hint=hint))
    if suffix not in (".csv", ".pdf") and len(data) > _LARGE_PICTURE and not diagnostics:
        message = f'the picture "{path}" has {len(data) // 1000:,} kB'
        diagnostics.append(LargePicture.flag(span, message, hint="save it smaller, with at most 500 kB"))
    return points, tuple(diagnostics.to_list())


def _check_csv(path: str, data: bytes) -> Iterator[Diagnostic]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnfitFileError("is not a CSV file in UTF-8", 'save it as "CSV UTF-8"') from error
    # DiagnosticList would count those beyond `MAX_REPORTED` too, but creating millions of diagnostics takes a minute.
    formulas = find_formulas(text)
    for line, cell in itertools.islice(formulas, MAX_REPORTED):
        message = f'the cell "{cell[:40]}" is a formula to a spreadsheet'
        diagnostic = ActiveFile.flag(
            Span(path=path, line=line), message, hint="write its result, or an apostrophe before it"
        )
        yield diagnostic
    if rest_count := sum(1 for _ in formulas):
        yield summarize_rest(diagnostic, rest_count)


def find_formulas(text: str) -> Iterator[tuple[int, str]]:
    """Yield each cell of a CSV file that a spreadsheet would compute, with its line.

    Raises:
        csv.Error: It is not valid CSV, or a cell has more than 131,072 characters.
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in rows:
        if rows.line_num == 1 and row and row[0].lower().startswith("sep="):
            yield 1, row[0]
        for cell in row:
            for part in _CELL_END.split(cell):
                normalized = INVISIBLE.sub("", _normalize(part)).strip(" \"'" if part is not cell else ' "')
                if _FORMULA.match(normalized):
                    yield rows.line_num, part


def _normalize(text: str) -> str:
    """Return *text* in NFKC, in which a full-width `＝` is a plain `=`."""
    if text.isascii():
        return text
    runs = (text[at : at + _RUN_LENGTH] for at in range(0, len(text), _RUN_LENGTH))
    return "".join(unicodedata.normalize("NFKC", run) for run in runs)
