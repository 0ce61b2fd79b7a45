"""CSV, read by the module csv, JSON Lines, read by json, and Parquet, read by pyarrow."""

import csv
import io
import json
import re
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.exporting.records import BRIEF_FIELDS, SOURCE_FIELDS, brief_records, source_records
from briefarchive.exporting.table import figures_table, json_lines, parquet, table
from briefarchive.facets.views import FigureTable, Link, TableRow
from briefarchive.model import BriefId, Seen, Source, Status
from briefarchive.reading.configuration import Publication

from ..cases import by_cases
from .samples import BBC, FULL, HOSTILE, TASS, make_brief, make_selection, one_line, sources, texts


def read(data: bytes) -> list[dict[str, str]]:
    """The rows of a file, as a spreadsheet shows them."""
    decoded = data.decode("utf-8-sig")
    assert decoded != data.decode(), "there is no byte order mark"
    rows = list(csv.DictReader(io.StringIO(decoded, newline=""), strict=True))
    return [{name: shown(value) for name, value in row.items()} for row in rows]


def shown(cell: str) -> str:
    """A cell without the apostrophe by which spreadsheets know text."""
    return cell[1:] if re.match("'[\\s\u200b-\u200f\u2060\ufeff']*[=+@＝＋－＠−-]", cell) else cell


@by_cases
def test_a_brief_is_a_row(expected: dict[str, str]) -> None:
    (row,) = read(
        table(brief_records(make_selection([FULL], [BBC]), Publication(base_url="https://example.org/")), BRIEF_FIELDS)
    )
    assert list(row.items()) == list(expected.items())


def test_a_source_is_a_row_with_the_briefs_that_cite_it() -> None:
    rows = read(table(source_records(make_selection([FULL], [BBC, TASS])), SOURCE_FIELDS))

    assert [(row["key"], row["publisher"], row["cited_by"]) for row in rows] == [
        ("bbc", "BBC", FULL.id),
        ("tass", "TASS", FULL.id),
    ]


def test_a_source_tells_how_it_was_seen_who_wrote_it_and_what_it_is() -> None:
    source = replace(BBC, publisher_kind="broadcaster", seen=Seen.COPY, agencies=("Bernama", "Xinhua"))
    (row,) = read(table(source_records(make_selection([FULL], [source])), SOURCE_FIELDS))

    values = (row["type"], row["kind"], row["seen"], row["agencies"])
    assert values == ("online", "article-newspaper", "copy", "Bernama; Xinhua")


@given(sources())
def test_nothing_is_lost(source: Source) -> None:
    selection = make_selection([make_brief("2014-10-17-x", cites=("a-key",))], [source])
    (row,) = read(table(source_records(selection), SOURCE_FIELDS))

    assert row["title"] == one_line(source.title)
    assert row["translated_title"] == one_line(source.translated_title)
    assert row["authors"] == one_line("; ".join(str(name) for name in source.authors))
    assert row["date"] == str(source.issued or "")
    assert row["accessed"] == str(source.accessed or "")
    assert row["note"] == one_line(source.note)
    assert bool(row["url"]) == bool(source.url)


@given(st.lists(texts, min_size=1, max_size=5))
def test_any_text_reads_back_the_same_and_is_no_formula(values: list[str]) -> None:
    names = [str(number) for number in range(len(values))]
    written = table([dict(zip(names, values, strict=True))], names)
    raw = next(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))

    assert list(read(written)[0].values()) == [one_line(value) for value in values]
    assert not [cell for cell in raw.values() if re.match(r"\s*[=+@＝＋－＠\t\r-]", cell) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("text", HOSTILE)
def test_every_row_is_one_line(text: str) -> None:
    written = table([{"a": text, "b": [text, text]}], ["a", "b"]).decode()

    assert len(written.splitlines()) == 2
    assert written.endswith("\r\n")


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("-5", "-5"), ("+3.25", "+3.25"), ("-5+x", "'-5+x"), ("'=1", "''=1"), ("it's", "it's")],
)
def test_formulas_are_text_and_numbers_stay_numbers(text: str, cell: str) -> None:
    assert table([{"a": text}], ["a"]) == f'\ufeff"a"\r\n"{cell}"\r\n'.encode()


def test_a_brief_that_the_public_does_not_see_is_not_named() -> None:
    gone = make_brief("2014-10-16-gone", status=Status.WITHDRAWN)  # has a page, but no record
    named = [make_brief("2014-10-16-a"), make_brief("2014-10-16-draft", status=Status.DRAFT), gone]
    others = (*(brief.id for brief in named), BriefId("2014-10-16-held-back"))
    briefs = [make_brief(f"2014-10-17-{brief_id}", translation_of=brief_id, replaces=others) for brief_id in others]
    records = {record["id"]: record for record in brief_records(make_selection([*named, *briefs]), Publication())}
    assert [records[brief.id]["translation_of"] for brief in briefs] == ["2014-10-16-a", "", "", ""]
    assert {tuple(records[brief.id]["replaces"]) for brief in briefs} == {("2014-10-16-a", gone.id)}


def test_it_has_the_table_and_what_each_row_is_about_for_machines() -> None:
    row = TableRow(key="2014-10-17", texts=(Link(text="October 17, 2014"), Link(text='=HYPERLINK("x")')), counts=(3, 0))
    heads = (Link(text="Sources"), Link(text="Press"))
    table = FigureTable(key="date", texts=("Event", "Brief"), counts=heads, rows=(row,))
    assert figures_table(table).decode("utf-8-sig") == (
        '"date","Event","Brief","Sources","Press"\r\n"2014-10-17","October 17, 2014","\'=HYPERLINK(""x"")","3","0"\r\n'
    )


FIELDS = ["title", "authors"]


@given(st.lists(st.fixed_dictionaries({"title": texts, "authors": st.lists(texts, max_size=3)}), max_size=4))
def test_a_table_reads_back_the_same(records: list[dict[str, str | list[str]]]) -> None:
    rows = pq.read_table(io.BytesIO(parquet(records, FIELDS))).to_pylist()
    assert rows == [
        {"title": one_line(str(record["title"])) or None, "authors": [one_line(name) for name in record["authors"]]}
        for record in records
    ]


def test_a_table_without_rows_has_its_columns() -> None:
    assert pq.read_table(io.BytesIO(parquet([], FIELDS))).column_names == FIELDS


def test_a_line_of_json_has_every_field_and_null_for_what_is_not_known() -> None:
    selection = make_selection([FULL], [BBC])
    (line,) = json_lines(brief_records(selection, Publication())).decode().splitlines()
    brief = json.loads(line)

    assert list(brief) == BRIEF_FIELDS
    assert (brief["title"], brief["countries"], brief["sources"]) == ("Agreements", ["CN", "RU"], ["bbc", "tass"])
    assert (brief["url"], brief["replaces"]) == (None, [])
    assert json_lines([]) == b""
