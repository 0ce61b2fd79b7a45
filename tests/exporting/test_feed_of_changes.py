"""The feed of changes."""

import datetime
from xml.etree import ElementTree as ET

from briefarchive.exporting.atom import NEWEST, feed_of_changes
from briefarchive.facets.changes import BriefChange, changes
from briefarchive.model import Correction, Status, Withdrawal

from .samples import make_brief, make_catalogue

ATOM = "{http://www.w3.org/2005/Atom}"
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
    return ET.fromstring(feed_of_changes(found, base_url, title="The Series"))


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
