"""Rows of squares, each under its name."""

from xml.etree import ElementTree

from briefarchive.pictures.drawing import Row, Rows, draw_rows
from briefarchive.pictures.squares import Run


def _drawn(*counts: int) -> ElementTree.Element:
    rows = tuple(Row(name=f"<{count}>", runs=(Run(teller="press", seen="original", count=count),)) for count in counts)
    return ElementTree.fromstring(draw_rows(Rows(rows=rows, label="Who tells it")))


def test_each_row_has_its_name_its_number_and_a_square_for_each_source() -> None:
    drawn = _drawn(2, 41)
    assert ["".join(text.itertext()) for text in drawn.findall("text")] == ["<2> 2", "<41> 41"]
    assert [str(path.get("d")).count("z") for path in drawn.findall("path")] == [2, 41]
    assert drawn.get("height") == str((19 + 13 + 16) + (19 + 26 + 16))


def test_very_long_rows_are_bars() -> None:
    drawn = _drawn(400, 100)
    assert [path.get("d") for path in drawn.findall("path")] == ["M0 19h338v11H0z", "M0 67h84.5v11H0z"]
