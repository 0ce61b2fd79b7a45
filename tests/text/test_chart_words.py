"""What is said of charts in words."""

from decimal import Decimal

import pytest

from briefarchive.model import Bar, BarChart, ChartData, Event, LineChart, LinePoint, PartialDate, Timeline
from briefarchive.text.chart_words import ChartTable, describe_chart, tabulate_chart, written_value


def bars(*rows: tuple[str, str]) -> BarChart:
    return BarChart(bars=tuple(Bar(label=label, value=Decimal(value)) for label, value in rows))


NORTH = Bar(label="North", value=Decimal(200), group="Old", is_about=True, note="As counted in May")
SOUTH = Bar(label="South", value=Decimal("-1250.50"), group="New")
LINES = LineChart(
    series=("In", "Out"),
    points=(
        LinePoint(date=PartialDate(year=2001), values=(Decimal(3), None)),
        LinePoint(date=PartialDate(year=2002, month=5), values=(Decimal(9), Decimal(1))),
        LinePoint(date=PartialDate(year=2003), values=(Decimal(4), None)),
    ),
)
DAYS = Timeline(
    events=(Event(date=PartialDate(year=2001), label="One"), Event(date=PartialDate(year=2002), label="Two"))
)


@pytest.mark.parametrize(
    ("chart", "unit", "wanted"),
    [
        (bars(("A", "1")), "Ships", "A bar chart of 1 value. Unit: Ships. It is 1 (A)."),
        (bars(("A", "1"), ("B", "1.0")), "", "A bar chart of 2 values. All are 1."),
        (
            bars(("A", "3"), ("B", "3"), ("C", "1")),
            "Ships",
            "A bar chart of 3 values. Unit: Ships. The largest is 3 (A and B). The smallest is 1 (C).",
        ),
        (
            bars(*((name, "3") for name in "ABCD"), ("E", "1")),
            "Ships",
            "A bar chart of 5 values. Unit: Ships. The largest is 3 (4 bars). The smallest is 1 (E).",
        ),
        (
            BarChart(bars=(NORTH, SOUTH)),
            "Ships.",
            (
                "A bar chart of 2 values. Unit: Ships. It has 2 groups. The largest is about 200 (North). "
                "The smallest is −1,250.50 (South)."
            ),
        ),
        (
            LINES,
            "Ships",
            (
                "A line chart of 2 series from 2001 to 2003. Unit: Ships. "
                "In: 3 (2001) at first, 4 (2003) at last; at most 9 (May 2002), at least 3 (2001). "
                "Out: 1 (May 2002) at first, 1 (May 2002) at last; at most 1 (May 2002), at least 1 (May 2002)."
            ),
        ),
        (DAYS, "", "A timeline of 2 events from 2001 to 2002."),
        (Timeline(events=DAYS.events[:1]), "", "A timeline of 1 event, 2001."),
    ],
)
def test_a_chart_is_described(chart: ChartData, unit: str, wanted: str) -> None:
    assert describe_chart(chart, unit, "en") == wanted


def test_tables_have_the_columns_that_are_filled() -> None:
    assert tabulate_chart(bars(("A", "1")), "Ships", "en") == ChartTable(
        headings=("Item", "Ships"), rows=(("A", "1"),), numbers=frozenset({1})
    )
    assert tabulate_chart(BarChart(bars=(NORTH, SOUTH)), "Ships", "en") == ChartTable(
        headings=("Item", "Ships", "Group", "Note"),
        rows=(("North", "about 200", "Old", "As counted in May"), ("South", "−1,250.50", "New", "")),
        numbers=frozenset({1}),
    )
    assert tabulate_chart(LINES, "Ships", "en").rows[1] == ("May 2002", "9", "1")
    assert tabulate_chart(LINES, "Ships", "en").rows[0] == ("2001", "3", "")
    assert tabulate_chart(DAYS, "", "en") == ChartTable(
        headings=("Date", "What happened"), rows=(("2001", "One"), ("2002", "Two"))
    )


@pytest.mark.parametrize(
    ("value", "language", "wanted"),
    [("1250.50", "en", "1,250.50"), ("1250.50", "es", "1.250,50"), ("12500", "es", "12.500"), ("-3", "zh-Hans", "−3")],
)
def test_numbers_keep_their_digits_and_have_the_signs_of_the_language(value: str, language: str, wanted: str) -> None:
    assert written_value(Decimal(value), language) == wanted
