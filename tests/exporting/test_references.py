"""What all formats of references have in common: the kind of a source, its date, and which addresses become links."""

import json
import re
from typing import Any

import pytest

from briefarchive.exporting.formats import REFERENCE_FORMATS
from briefarchive.model import Name, PartialDate, Seen, Source

from ..cases import by_cases
from .samples import HOSTILE, PAGE, make_source, written_in

KIND = re.compile(
    "@|(?:TY|T2|PB|M3|SN) |(?:type|genre|number|issue|container-title|publisher|organization|institution|school) |"
    "(?:journal|journaltitle|booktitle|entrysubtype) "
)
DATE = re.compile("(?:PY|DA) |(?:issued|year|month|note) ")


def said(form: str, source: Source, wanted: re.Pattern[str]) -> list[str]:
    """The wanted lines of a record, with one space between words; a line of JSON is a name with its value."""
    text = written_in(form, [source])
    if form == "csl-json":
        lines = [f"{name} = {json.dumps(value)}" for name, value in json.loads(text)[0].items()]
    else:
        lines = [" ".join(line.split()) for line in text.splitlines()]
    return [line.rstrip(",") for line in lines if wanted.match(line)]


@by_cases
def test_a_page_in_another_language_keeps_its_own_title_and_all_that_is_known(form: str, lines: list[str]) -> None:
    written = written_in(form, [PAGE])
    assert written.splitlines() == lines
    assert "\r" in written if form == "ris" else "\r" not in written


@by_cases
def test_a_record_has_the_type_of_its_entry_or_of_what_its_publisher_brings_out(
    form: str, given: dict[str, Any], told: list[str]
) -> None:
    assert said(form, make_source("k", **given), KIND) == told


@by_cases
def test_dates_are_partial_ranges_approximate_or_none(form: str, written: str, issued: str, told: list[str]) -> None:
    source = make_source("k", issued=PartialDate.parse(issued), fields={"date": written})
    assert said(form, source, DATE) == told


@pytest.mark.parametrize("form", [form.name for form in REFERENCE_FORMATS])
@by_cases
def test_only_web_addresses_become_links(form: str, address: str) -> None:
    fields = dict.fromkeys(("url", "archiveurl", "bdsk-url-1", "contenturl"), address)
    written = written_in(form, [make_source("k", url=address, archive_url=address, fields={"title": "A", **fields})])
    assert address not in written


def test_ris_has_editors_apart_and_notes_how_a_source_was_seen_and_who_wrote_it() -> None:
    editors = (Name(family="Soto", given="Eva"), Name(literal="World Bank"))
    source = make_source("k", seen=Seen.COPY, agencies=("Reuters",), note="A note.", editors=editors)
    lines = [line for line in written_in("ris", [source]).splitlines() if line.startswith(("ED", "N1"))]
    assert lines == [
        *("ED  - Soto, Eva", "ED  - World Bank"),
        *("N1  - Read in a copy", "N1  - Text by the agency Reuters", "N1  - A note."),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_string_in_json(text: str) -> None:
    written = written_in("csl-json", [make_source("k", title=text, note=text, authors=(Name(literal=text or "x"),))])
    assert written.encode("utf-8")
    assert not set(written) & set("\u2028\u2029\x85\u202e\u2066\x7f\x9f")
    assert len(written.splitlines()) == written.count("\n")
    assert json.loads(written)[0]["title"] == text
