"""OAI-PMH with Dublin Core, read by ElementTree."""

import datetime
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from briefarchive.exporting.choice import Selection
from briefarchive.exporting.oai import oai_records
from briefarchive.facets.report import cited_title
from briefarchive.model import Brief, Correction, Original, PartialDate, Status, Withdrawal
from briefarchive.reading.configuration import Publication

from .samples import BBC, FULL, TASS, make_brief, make_selection, make_source, texts

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_records(selection: Selection, base_url: str = "") -> str:
    """The answer of a site at an address."""
    return oai_records(selection, Publication(series="", base_url=base_url))


def read(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def visible(text: str) -> str:
    """*text* as XML can hold it, on one line."""
    return " ".join(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text).split())


def dublin_core(text: str) -> dict[str, list[str]]:
    """The terms of the first record by name."""
    found: dict[str, list[str]] = {}
    record = read(text).find(f".//{OAI_DC}dc")
    for element in record if record is not None else ():
        found.setdefault(element.tag.removeprefix(DC), []).append(element.text or "")
    return found


def test_a_deleted_record_has_the_day_of_the_last_change_of_all() -> None:
    withdrawal = Withdrawal(date=datetime.date(2026, 11, 2), reason="False.")
    corrections = (Correction(date=datetime.date(2026, 11, 5), note="The reason."),)
    fields = {"status": Status.WITHDRAWN, "withdrawal": withdrawal, "corrections": corrections}
    written = write_records(make_selection([make_brief("2014-10-17-a", **fields)]))
    assert read(written).findtext(f".//{OAI}datestamp") == "2026-11-05"


def test_a_brief_is_a_record_of_dublin_core() -> None:
    older = make_brief("2013-01-01-older")
    newer = make_brief("2014-10-17-agreements", **_fields(), replaces=(older.id,))
    written = write_records(make_selection([newer, older], [BBC, TASS]), "https://example.org/briefs/")
    page = "https://example.org/briefs/archive"

    assert dublin_core(written) == {
        "title": ["Agreements"],
        "creator": ["Person, A"],
        "subject": ["Gas"],
        "coverage": ["China", "Russia", "2014-10-17"],
        "description": ["A summary."],
        "date": ["2014-10-18"],
        "type": ["Text"],
        "language": ["en"],
        "format": ["text/html"],
        "identifier": [f"{page}/2014/2014-10-17-agreements.html", "2014-10-17-agreements"],
        "relation": ["https://example.org/bbc", f"{page}/2013/2013-01-01-older.html"],
    }


def _fields() -> dict[str, object]:
    names = ("title", "countries", "topics", "compilers", "summary", "published", "status", "corrections")
    return {name: getattr(FULL, name) for name in names} | {"cites": ("bbc", "tass")}


def test_the_answer_is_one_to_list_records() -> None:
    answer = read(write_records(make_selection([FULL]), "https://example.org/briefs"))

    assert answer.tag == f"{OAI}OAI-PMH"
    assert [child.tag for child in answer] == [f"{OAI}responseDate", f"{OAI}request", f"{OAI}ListRecords"]
    assert answer.findtext(f"{OAI}responseDate") == "2014-10-20T00:00:00Z"
    request = answer.find(f"{OAI}request")
    assert request is not None
    assert (request.text, request.attrib) == (
        "https://example.org/briefs",
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
    )
    assert answer.findtext(f".//{OAI}identifier") == "oai:example.org:briefs/2014-10-17-agreements"
    assert answer.findtext(f".//{OAI}datestamp") == "2014-10-20"


def test_without_an_address_identifiers_are_names_and_no_page_is_told() -> None:
    written = write_records(make_selection([FULL]))

    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", read(written).findtext(f".//{OAI}identifier") or "")
    assert dublin_core(written)["identifier"] == ["2014-10-17-agreements"]
    assert "format" not in dublin_core(written)


