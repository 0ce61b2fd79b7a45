"""Pages of two countries."""

from collections.abc import Callable
from string import ascii_uppercase
from typing import Any

from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.table import index_page, index_pages
from briefarchive.model import Archive, Country, Vocabulary

Make = Callable[..., Any]


def _briefs(brief: Make) -> list[Any]:
    return [
        brief("2014-01-01-a", countries=("RU", "CN"), topics=("natural-gas",), cites=("s",)),
        brief("2015-01-01-b", countries=("CN", "EU", "RU"), cites=("s",)),
        brief("2016-01-01-c", countries=("CN", "EU"), cites=("s",)),
        brief("2017-01-01-d", countries=("CI", "RU"), cites=("s",)),
    ]


def test_two_countries_have_a_page_where_two_briefs_name_both(entries: Make, brief: Make, source: Make) -> None:
    pages = {page.address: page for page in index_pages(entries(_briefs(brief), [source("s")])) if page.kind == "pair"}
    assert list(pages) == ["countries/CN/EU.html", "countries/CN/RU.html"]
    page = pages["countries/CN/RU.html"]
    assert (page.title, page.total) == ("China – Russia", 2)
    assert [link.address for link in page.trail] == ["countries/index.html", "countries/CN.html", "countries/RU.html"]
    assert page.lede == "2 briefs name both; 1 of them is on the two alone."
    assert [(group.title, [one.link.text for one in group.briefs]) for group in page.groups] == [
        ("Between the two", ["A"]),
        ("Together with others", ["B"]),
    ]
    assert {door.title: [(link.text, link.count) for link in door.links] for door in page.doors} == {
        "Others in these briefs": [("European Union", 1)],
        "Topics": [("Economy", 1), ("Energy", 1), ("Natural gas", 1)],
        "More": [("Compare countries", None)],
    }
    assert page.told
    assert page.told.address == "figures/countries/CN/RU/sources.csv"


def test_a_country_leads_to_its_pairs(entries: Make, brief: Make, source: Make) -> None:
    page = index_page(entries(_briefs(brief), [source("s")]), "countries/RU.html")
    assert page
    (together,) = (door for door in page.doors if door.title == "Together with")
    assert [(link.text, link.address, link.count) for link in together.links] == [("China", "countries/CN/RU.html", 2)]


def test_a_page_of_a_pair_is_found_by_its_address(entries: Make, brief: Make) -> None:
    made = entries(_briefs(brief))
    assert index_page(made, "countries/CN/RU.html")
    assert index_page(made, "countries/RU/CN.html") is None


def test_a_brief_on_very_many_countries_is_on_none_of_their_pairs(brief: Make) -> None:
    codes = [f"A{letter}" for letter in ascii_uppercase] + [f"B{letter}" for letter in ascii_uppercase]
    countries = {code: Country(code=code, labels={"en": code}) for code in codes}
    for number, pairs in ((30, 435), (31, 0)):
        briefs = {one.id: one for one in (brief(f"2014-01-0{day}-x", countries=codes[:number]) for day in (1, 2))}
        archive = Archive(briefs=briefs, vocabulary=Vocabulary(countries=countries))
        assert len(Catalogue(archive).by_pair) == pairs
