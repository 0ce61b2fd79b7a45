"""Feeds and the answer to harvesters, read by ElementTree."""

import datetime
import re
from typing import Any

import pytest
from hypothesis import given as drawn

from briefarchive.exporting.atom import NEWEST, atom_feed, changes_feed
from briefarchive.exporting.choice import Selection
from briefarchive.exporting.oai import oai_records
from briefarchive.facets.report import cited_title
from briefarchive.model import Brief
from briefarchive.reading.configuration import Publication

from ..cases import by_cases
from ..facets.conftest import given
from .readers import in_xml
from .samples import BBC, FULL, TASS, make_brief, make_catalogue, make_selection, make_source, texts

FIRST = datetime.date(2014, 1, 1)


def make_briefs(briefs: list[dict[str, Any]]) -> list[Brief]:
    return [make_brief(**given(Brief, row)) for row in briefs]


def write_feed(selection: Selection, base_url: str = "") -> str:
    """The feed of a site at an address, in which each entry has one of what it must have (RFC 4287, §4.1)."""
    feed = atom_feed(selection, Publication(base_url=base_url))
    entries = len(in_xml(feed, ["entry"])["entry"])
    one_of_each = in_xml(feed, [f"{where}{name}" for where in ("", "entry/") for name in ("id", "title", "updated")])
    assert [len(found) for found in one_of_each.values()] == [1, 1, 1, entries, entries, entries]
    return feed


def write_records(selection: Selection, base_url: str = "") -> str:
    return oai_records(selection, Publication(series="", base_url=base_url))


@by_cases
def test_an_answer_to_harvesters_has_what_its_case_says(
    briefs: list[dict[str, Any]], base_url: str, finds: dict[str, list[Any]]
) -> None:
    assert in_xml(write_records(make_selection(make_briefs(briefs), [BBC, TASS]), base_url), finds) == finds


@by_cases
def test_a_feed_has_what_its_case_says(
    briefs: list[dict[str, Any]], base_url: str, finds: dict[str, list[Any]]
) -> None:
    assert in_xml(write_feed(make_selection(make_briefs(briefs)), base_url), finds) == finds


@by_cases
def test_a_feed_of_changes_has_what_its_case_says(
    briefs: list[dict[str, Any]], base_url: str, finds: dict[str, list[Any]]
) -> None:
    site = Publication(base_url=base_url, series="The Series")
    assert in_xml(changes_feed(make_catalogue(make_briefs(briefs)), site), finds) == finds


@pytest.mark.parametrize(
    ("base_url", "start"), [("", "urn:uuid:"), ("http://[::1]/", "urn:uuid:"), ("https://a.b/", "tag:")]
)
def test_ids_are_the_same_each_time_and_of_one_brief_each(base_url: str, start: str) -> None:
    selection = make_selection([FULL, make_brief("2014-10-17-other")])
    first, second = (write_feed(selection, base_url) for _ in range(2))
    (ids,) = in_xml(first, [".//id"]).values()
    assert first == second
    assert len(set(ids)) == len(ids) == 3
    assert all(id_.startswith(start) for id_ in ids[1:])
    (identifiers,) = in_xml(write_records(selection), [".//header/identifier"]).values()
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identifier) for identifier in identifiers)


def test_feeds_of_several_choices_are_several_feeds() -> None:
    feeds = (write_feed(make_selection([FULL], **one), "https://example.org/") for one in ({}, {"country": ("RU",)}))
    whole, russia = (in_xml(feed, ["id", "title"]) for feed in feeds)
    assert russia["title"] == ["Briefs: RU"]
    assert russia["id"] != whole["id"]


def test_the_newest_fifty_come_first() -> None:
    published = [FIRST + datetime.timedelta(days=number) for number in range(60)]
    briefs = [make_brief(f"{2100 - number}-01-01-x", published=day) for number, day in enumerate(published)]
    (days,) = in_xml(write_feed(make_selection(briefs[::-1])), ["entry/published"]).values()
    assert len(days) == 50
    assert days == sorted(days, reverse=True)
    assert days[0] == "2014-03-01T00:00:00Z"
    assert len(in_xml(changes_feed(make_catalogue(briefs), Publication()), ["entry"])["entry"]) == NEWEST


def visible(text: str) -> str:
    """*text* as XML can hold it, on one line."""
    return " ".join(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text).split())


@drawn(texts, texts)
def test_any_text_reads_back_the_same(title: str, summary: str) -> None:
    brief = make_brief("2014-10-17-x", title=title, summary=summary)
    titles = [visible(cited_title(brief)), visible(summary)]
    feed = in_xml(write_feed(make_selection([brief])), ["entry/title", "entry/content"])
    record = in_xml(write_records(make_selection([brief])), [".//dc/title", ".//dc/description"])
    for title_of, text_of in (feed.values(), record.values()):
        assert [title or "" for title in (*title_of, *(text_of or [""]))] == titles


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://a@b.org/"]
)
def test_only_web_addresses_become_links(address: str) -> None:
    selection = make_selection([make_brief("2014-10-17-x", cites=("k",))], [make_source("k", url=address)])
    assert in_xml(write_records(selection), [".//dc/relation"]) == {".//dc/relation": []}
