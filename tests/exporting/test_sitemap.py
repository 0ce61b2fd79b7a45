"""What search engines are told: the pages of the site, and what they may read."""

import datetime
from dataclasses import replace
from xml.etree import ElementTree as ET

from briefarchive.exporting.static_files import pages_of_site, robots, sitemaps
from briefarchive.facets.publication import Publication
from briefarchive.model import Correction, Status, Withdrawal

from .samples import BBC, make_brief, make_catalogue

SITE = Publication(series="The Series", base_url="https://example.org/a&b/")
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FIRST, SECOND = datetime.date(2026, 11, 1), datetime.date(2026, 11, 2)


def read(text: str) -> dict[str, str]:
    """The day of each page of a file by its address."""
    items = ET.fromstring(text)
    return {one.findtext(f"{NAMESPACE}loc", ""): one.findtext(f"{NAMESPACE}lastmod", "") for one in items}


def test_pages_are_named_with_the_day_of_their_last_change_in_this_archive() -> None:
    brief = make_brief(
        "2014-10-17-a", published=FIRST, corrections=(Correction(date=SECOND, note="A."),), cites=("bbc",)
    )
    undated = make_brief("2014-10-18-b", published=None)
    withdrawn = make_brief("2014-10-19-c", status=Status.WITHDRAWN, withdrawal=Withdrawal(date=SECOND, reason="False."))
    draft = make_brief("2014-10-20-d", status=Status.DRAFT)
    [text] = sitemaps(
        [*pages_of_site(make_catalogue([brief, undated, withdrawn, draft], [BBC]))], SITE.base_url
    ).values()
    found = read(text)
    root = "https://example.org/a&b"
    assert found[f"{root}/archive/2014/2014-10-17-a.html"] == "2026-11-02"
    assert found[f"{root}/archive/2014/2014-10-18-b.html"] == ""
    assert not [one for one in found if one.endswith(("-c.html", "-d.html"))]
    assert {f"{root}/", f"{root}/briefs.html", f"{root}/changes.html", f"{root}/publishers/bbc.html"} <= found.keys()


def test_more_pages_than_one_file_may_have_are_in_parts_that_an_index_names() -> None:
    pages = [(f"{number}.html", "") for number in range(5)]
    found = sitemaps(pages, SITE.base_url, largest=2)
    assert list(found) == ["sitemap.xml", "sitemap--1.xml", "sitemap--2.xml", "sitemap--3.xml"]
    assert list(read(found["sitemap.xml"])) == [f"https://example.org/a&b/sitemap--{n}.xml" for n in (1, 2, 3)]
    assert list(read(found["sitemap--3.xml"])) == ["https://example.org/a&b/4.html"]


def test_everything_may_be_read_but_for_a_preview() -> None:
    told = robots(replace(SITE, base_url="https://example.org/x"))
    assert told == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/x/sitemap.xml\n"
    assert robots(replace(SITE, base_url="")) == "User-agent: *\nAllow: /\n"
    assert robots(replace(SITE, is_preview=True)) == "User-agent: *\nDisallow: /\n"
