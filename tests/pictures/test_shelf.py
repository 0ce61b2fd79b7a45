"""The shelf: columns of squares, and bars where there are many."""

import itertools
from xml.etree import ElementTree

from markupsafe import Markup

from briefarchive.pictures.shelf import Column, Shelf, draw_shelf
from briefarchive.pictures.squares import OFF, Run

SVG = "{http://www.w3.org/2000/svg}"


def _column(year: int, *runs: tuple[str, int], address: str = "a.html") -> Column:
    column_runs = tuple(Run(teller=teller, seen="original", count=count) for teller, count in runs)
    return Column(year=year, runs=column_runs, address=address, label=f"A <brief> of {year}")


def _drawn(*columns: Column, single: bool = True) -> ElementTree.Element:
    shelf = Shelf(columns=columns, single=single, label="The “shelf”")
    picture = draw_shelf(shelf, lambda address: f"../{address}")
    assert isinstance(picture, Markup)
    return ElementTree.fromstring(picture)


def _texts(drawn: ElementTree.Element, kind: str) -> list[str | None]:
    return [element.text for element in drawn.iter("text") if element.get("class") == kind]


def test_each_brief_is_a_column_that_leads_to_it_and_the_keyboard_stops_once() -> None:
    drawn = _drawn(_column(2014, ("press", 2)), _column(2014, ("state", 1)), _column(2015, ("press", 1)))
    links = drawn.findall("a")
    assert [link.get("href") for link in links] == ["../a.html"] * 3
    assert [link.get("tabindex") for link in links] == ["0", "-1", "-1"]
    assert links[0].get("aria-label") == "A <brief> of 2014"
    assert [path.get("class") for path in drawn.findall("a/path")] == ["press f", "state f", "press f"]


def test_years_without_briefs_are_marked_and_long_runs_of_them_once() -> None:
    drawn = _drawn(_column(1999, ("press", 1)), _column(2002, ("press", 1)), _column(2014, ("press", 1)))
    assert _texts(drawn, "yr") == ["1999", "2002", "2014"]
    assert _texts(drawn, "yr none") == ["’00", "’01", "2003–2013"]


def test_what_is_not_spoken_of_is_one_grey_path_and_no_link() -> None:
    drawn = _drawn(_column(2014, (OFF, 3)), _column(2014, ("press", 1), (OFF, 2)), _column(2014, (OFF, 1)))
    assert len(drawn.findall("a")) == 1
    (grey,) = (path for path in drawn.findall("path") if path.get("class") == "grey")
    assert str(grey.get("d")).count("M") == 3
    assert grey.get("stroke-dasharray") == "12 2"


def test_a_very_high_column_has_smaller_squares() -> None:
    height = int(str(_drawn(_column(2014, ("press", 70))).get("viewBox")).split()[3])
    assert height <= 420 + 60


def test_many_briefs_are_bars_of_the_same_colours() -> None:
    columns = [_column(year, ("official", 10), ("press", 30)) for year in range(2000, 2015)]
    drawn = _drawn(*columns, _column(2015, ("press", 20), (OFF, 20)), single=False)
    assert len(drawn.findall("a")) == 16
    assert [path.get("class") for path in drawn.findall("a")[0].findall("path")] == ["official f", "press f"]
    assert [path.get("class") for path in drawn.findall("path") if path.get("class") == OFF] == [OFF]
    assert _texts(drawn, "tick") == ["10", "20", "30", "40"]


def test_a_hundred_years_have_room_for_their_labels() -> None:
    drawn = _drawn(*(_column(year, ("press", 1)) for year in range(1920, 2020)), single=False)
    places = [float(str(element.get("x"))) for element in drawn.iter("text") if element.get("class") == "yr"]
    assert min(later - earlier for earlier, later in itertools.pairwise(places)) >= 40
    assert max(places) < 1188


def test_a_shelf_may_be_empty() -> None:
    assert _drawn().findall("a") == _drawn(single=False).findall("a") == []
