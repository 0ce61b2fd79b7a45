"""Rows of squares, each under its name, and the map of tiles."""

from xml.etree import ElementTree

import pycountry

from briefarchive.pictures.drawing import Row, Rows, Tile, TileMap, draw_rows, draw_tiles, read_layout
from briefarchive.pictures.squares import Run


def _drawn(*counts: int) -> ElementTree.Element:
    rows = tuple(Row(name=f"<{count}>", runs=(Run(teller="press", seen="original", count=count),)) for count in counts)
    return ElementTree.fromstring(draw_rows(Rows(rows=rows, label="Who published it")))


def test_each_row_has_its_name_its_number_and_a_square_for_each_source() -> None:
    drawn = _drawn(2, 41)
    assert ["".join(text.itertext()) for text in drawn.findall("text")] == ["<2> 2", "<41> 41"]
    assert [path.get("d") for path in drawn.findall("path")] == ["M0 24.5H24", "M0 72.5H336M0 85.5H193"]
    assert drawn.get("height") == str((19 + 13 + 16) + (19 + 26 + 16))


def test_very_long_rows_are_bars() -> None:
    drawn = _drawn(400, 100)
    assert [path.get("d") for path in drawn.findall("path")] == ["M0 19h338v11H0z", "M0 67h84.5v11H0z"]


def test_each_country_of_iso_has_a_place_of_its_own() -> None:
    assert {entry.alpha_2 for entry in pycountry.countries} <= set(read_layout())
    assert len(set(read_layout().values())) == len(read_layout())


def test_those_that_are_named_lead_to_their_pages_and_groups_stand_apart() -> None:
    tiles = (
        Tile(code="RU", shade=4, address="countries/RU.html", label="Russia: 4 briefs"),
        Tile(code="ASEAN", shade=1, address="countries/ASEAN.html", label="ASEAN: 1 brief"),
    )
    drawn = ElementTree.fromstring(draw_tiles(TileMap(tiles=tiles, label="Where", groups="Groups"), str))
    assert [(link.get("href"), link.get("tabindex")) for link in drawn.findall("a")] == [
        ("countries/RU.html", "0"),
        ("countries/ASEAN.html", "-1"),
    ]
    assert [(rect.get("class"), rect.get("width")) for rect in drawn.iter("rect")] == [
        ("tile s4", "30"),
        ("tile s1", "63"),
    ]
    assert str(drawn.findall("path")[0].get("d")).count("M") == len(read_layout()) - 1
    assert [text.text for text in drawn.findall("text")] == ["Groups"]
