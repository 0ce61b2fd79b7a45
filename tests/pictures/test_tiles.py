"""The map of tiles."""

from xml.etree import ElementTree

import pycountry

from briefarchive.pictures.drawing import Tile, TileMap, draw_tiles, layout


def test_each_country_of_iso_has_a_place_of_its_own() -> None:
    assert {entry.alpha_2 for entry in pycountry.countries} <= set(layout())
    assert len(set(layout().values())) == len(layout())


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
    assert str(drawn.findall("path")[0].get("d")).count("M") == len(layout()) - 1
    assert [text.text for text in drawn.findall("text")] == ["Groups"]