def test_no_brief_is_the_error_that_harvesters_know() -> None:
    error = read(write_records(make_selection([]))).find(f"{OAI}error")

    assert error is not None
    assert error.attrib == {"code": "noRecordsMatch"}


def test_a_withdrawn_brief_is_a_record_that_is_deleted_on_that_day() -> None:
    why = Withdrawal(date=datetime.date(2015, 1, 5), reason="Not confirmed.")
    gone = make_brief("2014-10-18-gone", status=Status.WITHDRAWN, withdrawal=why, title="A title")
    for others in ([FULL], []):
        answer = read(write_records(make_selection([*others, gone])))
        record = answer.findall(f".//{OAI}record")[-1]
        assert [child.tag for child in record] == [f"{OAI}header"]
        header = record[0]
        assert header.attrib == {"status": "deleted"}
        assert header.findtext(f"{OAI}datestamp") == "2015-01-05"
        assert answer.findtext(f"{OAI}responseDate") == "2015-01-05T00:00:00Z"
        assert len(answer.findall(f".//{OAI_DC}dc")) == len(others)


def test_a_translation_has_its_original_as_source_and_the_original_its_translations_as_relations() -> None:
    original = make_brief("2014-10-17-x")
    translation = make_brief("2014-10-17-y", language="zh", translation_of=original.id)
    both = [
        dublin_core(write_records(replace(make_selection([original, translation]), briefs=(one,))))
        for one in (original, translation)
    ]

    assert [one.get("source") for one in both] == [None, ["2014-10-17-x"]]
    assert [one.get("relation") for one in both] == [["2014-10-17-y"], None]


def test_a_title_says_its_language() -> None:
    title = read(write_records(make_selection([make_brief("2014-10-17-x", language="zh-Hant")]))).find(f".//{DC}title")

    assert title is not None
    assert title.get(LANG) == "zh-Hant"


@given(texts, texts)
def test_any_text_reads_back_the_same(title: str, summary: str) -> None:
    brief = make_brief("2014-10-17-x", title=title, summary=summary)
    found = dublin_core(write_records(make_selection([brief])))

    assert found["title"] == [visible(cited_title(brief))]
    assert found.get("description", [""]) == [visible(summary)]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://a@b.org/"]
)
def test_only_web_addresses_become_links(address: str) -> None:
    brief = make_brief("2014-10-17-x", cites=("k",))

    assert "relation" not in dublin_core(write_records(make_selection([brief], [make_source("k", url=address)])))


def datestamps(*briefs: Brief) -> dict[str, str | None]:
    answer = read(write_records(make_selection([*briefs]), "https://example.org/"))
    headers = answer.findall(f".//{OAI}header")
    return {str(one.findtext(f"{OAI}identifier"))[16:]: one.findtext(f"{OAI}datestamp") for one in headers}


def test_a_harvester_that_asks_for_what_is_new_since_yesterday_sees_an_old_text_that_came_today() -> None:
    today = datetime.date(2026, 11, 27)
    old = make_brief("2008-05-02-old", original=Original(date=PartialDate(year=2008, month=5, day=2)), published=today)
    corrected = make_brief(
        "2009-01-01-corrected",
        published=datetime.date(2010, 1, 1),
        corrections=(Correction(date=today, note="A name."),),
    )
    assert datestamps(old, corrected) == {old.id: "2026-11-27", corrected.id: "2026-11-27"}
    assert dublin_core(write_records(make_selection([old])))["date"] == ["2008-05-02"]


def test_no_harvester_misses_a_brief_of_which_no_change_is_known() -> None:
    known = make_brief("2014-10-17-known", published=datetime.date(2026, 11, 25))
    unknown = make_brief("2015-01-01-unknown")

    assert datestamps(known, unknown) == {known.id: "2026-11-25", unknown.id: "2026-11-25"}
    assert datestamps(unknown, make_brief("2014-01-01-other"))[unknown.id] == "2015-01-01"
    assert "date" not in dublin_core(write_records(make_selection([unknown])))
