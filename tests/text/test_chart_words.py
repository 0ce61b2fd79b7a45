"""What is said of charts in words."""

from decimal import Decimal
from typing import Any

import msgspec

from briefarchive.model import BarChart, ChartData, LineChart, Timeline
from briefarchive.text.chart_words import ChartValues, describe_chart, format_value, tabulate_chart

from ..cases import by_cases


def read(chart: dict[str, Any]) -> ChartData:
    kinds: dict[str, type[ChartData]] = {"bars": BarChart, "series": LineChart, "events": Timeline}
    return msgspec.convert(chart, kinds[next(iter(chart))])


@by_cases
def test_a_chart_is_described(chart: dict[str, Any], unit: str, wanted: str) -> None:
    assert describe_chart(read(chart), unit, "en") == wanted


@by_cases
def test_tables_have_the_columns_that_are_filled(chart: dict[str, Any], unit: str, wanted: ChartValues) -> None:
    assert tabulate_chart(read(chart), unit, "en") == wanted


@by_cases
def test_numbers_keep_their_digits_and_have_the_signs_of_the_language(value: str, language: str, wanted: str) -> None:
    assert format_value(Decimal(value), language) == wanted
