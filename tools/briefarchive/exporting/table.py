"""Tables in CSV (RFC 4180), for R, pandas and spreadsheets.

They are UTF-8 with a byte order mark, without which Excel takes Chinese for Latin letters; R reads them with
`fileEncoding = "UTF-8-BOM"`, `readr` and pandas (`encoding="utf-8-sig"`) as they are. A list is one cell with `; `
between its items.

A spreadsheet computes a cell that begins like a formula, and a formula can fetch or run things. Such a cell gets an
apostrophe in front, by which spreadsheets know text (OWASP, “CSV Injection”); numbers stay numbers. Where a text
already begins with apostrophes before such a sign it gets one more, so that taking one away always gives the text.
"""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from ..facets.views import FigureTable
from ..model.one_line import one_line
from .format import TableFormat
from .records import Record

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
# Excel in Chinese and Japanese takes the full-width signs as well.
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*'*[\\s\u200b-\u200f\u2060\ufeff]*[=+@＝＋－＠−-]")


def table(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """A table with a row for each record below a row of *fields*."""
    return written_rows(itertools.chain([fields], ([record.get(name, "") for name in fields] for record in records)))


def written_rows(rows: Iterable[Iterable[str | Sequence[str]]]) -> bytes:
    """A table of these rows, the heads first."""
    written = io.BytesIO()
    # Of bytes: one Chinese sign would make a text of all rows four times as long in memory.
    out = io.TextIOWrapper(written, "utf-8-sig", newline="", write_through=True)
    # In quotation marks, a semicolon parts no cells for a spreadsheet that expects it to.
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows(map(cell, row) for row in rows)
    return written.getvalue()


def cell(value: str | Sequence[str]) -> str:
    """A value as text on one line that no spreadsheet computes."""
    text = one_line(value if isinstance(value, str) else "; ".join(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


CSV = TableFormat(
    name="csv",
    label="CSV",
    media_type="text/csv",
    suffix=".csv",
    audience="A spreadsheet, R, pandas",
    contents="Briefs; with `--sources`, sources",
    table=table,
)


def figures_table(table: FigureTable) -> bytes:
    """The file: the table of the page, and before it what each row is about in a form that machines read."""
    return written_rows(_rows(table))


def _rows(table: FigureTable) -> Iterator[Sequence[str]]:
    yield (table.key, *table.texts, *table.counts)
    for row in table.rows:
        yield (row.key, *(link.text for link in row.texts), *map(str, row.counts))
