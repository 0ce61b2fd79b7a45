"""Cells of a CSV file that a spreadsheet would compute."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from ..characters.invisible import INVISIBLE

# What a spreadsheet computes, whichever sign parts the cells: `=`, `@`, or a sign before what is no number.
_CELL_END = re.compile(r"[;|\t\r\n]")
_NUMBER = r"\s*+(?=[.,\s]*+\d)[\d.,\s]*+(?:e[+-]?\d++)?\s*+[%‰]?$"
_FORMULA = re.compile(rf"[=@]|[+-](?!{_NUMBER}|[\s-]*+$)", re.IGNORECASE)
_RUN = 100  # to put marks above a letter in order takes as many steps as the square of their number


def formulas(text: str) -> Iterator[tuple[int, str]]:
    """Each cell of a CSV file that a spreadsheet would compute, with its line.

    Raises:
        csv.Error: It is no CSV, or a cell has more than 131,072 characters.
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in rows:
        if rows.line_num == 1 and row and row[0].lower().startswith("sep="):
            yield 1, row[0]
        for cell in row:
            for part in _CELL_END.split(cell):
                plain = INVISIBLE.sub("", _compatible(part)).strip(" \"'" if part is not cell else ' "')
                if _FORMULA.match(plain):
                    yield rows.line_num, part


def _compatible(text: str) -> str:
    """*text* with the plain form of each sign, such as `=` for the wide one (NFKC)."""
    if text.isascii():
        return text
    runs = (text[at : at + _RUN] for at in range(0, len(text), _RUN))
    return "".join(unicodedata.normalize("NFKC", run) for run in runs)
