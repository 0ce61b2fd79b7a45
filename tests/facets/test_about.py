"""What the page “About” tells of an archive."""

import datetime

from briefarchive.facets.about import about_page
from briefarchive.model.brief import Correction
from briefarchive.reading.configuration import Publication

from .conftest import brief, entries, source

SITE = Publication(series="The Archive", base_url="https://example.org", license_id="CC-BY-4.0")


def test_it_counts_what_there_is() -> None:
    briefs = [brief("2011-01-01-a", countries=("RU",), cites=("a", "b")), brief("2014-01-01-b", countries=("RU", "CN"))]
    page = about_page(entries(briefs, [source("a", publisher="bbc"), source("b", publisher="bbc")]), SITE)
    assert page["scope"] == "2 briefs, on events from 2011 to 2014. They cite 2 sources."
    assert [(link.text, link.count) for link in page["countries"]] == [("China", 1), ("Russia", 2)]


def test_it_counts_corrections_and_gives_the_day_of_the_latest_change() -> None:
    day = datetime.date(2015, 3, 2)
    note = Correction(date=day, note="Names the right harbour.")
    briefs = [brief("2014-01-01-b", status="corrected", corrections=(note,), published=datetime.date(2015, 1, 1))]
    page = about_page(entries(briefs), SITE)
    assert (page["corrected"], page["withdrawn"], page["last_change"]) == (1, 0, "March 2, 2015")


def test_the_latest_brief_is_cited_as_an_example() -> None:
    page = about_page(entries([brief("2013-01-01-a"), brief("2014-01-01-b", title="A port opens")]), SITE)
    assert ("A port opens", True) in page["citation"]
    assert (page["license_id"], page["license_address"]) == (
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    )


def test_an_empty_archive_says_so() -> None:
    page = about_page(entries([]), Publication())
    assert page["scope"] == "There are no briefs yet."
    assert (page["last_change"], page["citation"], page["countries"]) == ("", (), [])
