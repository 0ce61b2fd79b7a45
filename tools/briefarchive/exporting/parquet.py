"""Tables in Apache Parquet, for DuckDB, Arrow, R and pandas. Lists are lists there, and no text is a formula."""

import io
from collections.abc import Iterable, Sequence

from ..model.one_line import one_line
from .format import TableFormat
from .records import LISTS, Record


def parquet(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """A table with a row for each record and a column for each of *fields*; what is not known is null."""
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
