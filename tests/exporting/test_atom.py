"""Atom, read by ElementTree: the feed of briefs, and that of changes."""

import datetime
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from briefarchive.exporting.atom import NEWEST, atom_feed, feed_of_changes
from briefarchive.exporting.choice import Selection
from briefarchive.facets.changes import BriefChange, changes
from briefarchive.facets.report import cited_title
from briefarchive.model import Correction, Status, Withdrawal
from briefarchive.reading.configuration import Publication

from .samples import FULL, make_brief, make_catalogue, make_selection, texts
from .test_oai import visible

ATOM = "{http://www.w3.org/2005/Atom}"


def write_feed(selection: Selection, base_url: str = "") -> str:
    """The feed of a site at an address."""
    return atom_feed(selection, Publication(base_url=base_url))


def read(text: str) -> ET.Element:
    feed = ET.fromstring(text.encode("utf-8"))
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        # RFC 4287, §4.1.1 and §4.1.2: one of each.
        assert all(len(element.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
    return feed


def find_entry(text: str) -> ET.Element:
    entry = read(text).find(f"{ATOM}entry")
    assert entry is not None
    return entry


def test_a_brief_is_an_entry() -> None:
    entry = find_entry(write_feed(make_selection([FULL]), "https://example.org/briefs/"))

    assert entry.findtext(f"{ATOM}id") == "tag:example.org,2014-10-17:briefs/2014-10-17-agreements"
    assert entry.findtext(f"{ATOM}published") == "2014-10-18T00:00:00Z"
    assert entry.findtext(f"{ATOM}updated") == "2014-10-20T00:00:00Z"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "A Person"
    assert entry.findtext(f"{ATOM}summary") == "A summary."
    assert [(one.get("term"), one.get("label")) for one in entry.findall(f"{ATOM}category")] == [
        ("CN", "China"),
        ("RU", "Russia"),
        ("gas", "Gas"),
    ]
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://example.org/briefs/archive/2014/2014-10-17-agreements.html"


def test_without_an_address_an_entry_has_a_name_and_a_content() -> None:
    feed = read(write_feed(make_selection([FULL])))
    entry = find_entry(write_feed(make_selection([FULL])))

    assert not list(feed.iter(f"{ATOM}link"))
    assert entry.findtext(f"{ATOM}content") == "A summary."
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id") or "")


@pytest.mark.parametrize("base_url", ["", "https://example.org/"])
def test_ids_are_the_same_each_time_and_of_one_brief_each(base_url: str) -> None:
    other = make_brief("2014-10-17-other")
    first, second = (write_feed(make_selection([FULL, other]), base_url) for _ in range(2))
    ids = [element.text for element in read(first).iter(f"{ATOM}id")]

    assert first == second
    assert len(set(ids)) == len(ids) == 3


@pytest.mark.parametrize(
    ("base_url", "start"), [("https://例え.jp/", "tag:xn--r8jz45g.jp,2014-10-17:"), ("http://[::1]/", "urn:uuid:")]
)
def test_ids_of_hosts_that_are_no_names_in_ascii(base_url: str, start: str) -> None:
    assert (find_entry(write_feed(make_selection([FULL]), base_url)).findtext(f"{ATOM}id") or "").startswith(start)


def test_feeds_of_several_choices_are_several_feeds() -> None:
    all_of_it = read(write_feed(make_selection([FULL]), "https://example.org/"))
    russia = read(write_feed(make_selection([FULL], country=("RU",)), "https://example.org/"))

    assert russia.findtext(f"{ATOM}title") == "Briefs: RU"
    assert russia.findtext(f"{ATOM}id") != all_of_it.findtext(f"{ATOM}id")


def test_the_newest_fifty_come_first() -> None:
    start = datetime.date(2014, 1, 1)
    published = [start + datetime.timedelta(days=number) for number in range(60)]
    briefs = [make_brief(f"{2100 - number}-01-01-x", published=day) for number, day in enumerate(published)]
    days = [one.text for one in read(write_feed(make_selection(briefs[::-1]))).iter(f"{ATOM}published")]

    assert len(days) == 50
    assert days == sorted(days, reverse=True)
    assert days[0] == "2014-03-01T00:00:00Z"


def test_an_empty_feed_is_a_feed() -> None:
    assert read(write_feed(make_selection([]))).find(f"{ATOM}entry") is None


@given(texts, texts)
def test_any_text_reads_back_the_same(title: str, summary: str) -> None:
    brief = make_brief("2014-10-17-x", title=title, summary=summary)
    entry = find_entry(write_feed(make_selection([brief])))

    assert entry.findtext(f"{ATOM}title") == visible(cited_title(brief))
    assert entry.findtext(f"{ATOM}content") == visible(summary)


def test_an_old_event_that_is_published_today_comes_first() -> None:
    old = make_brief("1972-02-28-old", published=datetime.date(2026, 11, 27))
    feed = read(write_feed(make_selection([FULL, old, make_brief("2015-01-01-unknown")]), "https://example.org/"))

    found = [(one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated")) for one in feed.iter(f"{ATOM}entry")]
    assert found == [
        ("tag:example.org,1972-02-28:1972-02-28-old", "2026-11-27T00:00:00Z"),
        ("tag:example.org,2014-10-17:2014-10-17-agreements", "2014-10-20T00:00:00Z"),
        ("tag:example.org,2015-01-01:2015-01-01-unknown", "2026-11-27T00:00:00Z"),
    ]


FIRST, SECOND = datetime.date(2026, 11, 1), datetime.date(2026, 11, 2)
BRIEFS = [
    make_brief(
        "2014-10-17-a", published=FIRST, summary="What was.", corrections=(Correction(date=FIRST, note="A <b>."),)
    ),
    make_brief(
        "2014-10-18-b",
        published=FIRST,
        summary="False.",
        status=Status.WITHDRAWN,
        withdrawal=Withdrawal(date=SECOND, reason="False."),
    ),
]


def feed(found: list[BriefChange], base_url: str = "https://example.org/x/") -> ET.Element:
    return ET.fromstring(feed_of_changes(found, Publication(base_url=base_url, series="The Series")))


def test_each_change_is_an_entry_that_says_what_changed() -> None:
    written = feed(changes(make_catalogue(BRIEFS).archive))
    assert written.findtext(f"{ATOM}title") == "The Series: changes"
    assert written.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z"
    links = {one.get("rel"): one.get("href") for one in written.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://example.org/x/changes.html",
        "self": "https://example.org/x/feeds/changes.xml",
    }
    entries = written.findall(f"{ATOM}entry")
    kinds = [one.find(f"{ATOM}category").get("term") for one in entries]  # type: ignore[union-attr]
    assert kinds == ["withdrawn", "corrected", "published", "published"]
    assert [one.findtext(f"{ATOM}summary") for one in entries[:2]] == ["False.", "A <b>."]
    assert (entries[0].findtext(f"{ATOM}title") or "").startswith("Withdrawn: ")
    publications = [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}summary")) for one in entries[2:]]
    assert publications == [("Published: A brief (withdrawn)", ""), ("Published: A brief", "What was.")]
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert ids[0] == "tag:example.org,2014-10-18:x/2014-10-18-b/withdrawn"
    assert ids[1] == "tag:example.org,2014-10-17:x/2014-10-17-a/corrected-2026-11-01"
    assert len(set(ids)) == 4


def test_only_the_latest_are_there() -> None:
    many = changes(make_catalogue([make_brief(f"2014-10-17-{n}", published=FIRST) for n in range(60)]).archive)
    assert len(feed(many).findall(f"{ATOM}entry")) == NEWEST
    assert feed([]).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
