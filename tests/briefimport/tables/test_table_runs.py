"""Tables to briefs of an archive, and what is said of rows that cannot be read."""

import json
from pathlib import Path

import pytest

from briefarchive.diagnostics import Diagnostic
from briefimport.document import LegacyDocument

from ...cases import by_cases
from ..reading import read_bytes

TEXT = "The ferry line opened again this week, as was expected."
ROW = {"title": "A ferry opens", "date": "2014-10-17", "body": TEXT}


def lines(*records: object) -> bytes:
    return "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records).encode()


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (lines(ROW, "no json", [1], {"title": "B"}, ROW | {"title": "C"}), "a.jsonl", ["", "I227", "I227", "I226", ""]),
        (lines(ROW, '{"title": '), "a.jsonl", ["", "I227"]),
        (json.dumps([ROW, ROW]).encode()[:-20], "a.json", ["I227"]),
        (json.dumps([ROW, 7, ROW]).encode(), "a.json", ["", "I227", ""]),
        (f'{{"title": "A", "body": {"[" * 90_000}{"]" * 90_000}}}'.encode(), "a.jsonl", ["I227"]),
        (f"title,date,body\nA,2014-10-17,{TEXT}\nB,2014-10-17,plain\n".encode(), "a.csv", ["I227", ""]),
        (b'title,date,body\nA,2014-10-17,words\nB,2014-10-17,"open\nC,2014-10-17,words\n', "a.csv", ["", "I227"]),
        (b"title;date;body\n\nA;2014-10-17;words\n;;\nB;2014-10-17\n", "a.csv", ["", ""]),
        (b"sep=;\ntitle;date;body\nA;2014-10-17;words\n", "a.csv", [""]),
        (b"title,date,body\n" + bytes(range(256)) * 9, "a.csv", ["I201"]),
        (b"title,date,body\nA,2014-10-17,\x81\x8d\x9d\x90 words\n", "a.csv", ["I202"]),
    ],
)
def test_rows_that_cannot_be_read_are_named_and_the_others_go_on(data: bytes, name: str, found: list[str]) -> None:
    assert [result.code if isinstance(result, Diagnostic) else "" for result in read_bytes(data, name)] == found


def test_dates_of_a_table_are_read_in_one_order() -> None:
    data = f'date;body\n03.04.2015;"{TEXT}"\n17.04.2015;"{TEXT} Again."\n'.encode()
    days = [result.hints.dates[0].value for result in read_bytes(data, "a.csv") if isinstance(result, LegacyDocument)]
    assert days == ["2015-04-03", "2015-04-17"]


@by_cases
def test_names_are_read_in_every_form(cell: object, names: list[str]) -> None:
    (document,) = read_bytes(lines(ROW | {"authors": cell}), "a.jsonl")
    assert isinstance(document, LegacyDocument)
    assert [hint.value for hint in document.hints.authors] == names


def test_long_table_is_read_row_by_row(tmp_path: Path) -> None:
    data = b"title,date,body\n" + b"".join(b"A%d,2014-10-17,words of row %d\n" % (n, n) for n in range(2_000))
    assert len(read_bytes(data, "long.csv")) == 2_000
