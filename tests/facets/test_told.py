"""Who tells it: sources by the country of their publishers."""

from dataclasses import replace
from typing import Any

from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.counts import show_tellers
from briefarchive.facets.entries import Entries
from briefarchive.model import Publisher
from briefarchive.pictures.drawing import Rows

from .conftest import brief, entries, source


def _entries(briefs: list[Any], sources: list[Any], countries: dict[str, str]) -> Entries:
    made: Entries = entries(briefs, sources)
    archive = made.catalogue.archive
    publishers = {name: Publisher(id=name, name=name, country=code) for name, code in countries.items()}
    vocabulary = replace(archive.vocabulary, publishers={**archive.vocabulary.publishers, **publishers})
    return Entries(Catalogue(replace(archive, vocabulary=vocabulary)))


def test_sources_are_sorted_by_place_and_each_counts_once() -> None:
    briefs = [brief("2014-01-01-a", cites=("a", "b", "c")), brief("2014-01-02-b", cites=("a", "d"))]
    sources = [
        source("a", publisher="p", publisher_kind="newspaper"),
        source("b", publisher="p", publisher_kind="newspaper"),
        source("c", publisher="q", publisher_kind="journal"),
        source("d"),
    ]
    figure = show_tellers(_entries(briefs, sources, {"p": "CN", "q": "RU"}), "countries/RU.html", briefs, ["RU"])
    assert figure
    assert isinstance(figure.picture, Rows)
    assert [(row.name, row.total) for row in figure.picture.rows] == [
        ("Russia", 1),
        ("China", 2),
        ("No single country, or not recorded", 1),
    ]
    assert figure.sentence == "4 sources, by the country of the publisher."
    assert tuple(head.text for head in figure.table.counts) == ("Sources", "Press", "Research", "Other")
    assert [(row.key, row.counts) for row in figure.table.rows] == [
        ("RU", (1, 0, 1, 0)),
        ("CN", (2, 2, 0, 0)),
        ("unknown", (1, 0, 0, 1)),
    ]
    assert figure.address == "figures/countries/RU/sources.csv"


def test_places_with_few_sources_are_one_row() -> None:
    codes = {"p": "CN", "q": "RU", "r": "CI", "s": "EU", "t": "FR", "u": "DE"}
    one = brief("2014-01-01-a", cites=tuple(codes))
    figure = show_tellers(_entries([one], [source(name, publisher=name) for name in codes], codes), "a.html", [one])
    assert figure
    assert isinstance(figure.picture, Rows)
    assert [(row.name, row.total) for row in figure.picture.rows][-1] == ("Elsewhere", 2)


def test_without_sources_there_is_no_picture() -> None:
    one = brief("2014-01-01-a")
    assert show_tellers(_entries([one], [], {}), "a.html", [one]) is None
