"""Which sources want a copy, how far it is from the day of citation, and how it is added to an entry."""

import asyncio
import datetime

import pytest

from briefarchive.bibtex.writing import format_entry
from briefarchive.curating.archiving import (
    add_fields_to_entry,
    citation_date,
    days_between,
    find_capture,
    find_uncopied_sources,
    middle_day,
)
from briefarchive.curating.web_client import Answer, Reason, RequestPolicy, WebClient
from briefarchive.diagnostics import Span
from briefarchive.facets.catalogue import Catalogue
from briefarchive.model import Archive, CiteKey, PartialDate, Source

from ..cases import by_cases


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
    assert [source.key for source in find_uncopied_sources(sources)] == ["wants"]


@pytest.mark.parametrize(
    ("fields", "day"),
    [({"urldate": "2014-06-01", "date": "2014-05-01"}, "2014-06-01"), ({"date": "2014-05"}, "2014-05"), ({}, "None")],
)
def test_the_day_of_citation_is_when_it_was_seen_else_when_it_appeared(fields: dict[str, str], day: str) -> None:
    assert str(citation_date(source(**fields), Catalogue(Archive()))) == day


def test_an_address_that_is_too_long_to_ask_for_is_told_as_such() -> None:
    answer = asyncio.run(find_capture(WebClient(RequestPolicy()), f"https://a.test/{'好' * 9_000}", None))
    assert isinstance(answer, Answer)
    assert answer.reason is Reason.INVALID


@by_cases
def test_a_month_or_a_year_is_near_to_all_its_days(date: str, asked: str, copy: str, days: int) -> None:
    cited = PartialDate.parse(date)
    assert cited is not None
    assert str(middle_day(cited)) == asked
    assert days_between(cited, datetime.date.fromisoformat(copy)) == days


NEW = {"archiveurl": "https://web.archive.org/web/20140501000000/http://a.test/50%_x", "archivedate": "2014-05-01"}
LINES = (
    "  archiveurl      = {https://web.archive.org/web/20140501000000/http://a.test/50%_x},\n"
    "  archivedate     = {2014-05-01},\n"
)
HEAD = "@online{other, title = {Other}, date = 2014}\n% a comment with @online{\n\n"
ENTRY = (
    "@online{a,\n  title           = {A},\n  url             = {http://a.test/},%s\n%s  note            = {N.},\n}\n"
)


def add(text: str, key: str = "a") -> str | None:
    return add_fields_to_entry("bib/2014.bib", text, CiteKey(key), NEW)


def test_new_lines_stand_where_the_archive_writes_them() -> None:
    text = HEAD + ENTRY % ("  % seen", "") + "the end"
    assert add(text) == HEAD + ENTRY % ("  % seen", LINES) + "the end"


def test_the_form_is_that_of_the_archive() -> None:
    fields = {"title": "A", "url": "http://a.test/", "langid": "english", "note": "N."}
    assert add(format_entry("a", "online", fields)) == format_entry("a", "online", fields | NEW)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_are_those_of_the_file(end: str) -> None:
    text = (HEAD + ENTRY % ("", "")).replace("\n", end)
    assert add("\ufeff" + text) == "\ufeff" + (HEAD + ENTRY % ("", LINES)).replace("\n", end)


@by_cases
def test_entries_of_other_forms_get_their_fields_too(before: str, after: str) -> None:
    assert add(before) == after % "".join(f", {name} = {{{value}}}" for name, value in NEW.items())


@by_cases
def test_an_entry_that_has_one_of_them_or_cannot_be_read_stays(text: str) -> None:
    assert add(text) is None


def test_children_that_would_inherit_the_fields_keep_their_parent_from_changing() -> None:
    text = "@online{b, title={B}, crossref={a}}\n@online{a, title={A}, url={http://a.test/},\n}\n"
    result = add(text)
    assert result is None or "archiveurl" in result.partition("@online{a")[2]
