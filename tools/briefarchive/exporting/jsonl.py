"""JSON Lines: one object a line, for R (`jsonlite::stream_in`), pandas, jq and DuckDB.

Every object has every field, so that tables made from it have the same columns; what is not known is null.
"""

import io
from collections.abc import Iterable, Sequence

from .format import TableFormat
from .json_text import json_text
from .records import Record


def json_lines(records: Iterable[Record], _fields: Sequence[str] = ()) -> bytes:
    """A line for each record, with all of its fields."""
    out = io.BytesIO()
    out.writelines(f"{json_text({name: _value(value) for name, value in one.items()})}\n".encode() for one in records)
    return out.getvalue()


def _value(value: str | list[str]) -> str | list[str] | None:
    return None if value == "" else value


JSON_LINES = TableFormat(
    name="jsonl",
    label="JSON Lines",
    media_type="application/jsonl",
    suffix=".jsonl",
    audience="Programs",
    contents="The same, one JSON object a line",
    table=json_lines,
)
