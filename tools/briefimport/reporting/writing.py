"""Writes the report of an import to a file, as its name asks for: pages, or JSON."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from briefarchive.storage.files import write_pieces, write_text

from ..report import ImportReport
from .pages import pages_of


def write_report(report: ImportReport, file: Path) -> None:
    """Write *report* to *file*: as pages if it is named `.html`, else as JSON.

    Pages that an earlier, longer report has left beside it are removed.
    """
    if file.suffix.lower() not in {".html", ".htm"}:
        write_pieces(file, (piece.encode() for piece in json_pieces(report)))
        return
    count = 0
    for page in pages_of(report, file.stem, file.suffix):
        write_text(file.with_name(page.name), page.text)
        count += 1
    while (rest := file.with_name(f"{file.stem}-{count + 1}{file.suffix}")).is_file():
        rest.unlink()
        count += 1


def json_pieces(report: ImportReport) -> Iterator[str]:
    """The text of the report in JSON, file by file: that of ten thousand exports is never in memory whole."""
    yield f'{{\n  "dry_run": {json.dumps(report.dry_run)},\n  "files": ['
    for number, file in enumerate(report.files):
        yield f"{',' if number else ''}\n{textwrap.indent(_dumped(file.as_data()), '    ')}"
    yield "\n  ]" if report.files else "]"
    for name, value in report.summary().items():
        yield f",\n  {json.dumps(name)}: {textwrap.indent(_dumped(value), '  ').lstrip()}"
    yield "\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
