"""A brief as others cite it: a report of the archive."""

import json

import rispy
from pybtex.database import parse_string

from briefarchive.exporting.biblatex import biblatex_entry
from briefarchive.exporting.csl import csl_text
from briefarchive.exporting.ris import ris_record
from briefarchive.facets.citing.as_source import as_source
from briefarchive.facets.citing.classical import bibtex_entry
from briefarchive.model import Name, Person, Vocabulary

from .samples import FULL, make_brief

PEOPLE = Vocabulary(people={"a-person": Person(id="a-person", name="Ada Person")})
REPORT = as_source(FULL, PEOPLE, series="The Series", base_url="https://example.org/site/")
PAGE = "https://example.org/site/archive/2014/2014-10-17-agreements.html"


def test_it_is_a_report_with_institution_author_date_and_address() -> None:
    assert (REPORT.type, REPORT.key, REPORT.title) == ("report", FULL.id, "Agreements")
    assert REPORT.authors == (Name(given="Ada", family="Person"),)
    assert (REPORT.publisher_name, REPORT.url) == ("The Series", PAGE)
    assert "number" not in REPORT.fields  # the id is no number of a report


def test_biblatex_names_the_compiler_as_the_author() -> None:
    entry = parse_string(biblatex_entry(REPORT), "bibtex").entries[FULL.id]
    fields = entry.fields
    assert (fields["institution"], fields["date"], fields["url"]) == ("The Series", "2014-10-18", PAGE)
    assert [str(person) for person in entry.persons["author"]] == ["Person, Ada"]
    assert fields["keywords"] == "CN, RU, gas"


def test_bibtex_calls_it_a_technical_report() -> None:
    entry = parse_string(bibtex_entry(REPORT), "bibtex").entries[FULL.id]
    assert entry.type == "techreport"
    assert entry.fields["institution"] == "The Series"
    assert [str(person) for person in entry.persons["author"]] == ["Person, Ada"]


def test_ris_is_a_report_with_key_words() -> None:
    (record,) = rispy.loads(ris_record(REPORT).replace("\r\n", "\n"))
    assert record["type_of_reference"] == "RPRT"
    assert (record["publisher"], record["keywords"]) == ("The Series", ["CN", "RU", "gas"])
    assert record["urls"] == [PAGE]


def test_csl_has_the_same() -> None:
    item = json.loads(csl_text(REPORT))
    assert (item["type"], item["publisher"], item["URL"]) == ("report", "The Series", PAGE)
    assert item["author"] == [{"family": "Person", "given": "Ada"}]


def test_nothing_is_said_that_is_not_known() -> None:
    report = as_source(make_brief("2014-10-17-x", compilers=("someone",)), Vocabulary(), series="S")
    assert report.authors == (Name(family="someone"),)
    assert report.issued is None
    assert not {"url", "date", "doi", "editor"} & report.fields.keys()
    assert "abstract" not in report.fields


def test_a_name_that_looks_like_several_stays_one() -> None:
    vocabulary = Vocabulary(people={"pair": Person(id="pair", name="One and Two")})
    report = as_source(make_brief("2014-10-17-x", compilers=("pair",)), vocabulary, series="S")
    assert report.authors == (Name(literal="One and Two"),)
    assert report.fields["author"] == "{One and Two}"
