"""A program that extracts the first sheet with rows of a spreadsheet, in its own process, since a file can crash it.

It is run by its path and does not import this package.
"""

import zipfile
from typing import Any

from python_calamine import load_workbook

_MOST_UNPACKED = 200_000_000


def main(path: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of the spreadsheet at *path* that are not empty: their numbers, from 1, and cells by column."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise MemoryError
    book = load_workbook(path)
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    names, *rows = next((sheet for sheet in sheets if len(sheet) > 1), [[]])
    columns = [str(name).strip() for name in names]
    return [
        (number, {name: _convert_cell(cell) for name, cell in zip(columns, row, strict=False) if name})
        for number, row in enumerate(rows, start=1)
        if any(str(cell).strip() for cell in row)
    ]


def _convert_cell(value: object) -> object:
    """Return the JSON value of a cell: days in ISO 8601, and whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
