"""A brief as others cite it: a report of the archive."""

import rispy

from briefarchive.exporting.ris import ris_record
from briefarchive.facets.citing.report import as_source
from briefarchive.model import Name, Person, Vocabulary

from .samples import FULL, make_brief

PEOPLE = Vocabulary(people={"a-person": Person(id="a-person", name="Ada Person")})
REPORT = as_source(FULL, PEOPLE, series="The Series", base_url="https://example.org/site/")
PAGE = "https://example.org/site/archive/2014/2014-10-17-agreements.html"


def test_ris_is_a_report_with_key_words() -> None:
    (record,) = rispy.loads(ris_record(REPORT).replace("\r\n", "\n"))
    assert record["type_of_reference"] == "RPRT"
    assert (record["publisher"], record["keywords"]) == ("The Series", ["CN", "RU", "gas"])
    assert record["urls"] == [PAGE]


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
