"""Which sources want a copy, and how far a copy is from the day of citation."""

import datetime

import pytest

from briefarchive.curating.archiving import citation_date, days_between, middle_day, sources_without_copy
from briefarchive.diagnostics import Span
from briefarchive.facets.catalogue import Catalogue
from briefarchive.model import Archive, CiteKey, PartialDate, Source


def source(key: str = "a", **fields: str) -> Source:
    return Source(
        key=CiteKey(key),
        type="online",
        url=fields.get("url", ""),
        issued=PartialDate.parse(fields.get("date", "")),
        accessed=PartialDate.parse(fields.get("urldate", "")),
        fields=fields,
        span=Span(path="bib/2014.bib"),
    )


def test_those_want_a_copy_that_have_an_address_and_neither_field() -> None:
    page = "http://a.test/"
    sources = [
        source("wants", url=page),
        source("has", url=page, archiveurl="https://web.archive.org/web/20140501000000/http://a.test/"),
        source("has-an-odd-one", url=page, archiveurl="see the archive"),
        source("has-a-date", url=page, archivedate="2014"),
        source("is-one", url="https://web.archive.org/web/2014/http://a.test/"),
        source("no-address"),
    ]
    assert [one.key for one in sources_without_copy(sources)] == ["wants"]


@pytest.mark.parametrize(
    ("fields", "day"),
    [({"urldate": "2014-06-01", "date": "2014-05-01"}, "2014-06-01"), ({"date": "2014-05"}, "2014-05"), ({}, "None")],
)
def test_the_day_of_citation_is_when_it_was_seen_else_when_it_appeared(fields: dict[str, str], day: str) -> None:
    assert str(citation_date(source(**fields), Catalogue(Archive()))) == day


@pytest.mark.parametrize(
    ("date", "asked", "copy", "days"),
    [
        ("2014-05-01", "2014-05-01", "2014-05-03", 2),
        ("2014-05-01", "2014-05-01", "2014-04-30", 1),
        ("2014-05", "2014-05-15", "2014-05-31", 0),
        ("2014-05", "2014-05-15", "2014-06-15", 31),
        ("2014", "2014-07-01", "2014-12-31", 0),
        ("2016-02-29", "2016-02-29", "2017-02-28", 365),
    ],
)
def test_a_month_or_a_year_is_near_to_all_its_days(date: str, asked: str, copy: str, days: int) -> None:
    known = PartialDate.parse(date)
    assert known is not None
    assert str(middle_day(known)) == asked
    assert days_between(known, datetime.date.fromisoformat(copy)) == days
