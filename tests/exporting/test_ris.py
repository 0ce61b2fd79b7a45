"""RIS, read by a reader of lines and by rispy."""

import re

import pytest
from hypothesis import given

from briefarchive.exporting.ris import ris_record
from briefarchive.facets.citing.report import as_source
from briefarchive.facets.publication import Publication
from briefarchive.model import Name, PartialDate, Seen, Source, Vocabulary

from .samples import FULL, HOSTILE, make_source, name_in_list, one_line, sources, written_in

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


def test_a_page_has_what_zotero_and_endnote_look_for() -> None:
    source = make_source(
        "xinhua-2014",
        title="中俄之间合作",
        translated_title="Cooperation",
        romanized_title="Zhōng-É",
        authors=(Name(family="Wu", given="Jiao"), Name(literal="World Bank")),
        publisher_name="新华网",
        issued=PartialDate(year=2014, month=10, day=14),
        accessed=PartialDate(year=2014, month=10),
        url="https://example.org/a",
        archive_url="https://web.archive.org/web/a",
        archive_date=PartialDate(year=2015),
        language="zh-Hans",
        doi="10.1234/a",
        note="A note.",
        fields={"pages": "3--7", "type": "Comment", "keywords": "gas, trade"},
    )

    assert written_in("ris", [source]) == (
        "TY  - ELEC\r\nID  - xinhua-2014\r\nAU  - Wu, Jiao\r\nAU  - World Bank\r\nTI  - 中俄之间合作\r\n"
        "TT  - Cooperation\r\nT2  - 新华网\r\nPY  - 2014\r\nDA  - 2014/10/14/\r\nLA  - zh-Hans\r\n"
        "M3  - Comment\r\nKW  - gas\r\nKW  - trade\r\nSP  - 3\r\nEP  - 7\r\nN1  - A note.\r\n"
        "N1  - Romanized title: Zhōng-É\r\n"
        "UR  - https://example.org/a\r\nY2  - 2014/10//\r\nDO  - 10.1234/a\r\nL2  - https://web.archive.org/web/a\r\n"
        "N1  - Archived copy of 2015\r\nER  - \r\n"
    )


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


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_a_line_of_its_own(text: str) -> None:
    source = make_source(
        text or "k",
        title=text,
        translated_title=text,
        note=text,
        authors=(Name(literal=text), Name(family=text, given=text)),
        publisher_name=text,
        container_title=text,
        doi=text,
        language=text,
        fields={"pages": text, "abstract": text, "date": text},
    )
    records = read(written_in("ris", [source, source]))

    assert [record["TY"] for record in records] == [["ELEC"]] * 2
