"""Tables in Parquet keep every text as it is, and lists as lists."""

import io

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.exporting.parquet import parquet

from .samples import one_line, texts

FIELDS = ["title", "authors"]


@given(st.lists(st.fixed_dictionaries({"title": texts, "authors": st.lists(texts, max_size=3)}), max_size=4))
def test_a_table_reads_back_the_same(records: list[dict[str, str | list[str]]]) -> None:
    rows = pq.read_table(io.BytesIO(parquet(records, FIELDS))).to_pylist()
    assert rows == [
        {"title": one_line(str(one["title"])) or None, "authors": [one_line(name) for name in one["authors"]]}
        for one in records
    ]


def test_the_same_records_make_the_same_bytes() -> None:
    records = [{"title": "标题", "authors": ["习近平"]}]
    assert parquet(records, FIELDS) == parquet(records, FIELDS)


def test_a_table_without_rows_has_its_columns() -> None:
    assert pq.read_table(io.BytesIO(parquet([], FIELDS))).column_names == FIELDS
