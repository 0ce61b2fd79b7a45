"""Tables of briefs and of sources: CSV (RFC 4180), for R, pandas and spreadsheets; JSON Lines; and Apache Parquet.

CSV is UTF-8 with a byte order mark, without which Excel garbles Chinese; R reads it with `fileEncoding = "UTF-8-BOM"`,
pandas with `encoding="utf-8-sig"`, and `readr` as it is. A list is one cell with `; ` between its items.

JSON Lines have one object a line, for R (`jsonlite::stream_in`), pandas, jq and DuckDB. Every object has every field,
so that tables made from them have the same columns; unknown values are null. In Parquet, lists are lists, and no text
can be a formula.
"""

import csv
import io
import itertools
from collections.abc import Iterable, Sequence

from ..facets.views import FigureTable
from ..model.lines import one_line
from .format import json_text
from .records import LIST_FIELDS, Record, TableFormat, safe_cell

_AT_ONCE = 5_000
"""Records in a row group of Parquet; all in one would take a hundred megabytes of memory."""


def table(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """Write a table with a row for each record below a header of *fields*."""
    return write_rows(itertools.chain([fields], ([record.get(name, "") for name in fields] for record in records)))


def write_rows(rows: Iterable[Iterable[str | Sequence[str]]]) -> bytes:
    """Write rows, the header first."""
    buffer = io.BytesIO()
    # Bytes, because a single Chinese character would make one long string take four times the memory.
    out = io.TextIOWrapper(buffer, "utf-8-sig", newline="", write_through=True)
    # Quoted, so that a spreadsheet that expects semicolons does not split cells at them.
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows(map(safe_cell, row) for row in rows)
    return buffer.getvalue()


def figures_table(table: FigureTable) -> bytes:
    """Write a page's table, with a first column that identifies each row for programs."""
    rows = ((row.key, *(link.text for link in row.texts), *map(str, row.counts)) for row in table.rows)
    return write_rows([(table.key, *table.texts, *(head.text for head in table.counts)), *rows])


def json_lines(records: Iterable[Record], _fields: Sequence[str] = ()) -> bytes:
    """Write a line for each record, with all of its fields."""
    out = io.BytesIO()  # joined lines would be in memory twice
    for record in records:
        out.write(f"{json_text({name: None if value == '' else value for name, value in record.items()})}\n".encode())
    return out.getvalue()


def parquet(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """Write a table with a row for each record and a column for each of *fields*; unknown values are null."""
    import pyarrow as pa  # imported late, since it takes 0.2 s
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([(name, pa.list_(pa.string()) if name in LIST_FIELDS else pa.string()) for name in fields])
    remaining, out = iter(records), io.BytesIO()
    with ParquetWriter(out, schema, compression="zstd") as writer:
        while rows := list(itertools.islice(remaining, _AT_ONCE)):
            writer.write_table(pa.table({name: [_value(row[name]) for row in rows] for name in fields}, schema=schema))
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
