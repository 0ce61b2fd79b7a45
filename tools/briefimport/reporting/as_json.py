"""The report as JSON, file by file: that of ten thousand exports is never in memory whole."""

import json
import textwrap
from collections.abc import Iterator

from ..report import ImportReport


def json_pieces(report: ImportReport) -> Iterator[str]:
    """The text of the report in JSON, piece by piece."""
    yield f'{{\n  "dry_run": {json.dumps(report.dry_run)},\n  "files": ['
    for number, file in enumerate(report.files):
        yield f"{',' if number else ''}\n{textwrap.indent(_dumped(file.as_data()), '    ')}"
    yield "\n  ]" if report.files else "]"
    for name, value in report.summary().items():
        yield f",\n  {json.dumps(name)}: {textwrap.indent(_dumped(value), '  ').lstrip()}"
    yield "\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
