"""A brief as others cite it: a report of the archive."""

import json

import rispy
from pybtex.database import parse_string

from briefarchive.exporting.as_source import as_source
from briefarchive.exporting.biblatex import biblatex_entry
from briefarchive.exporting.classical import bibtex_entry
from briefarchive.exporting.csl import csl_text
from briefarchive.exporting.ris import ris_record
from briefarchive.model import Name, Person, Vocabulary

from .samples import FULL, make_brief

PEOPLE = Vocabulary(people={"a-person": Person(id="a-person", name="Ada Person")})
REPORT = as_source(FULL, PEOPLE, series="The Series", base_url="https://example.org/site/")
PAGE = "https://example.org/site/archive/2014/2014-10-17-agreements.html"


def test_it_is_a_report_with_institution_number_editor_date_and_address() -> None:
    assert (REPORT.type, REPORT.key, REPORT.title) == ("report", FULL.id, "Agreements")
    assert REPORT.editors == (Name(given="Ada", family="Person"),)
    assert (REPORT.publisher_name, REPORT.fields["number"], REPORT.url) == ("The Series", FULL.id, PAGE)


def test_biblatex_names_the_compiler_as_one() -> None:
    fields = parse_string(biblatex_entry(REPORT), "bibtex").entries[FULL.id].fields
    assert (fields["institution"], fields["number"], fields["date"]) == ("The Series", FULL.id, "2014-10-17")
    assert (fields["editortype"], fields["url"]) == ("compiler", PAGE)


def test_bibtex_calls_it_a_technical_report() -> None:
    entry = parse_string(bibtex_entry(REPORT), "bibtex").entries[FULL.id]
    assert entry.type == "techreport"
    assert (entry.fields["institution"], entry.fields["number"]) == ("The Series", FULL.id)
    assert [str(person) for person in entry.persons["editor"]] == ["Person, Ada"]


def test_ris_has_the_number_where_endnote_and_zotero_look() -> None:
    (record,) = rispy.loads(ris_record(REPORT).replace("\r\n", "\n"))
    assert record["type_of_reference"] == "RPRT"
    assert (record["publisher"], record["issn"]) == ("The Series", FULL.id)
    assert record["urls"] == [PAGE]


def test_csl_has_the_same() -> None:
    item = json.loads(csl_text(REPORT))
    assert (item["type"], item["publisher"], item["number"], item["URL"]) == ("report", "The Series", FULL.id, PAGE)
    assert item["editor"] == [{"family": "Person", "given": "Ada"}]


def test_nothing_is_said_that_is_not_known() -> None:
    report = as_source(make_brief("2014-10-17-x", compilers=("someone",)), Vocabulary(), series="S")
    assert report.editors == (Name(family="someone"),)
    assert "url" not in report.fields
    assert "abstract" not in report.fields


def test_a_name_that_looks_like_several_stays_one() -> None:
    vocabulary = Vocabulary(people={"pair": Person(id="pair", name="One and Two")})
    report = as_source(make_brief("2014-10-17-x", compilers=("pair",)), vocabulary, series="S")
    assert report.editors == (Name(literal="One and Two"),)
    assert report.fields["editor"] == "{One and Two}"
