"""Writes the report of an import to a file, as its name asks for."""

from pathlib import Path

from briefarchive.storage.files import write_pieces, write_text

from ..report import ImportReport
from .as_json import json_pieces
from .pages import pages_of

_PAGES = {".html", ".htm"}


def write_report(report: ImportReport, file: Path) -> None:
    """Write *report* to *file*: as pages if it is named `.html`, else as JSON.

    Pages that an earlier, longer report has left beside it are removed.
    """
    if file.suffix.lower() not in _PAGES:
        write_pieces(file, (piece.encode() for piece in json_pieces(report)))
        return
    count = 0
    for page in pages_of(report, file.stem, file.suffix):
        write_text(file.with_name(page.name), page.text)
        count += 1
    while (rest := file.with_name(f"{file.stem}-{count + 1}{file.suffix}")).is_file():
        rest.unlink()
        count += 1
