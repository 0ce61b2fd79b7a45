"""Pictures of counts: the map of countries, the matrix of countries and topics, and terms over the years."""

from typing import Any

from briefarchive.facets.counts import (
    map_of_countries,
    matrix_of_countries,
    timeline_of_pair,
    timeline_of_topic,
)
from briefarchive.pictures.drawing import TileMap

from .conftest import brief, entries


def _briefs() -> list[Any]:
    return [
        brief("2014-01-01-a", countries=("CN", "RU"), topics=("energy",)),
        brief("2014-01-02-b", countries=("CN", "RU"), topics=("natural-gas",)),
        brief("2014-01-03-c", countries=("CN", "EU"), topics=("security",)),
    ]


def test_the_map_has_a_tile_for_each_country_and_says_which_are_named_most() -> None:
    figure = map_of_countries(entries(_briefs()))
    assert figure
    assert isinstance(figure.picture, TileMap)
    assert [(tile.code, tile.shade, tile.label) for tile in figure.picture.tiles] == [
        ("CN", 3, "China: 3 briefs"),
        ("RU", 2, "Russia: 2 briefs"),
        ("EU", 1, "European Union: 1 brief"),
    ]
    assert figure.sentence == "The briefs name 3 countries and groups."
    assert [(row.mark, row.text) for row in figure.legends[0][1]] == [("s1", "1 brief"), ("s2", "2"), ("s3", "3")]


def test_the_matrix_leaves_out_a_country_that_all_briefs_name() -> None:
    figure = matrix_of_countries(entries(_briefs()))
    assert figure
    assert [head.text for head in figure.table.counts[1:]] == ["Economy", "Security"]
    assert [(row.texts[0].text, [cell.count for cell in row.cells]) for row in figure.table.rows] == [
        ("Russia", [2, 0]),
        ("European Union", [0, 1]),
    ]
    assert figure.table.rows[0].cells[0].address == "countries/RU/economy.html"
    assert figure.table.rows[0].counts == (2, 2, 0)


def test_an_empty_archive_has_neither() -> None:
    assert map_of_countries(entries([])) is None
    assert matrix_of_countries(entries([])) is None


def _briefs_of_years() -> list[Any]:
    return [
        brief("2014-01-01-a", countries=("CN", "RU"), topics=("natural-gas",)),
        brief("2014-02-01-b", countries=("CN", "RU"), topics=("energy",)),
        brief("2016-01-01-c", countries=("CN", "EU"), topics=("trade",)),
    ]


def test_a_topic_shows_those_below_it_by_year() -> None:
    made = entries(_briefs_of_years())
    figure = timeline_of_topic(made, "topics/economy.html", "economy", made.catalogue.by_topic["economy"])
    assert figure
    assert [head.text for head in figure.table.counts[1:]] == ["2014", "2015", "2016"]
    assert [(row.texts[0].text, [cell.count for cell in row.cells]) for row in figure.table.rows] == [
        ("Energy", [2, 0, 0]),
        ("Trade", [0, 0, 1]),
    ]
    assert [(row.key, row.counts) for row in figure.table.rows] == [("energy", (2, 2, 0, 0)), ("trade", (1, 0, 0, 1))]
    assert figure.address == "figures/topics/economy/years.csv"


def test_a_topic_with_nothing_below_it_shows_its_countries() -> None:
    briefs = [brief(f"201{n}-01-01-x", countries=("CN", "RU" if n else "EU"), topics=("trade",)) for n in range(3)]
    figure = timeline_of_topic(entries(briefs), "topics/trade.html", "trade", briefs)
    assert figure
    assert [row.texts[0].text for row in figure.table.rows] == ["Russia", "European Union"]  # all are on China


def test_countries_that_are_named_as_often_stand_as_the_briefs_name_them() -> None:
    codes = ("RU", "EU", "CI", "CN")
    briefs = [brief(f"201{n}-01-01-x", countries=codes, topics=("trade",)) for n in (2, 1)]
    briefs += [brief("2010-01-01-x", topics=("trade",))]
    figure = timeline_of_topic(entries(briefs), "topics/trade.html", "trade", briefs)
    assert figure
    assert tuple(row.key for row in figure.table.rows) == codes


def test_two_countries_show_their_topics() -> None:
    briefs = _briefs_of_years()
    figure = timeline_of_pair(entries(briefs), "countries/CN/RU.html", briefs)
    assert figure
    assert [row.texts[0].text for row in figure.table.rows] == ["Economy"]


def test_many_years_are_shown_together() -> None:
    briefs = [brief(f"{year}-01-01-x", topics=("energy",)) for year in (1975, 1990, 2021)]
    figure = timeline_of_topic(entries(briefs), "topics/economy.html", "economy", briefs)
    assert figure
    assert [head.text for head in figure.table.counts[1:]][:2] == ["1975–1979", "1980–1984"]
    assert len(figure.table.counts[1:]) == 10


def test_few_briefs_or_one_year_need_no_timeline() -> None:
    few = _briefs_of_years()[:2]
    assert timeline_of_topic(entries(few), "topics/economy.html", "economy", few) is None
