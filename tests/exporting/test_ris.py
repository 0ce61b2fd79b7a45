"""RIS, read by a reader of lines and by rispy."""

import re

from hypothesis import given

from briefarchive.exporting.ris import ris_record
from briefarchive.facets.citing.report import as_source
from briefarchive.facets.publication import Publication
from briefarchive.model import Seen, Source, Vocabulary

from .samples import FULL, make_source, name_in_list, one_line, sources, written_in

Record = dict[str, list[str]]


def read(text: str) -> list[Record]:
    """The records of a file, by every end of a line that Unicode knows."""
    records: list[Record] = []
    for line in filter(None, text.splitlines()):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - ?(.*)", line)
        assert match, line
        tag, value = match.groups()
        assert not re.match(r"[A-Z][A-Z0-9]  -", value)
        if tag == "TY":
            records.append({})
        records[-1].setdefault(tag, []).append(value)
    assert all(next(iter(record)) == "TY" and list(record)[-1] == "ER" for record in records)
    return records


def line(text: str) -> list[str]:
    return [one_line(text)] if one_line(text) else []


def test_a_brief_is_a_report_of_the_archive_with_key_words() -> None:
    (record,) = read(
        ris_record(as_source(FULL, Vocabulary(), Publication(series="The Series", base_url="https://example.org/")))
    )
    assert (record["TY"], record["PB"], record["KW"]) == (["RPRT"], ["The Series"], ["CN", "RU", "gas"])
    assert record["UR"] == ["https://example.org/archive/2014/2014-10-17-agreements.html"]


def test_how_a_source_was_seen_and_who_wrote_it_are_notes() -> None:
    source = make_source("k", seen=Seen.COPY, agencies=("Reuters",), note="A note.")
    notes = [line for line in written_in("ris", [source]).splitlines() if line.startswith("N1")]

    assert notes == ["N1  - Read in a copy", "N1  - Text of the agency Reuters", "N1  - A note."]


@given(sources())
def test_nothing_is_lost(source: Source) -> None:
    (record,) = read(written_in("ris", [source]))

    assert record.get("TI", []) == line(source.title)
    assert record.get("TT", []) == line(source.translated_title)
    assert record.get("AU", []) == [name_in_list(name) for name in source.authors if name_in_list(name)]
    assert record.get("ED", []) == [name_in_list(name) for name in source.editors if name_in_list(name)]
    assert ("UR" in record) == bool(source.url)
    assert ("L2" in record) == bool(source.archive_url)
    assert record.get("PY", []) == ([f"{source.issued.year:04}"] if source.issued else [])
    assert one_line(source.publisher_name) in record.get("PB", []) + record.get("T2", []) + [""]
    assert not source.note or one_line(source.note) in [*record.get("N1", []), ""]
