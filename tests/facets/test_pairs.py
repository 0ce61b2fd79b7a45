"""Pages of two countries, and the page that compares countries."""

from string import ascii_uppercase
from typing import Any

from briefarchive.facets.about import compare_page, comparison_data
from briefarchive.facets.table import index_page
from briefarchive.model import Country

from .conftest import brief, entries, pages, source


def _briefs() -> list[Any]:
    return [
        brief("2014-01-01-a", countries=("RU", "CN"), topics=("natural-gas",), cites=("s",)),
        brief("2015-01-01-b", countries=("CN", "EU", "RU"), cites=("s",)),
        brief("2016-01-01-c", countries=("CN", "EU"), cites=("s",)),
        brief("2017-01-01-d", countries=("CI", "RU"), cites=("s",)),
    ]


def test_two_countries_have_a_page_where_two_briefs_name_both() -> None:
    made = entries(_briefs(), [source("s")])
    found = pages(made)
    assert [page.address for page in found.values() if page.kind == "pair"] == [
        "countries/CN/EU.html",
        "countries/CN/RU.html",
    ]
    page = found["countries/CN/RU.html"]
    assert index_page(made, page.address) == page
    assert index_page(made, "countries/RU/CN.html") is None
    assert (page.title, page.total) == ("China – Russia", 2)
    assert [link.address for link in page.trail] == ["countries/index.html", "countries/CN.html", "countries/RU.html"]
    assert page.counted == "2 briefs"
    assert [(group.title, [one.link.text for one in group.briefs]) for group in page.groups] == [
        ("Only these two countries", ["A"]),
        ("With other countries", ["B"]),
    ]
    assert {door.title: [(link.text, link.count) for link in door.links] for door in page.doors} == {
        "Others in these briefs": [("European Union", 1)],
        "Topics": [("Economy", 1), ("Energy", 1), ("Natural gas", 1)],
        "More": [("Compare countries", None)],
    }
    assert page.told
    assert page.told.address == "figures/countries/CN/RU/sources.csv"
    (together,) = (door for door in found["countries/RU.html"].doors if door.title == "Together with")
    assert [(link.text, link.address, link.count) for link in together.links] == [("China", "countries/CN/RU.html", 2)]


def test_a_brief_on_very_many_countries_is_on_none_of_their_pairs() -> None:
    codes = [f"{first}{letter}" for first in "AB" for letter in ascii_uppercase]
    countries = {code: Country(code=code, labels={"en": code}) for code in codes}
    for number, pairs in ((30, 435), (31, 0)):
        briefs = [brief(f"2014-01-0{day}-x", countries=codes[:number]) for day in (1, 2)]
        assert len(entries(briefs, countries=countries).catalogue.by_pair) == pairs


def _compared() -> Any:
    briefs = [
        brief("2014-01-01-a", countries=("CN", "RU"), topics=("trade",), cites=("s", "t")),
        brief("2015-01-01-b", countries=("CN", "RU"), cites=("s",)),
        brief("2016-01-01-c", title="能源", language="zh", countries=("CN",)),
    ]
    return entries(briefs, [source("s", publisher_kind="journal"), source("t")])


def test_the_page_that_compares_offers_all_countries_and_leads_to_the_pairs() -> None:
    page = compare_page(_compared())
    assert page["countries"] == [("CN", "China"), ("RU", "Russia")]
    assert page["chosen"] == ["CN", "RU"]
    assert [(link.text, link.address, link.count) for link in page["pairs"]] == [
        ("China – Russia", "countries/CN/RU.html", 2)
    ]
    assert compare_page(entries([]))["pairs"] == []


def test_a_file_tells_what_there_is_on_a_country() -> None:
    data = dict(comparison_data(_compared()))
    assert list(data) == ["figures/compare/CN.json", "figures/compare/RU.json"]
    assert data["figures/compare/CN.json"] == {
        "name": "China",
        "address": "countries/CN.html",
        "briefs": [
            ["archive/2016/2016-01-01-c.html", "能源", "zh", "January 1, 2016"],
            ["archive/2015/2015-01-01-b.html", "B", "", "January 1, 2015"],
            ["archive/2014/2014-01-01-a.html", "A", "", "January 1, 2014"],
        ],
        "tellers": {"research": 1, "other": 1},
        "topics": [["topics/trade.html", "Trade", "", 1]],
        "years": {2014: 1, 2015: 1, 2016: 1},
    }
