"""Charts show what their figures say, to scale, and words stay words."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from briefarchive.model import Bar, BarChart, ChartData, Event, LineChart, LinePoint, PartialDate, Timeline
from briefarchive.pictures.charts import NARROW, PRINTED, WIDE, draw_chart, draw_printed_chart
from briefarchive.reading.attached_files.svg import sanitize_svg
from briefarchive.text.chart_words import value_formats

WORDS = value_formats("en")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: ChartData, width: int = WIDE, unit: str = "Ships") -> ET.Element:
    return ET.fromstring(draw_chart(chart, unit, WORDS, width, label="Ships & boats", described_by="figure-1-says"))


def bars(*values: str, label: str = "Quay", group: str = "") -> BarChart:
    return BarChart(
        bars=tuple(
            Bar(label=f"{label} {place}", value=Decimal(value), group=group) for place, value in enumerate(values)
        )
    )


def lines(*rows: tuple[str, str, str]) -> LineChart:
    points = tuple(
        LinePoint(date=_date(date), values=tuple(Decimal(value) if value else None for value in values))
        for date, *values in rows
    )
    return LineChart(series=("In", "Out"), points=points)


def _date(text: str) -> PartialDate:
    date = PartialDate.parse(text)
    assert date is not None
    return date


def lengths(picture: ET.Element) -> list[float]:
    """How long the bars are; negative ones lie left of the line of zero."""
    shapes = [element.attrib["d"] for element in picture.iter("path") if "cb" in element.attrib["class"]]
    return [float(re.findall(r"h(-?[\d.]+)", shape)[0]) for shape in shapes]


def said(picture: ET.Element) -> list[str]:
    return [element.text or "" for element in picture.iter("text")]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_as_long_as_their_values(width: int) -> None:
    one, two, three = lengths(drawn(bars("100", "-50", "25"), width))
    assert two == pytest.approx(one / 2, abs=0.02)
    assert three == pytest.approx(one / 4, abs=0.02)


def test_an_approximate_value_says_so_and_all_zero_is_no_error() -> None:
    chart = BarChart(bars=(Bar(label="A", value=Decimal("0.0"), is_about=True), Bar(label="B", value=Decimal(0))))
    assert {"about 0.0", "0"} <= set(said(drawn(chart)))
    assert lengths(drawn(chart)) == [0, 0]


def test_words_stay_words_and_are_wrapped() -> None:
    label = "<b>A & B</b> " + "long " * 20
    picture = drawn(bars("1", label=label, group="中文" * 40), NARROW)
    assert "".join(said(picture)).replace(" ", "").count("中文") == 40
    assert "<b>A&B</b>" in "".join(said(picture)).replace(" ", "")
    assert all(len(line) < 80 for line in said(picture))
    assert picture.attrib["aria-label"] == "Ships & boats"
    assert picture.attrib["direction"] == "ltr"


def test_a_line_is_broken_where_there_is_no_value() -> None:
    picture = drawn(lines(("2001", "1", ""), ("2002", "", "5"), ("2003", "3", "6"), ("2004", "4", "7")))
    one, two = [path.attrib["d"] for path in picture.iter("path") if path.attrib["class"].endswith(" cs")][2:]
    assert one.count("M") == 2
    assert two.count("M") == 1
    assert len(list(picture.iter("circle"))) == 6


def test_the_axis_of_a_line_has_round_values_and_zero_where_it_is_near() -> None:
    assert {"0", "20", "100", "2001", "2004"} <= set(said(drawn(lines(("2001", "12", "90"), ("2004", "15", "99")))))
    texts = said(drawn(lines(("2001", "1000", "1001"), ("2001-06", "1002", "1003"))))
    assert {"0", "0.0"}.isdisjoint(texts)
    assert {"1,000", "1,003"} <= set(texts)
    assert "0" in said(drawn(lines(("2001", "5", "5"), ("2002", "5", "5"))))


def test_the_words_of_a_timeline_do_not_cover_one_another() -> None:
    events = tuple(Event(date=_date(f"2014-0{month}-01"), label="What happened " * 8) for month in (1, 1, 1, 2, 9))
    picture = drawn(Timeline(events=events), NARROW)
    places = [float(element.attrib["y"]) for element in picture.iter("text") if element.attrib["class"] in ("ch", "cl")]
    assert all(below - above >= 17.9 for above, below in pairwise(places))
    height = float(picture.attrib["viewBox"].split()[3])
    assert 0 < min(places) < max(places) < height


def test_a_timeline_of_one_day_has_no_axis_of_years() -> None:
    picture = drawn(Timeline(events=(Event(date=_date("2014"), label="One"), Event(date=_date("2014"), label="Two"))))
    assert [element.text for element in picture.iter("text") if element.attrib["class"] == "ct"] == ["Ships"]


@pytest.mark.parametrize(
    "chart",
    [
        bars("1", "2"),
        lines(("2001", "1", "2"), ("2002", "3", "4")),
        Timeline(events=(Event(date=_date("2014"), label="<x>"),)),
    ],
)
def test_on_paper_a_chart_is_a_harmless_file(chart: ChartData) -> None:
    picture = draw_printed_chart(chart, "Ships & boats", WORDS, ("Source Sans 3", "Amiri"))
    drawn, kept = ET.fromstring(picture), ET.fromstring(sanitize_svg(picture.encode()))
    assert drawn.attrib["width"] == str(PRINTED)
    assert [(element.tag, element.attrib.keys()) for element in kept.iter()] == [
        (element.tag, element.attrib.keys()) for element in drawn.iter()
    ]


VALUES = st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=2)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=120)


@given(st.lists(st.tuples(VALUES, TEXTS), min_size=2, max_size=12), st.sampled_from([WIDE, NARROW]))
def test_all_that_is_drawn_lies_in_the_picture(rows: list[tuple[Decimal, str]], width: int) -> None:
    charts: list[ChartData] = [
        BarChart(bars=tuple(Bar(label=text, value=value) for value, text in rows)),
        LineChart(
            series=("A",),
            points=tuple(
                LinePoint(date=PartialDate(year=1900 + place * 7), values=(value,))
                for place, (value, _) in enumerate(rows)
            ),
        ),
        Timeline(
            events=tuple(Event(date=PartialDate(year=1900 + place), label=text) for place, (_, text) in enumerate(rows))
        ),
    ]
    for chart in charts:
        picture = draw_chart(chart, "", WORDS, width, label="")
        assert isinstance(picture, Markup)
        root = ET.fromstring(picture)
        height = float(root.attrib["viewBox"].split()[3])
        for element in (*root.iter("text"), *root.iter("circle")):
            x, y = (float(element.attrib.get(name) or element.attrib[f"c{name}"]) for name in "xy")
            assert -0.01 <= x <= width + 0.01
            assert -0.01 <= y <= height + 0.01
