"""The map of countries, and the matrix of countries and topics."""

from typing import Any

from briefarchive.facets.figures.places import map_of_countries, matrix_of_countries
from briefarchive.pictures.tiles import TileMap

from ..conftest import brief, entries


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
    assert figure.sentence == (
        "The briefs name 3 countries and groups, most often China (3), Russia (2), and European Union (1)."
    )
    assert [(row.mark, row.text) for row in figure.shades] == [("s1", "1 brief"), ("s2", "2"), ("s3", "3")]


def test_the_matrix_leaves_out_a_country_that_all_briefs_name() -> None:
    figure = matrix_of_countries(entries(_briefs()))
    assert figure
    assert figure.matrix
    assert [head.text for head in figure.matrix.heads] == ["Economy", "Security"]
    assert [(row.head.text, [cell.count for cell in row.cells]) for row in figure.matrix.rows] == [
        ("Russia", [2, 0]),
        ("European Union", [0, 1]),
    ]
    assert figure.matrix.rows[0].cells[0].address == "countries/RU/economy.html"
    assert figure.sentence == "At most 2 briefs have a country and a topic in common, such as Russia (Economy)."
    assert figure.table.rows[0].counts == (2, 2, 0)


def test_an_empty_archive_has_neither() -> None:
    assert map_of_countries(entries([])) is None
    assert matrix_of_countries(entries([])) is None
