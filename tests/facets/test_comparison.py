"""Countries side by side."""

from collections.abc import Callable
from typing import Any

from briefarchive.facets.comparison import compare_page, comparison_data

Make = Callable[..., Any]


def _entries(entries: Make, brief: Make, source: Make) -> Any:
    briefs = [
        brief("2014-01-01-a", countries=("CN", "RU"), topics=("trade",), cites=("s", "t")),
        brief("2015-01-01-b", countries=("CN", "RU"), cites=("s",)),
        brief("2016-01-01-c", title="能源", language="zh", countries=("CN",)),
    ]
    return entries(briefs, [source("s", publisher_kind="journal"), source("t")])


def test_the_page_offers_all_countries_and_leads_to_the_pairs(entries: Make, brief: Make, source: Make) -> None:
    page = compare_page(_entries(entries, brief, source))
    assert page.countries == (("CN", "China"), ("RU", "Russia"))
    assert page.chosen == ("CN", "RU")
    assert [(link.text, link.address, link.count) for link in page.pairs] == [
        ("China – Russia", "countries/CN/RU.html", 2)
    ]


def test_a_file_tells_what_there_is_on_a_country(entries: Make, brief: Make, source: Make) -> None:
    data = dict(comparison_data(_entries(entries, brief, source)))
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


def test_an_empty_archive_has_nothing_to_compare(entries: Make) -> None:
    assert compare_page(entries([])).pairs == ()
