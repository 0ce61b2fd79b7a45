"""Tables in CSV (RFC 4180), for R, pandas and spreadsheets; as lines of JSON; and in Apache Parquet.

Tables in CSV are UTF-8 with a byte order mark, without which Excel takes Chinese for Latin letters; R reads them with
`fileEncoding = "UTF-8-BOM"`, `readr` and pandas (`encoding="utf-8-sig"`) as they are. A list is one cell with `; `
between its items.

A spreadsheet computes a cell that begins like a formula, and a formula can fetch or run things. Such a cell gets an
apostrophe in front, by which spreadsheets know text (OWASP, “CSV Injection”); numbers stay numbers. Where a text
already begins with apostrophes before such a sign it gets one more, so that taking one away always gives the text.

JSON Lines are one object a line, for R (`jsonlite::stream_in`), pandas, jq and DuckDB. Every object has every field, so
that tables made from it have the same columns; what is not known is null. In Parquet, lists are lists and no text is a
formula.
"""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Sequence

from ..facets.views import FigureTable
from ..model.lines import one_line
from .format import TableFormat, json_text
from .records import LISTS, Record

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
# Excel in Chinese and Japanese takes the full-width signs as well.
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*'*[\\s\u200b-\u200f\u2060\ufeff]*[=+@＝＋－＠−-]")


def cell(value: str | Sequence[str]) -> str:
    """Return a value as text on one line that no spreadsheet computes."""
    text = one_line(value if isinstance(value, str) else "; ".join(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def table(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """Return a table with a row for each record below a row of *fields*."""
    return written_rows(itertools.chain([fields], ([record.get(name, "") for name in fields] for record in records)))


def written_rows(rows: Iterable[Iterable[str | Sequence[str]]]) -> bytes:
    """Return a table of these rows, the heads first."""
    written = io.BytesIO()
    # Of bytes: one Chinese sign would make a text of all rows four times as long in memory.
    out = io.TextIOWrapper(written, "utf-8-sig", newline="", write_through=True)
    # In quotation marks, a semicolon parts no cells for a spreadsheet that expects it to.
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows(map(cell, row) for row in rows)
    return written.getvalue()


def figures_table(table: FigureTable) -> bytes:
    """Return the file: the table of the page, and before it what each row is about in a form that machines read."""
    rows = ((row.key, *(link.text for link in row.texts), *map(str, row.counts)) for row in table.rows)
    return written_rows([(table.key, *table.texts, *(head.text for head in table.counts)), *rows])


def json_lines(records: Iterable[Record], _fields: Sequence[str] = ()) -> bytes:
    """Return a line for each record, with all of its fields."""
    out = io.BytesIO()
    for one in records:
        out.write(f"{json_text({name: None if value == '' else value for name, value in one.items()})}\n".encode())
    return out.getvalue()


def parquet(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """Return a table with a row for each record and a column for each of *fields*; what is not known is null."""
    import pyarrow as pa  # here, since it takes a fifth of a second
    from pyarrow.parquet import write_table

    values: dict[str, list[str | list[str] | None]] = {name: [] for name in fields}
    for record in records:
        for name in fields:
            values[name].append(_value(record[name]))
    text, texts = pa.string(), pa.list_(pa.string())
    columns = {name: pa.array(values.pop(name), texts if name in LISTS else text) for name in fields}
    out = io.BytesIO()
    write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


def _value(value: str | list[str]) -> str | list[str] | None:
    return [one_line(item) for item in value] if isinstance(value, list) else one_line(value) or None


CSV = TableFormat(
    name="csv",
    label="CSV",
    media_type="text/csv",
    suffix=".csv",
    audience="A spreadsheet, R, pandas",
    contents="Briefs; with `--sources`, sources",
    table=table,
)

JSON_LINES = TableFormat(
    name="jsonl",
    label="JSON Lines",
    media_type="application/jsonl",
    suffix=".jsonl",
    audience="Programs",
    contents="The same, one JSON object a line",
    table=json_lines,
)

PARQUET = TableFormat(
    name="parquet",
    label="Parquet",
    media_type="application/vnd.apache.parquet",
    suffix=".parquet",
    audience="DuckDB, Arrow, R, pandas",
    contents="The same, with lists as lists; it needs the extra `briefarchive[parquet]`",
    table=parquet,
    module="pyarrow",
)
