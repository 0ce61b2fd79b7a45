"""Lines over time, one for each series, told apart by colour and by dashes."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from ..model import LineChart, LinePoint
from .chart_parts import LINE, SIZE, ChartWords, Drawing, draw_lines, text_width, wrap_text
from .scales import round_dates, round_values, years_of
from .svg import draw_dot, draw_path, draw_text, number

_HEIGHT, _TOP, _BELOW, _GAP = 240, 12, 24, 8
_SAMPLE, _DATE_WIDTH = 26, 70
_FEW_POINTS = 40
"""Up to so many dates, each value has a dot."""
_POINT = 2.8

Place = Callable[[LinePoint, Decimal], tuple[float, float]]


def draw_line_chart(chart: LineChart, words: ChartWords, width: float) -> Drawing:
    """The picture: the names of the lines, then the lines with an axis of values and one of time."""
    values = [value for point in chart.points for value in point.values if value is not None]
    low, high = min(values), max(values)
    # Zero is on the axis unless that would press the lines together.
    ticks = round_values(low if high / 2 <= low < high else min(low, Decimal(0)), max(high, Decimal(0)))
    left = max(text_width(words.number(tick)) for tick in ticks) + _GAP
    legend = _legend(chart.series, width)
    top = legend.height + _TOP
    bottom = top + _HEIGHT
    first, last = chart.points[0].date, chart.points[-1].date
    start, years = years_of(first), years_of(last) - years_of(first)
    right = width - _GAP

    def across(when: float) -> float:
        return left + (when - start) / years * (right - left)

    def place(point: LinePoint, value: Decimal) -> tuple[float, float]:
        return across(years_of(point.date)), bottom - float((value - ticks[0]) / (ticks[-1] - ticks[0])) * _HEIGHT

    content = legend.content
    for tick in ticks:
        y = bottom - float((tick - ticks[0]) / (ticks[-1] - ticks[0])) * _HEIGHT
        content += draw_path("axis" if not tick else "grid", f"M{number(left)} {number(y)}H{number(width)}")
        content += draw_text("ct", left - _GAP, y + 5, words.number(tick), "end")
    dates = round_dates(first, last, max(2, int((right - left) / _DATE_WIDTH)))
    for date in dates:
        content += _date(words.date(date), across(years_of(date)), bottom, left, width)
    for series in range(len(chart.series)):
        content += _series(chart, series, place)
    return Drawing(height=bottom + _BELOW, content=content)


def _date(text: str, x: float, bottom: float, left: float, width: float) -> Markup:
    """A date below the axis, moved so that all of it is in the picture."""
    half = text_width(text) / 2
    middle = min(max(x, half), width - half)
    return draw_path("axis", f"M{number(x)} {number(bottom)}v5") + draw_text("ct", middle, bottom + 20, text, "middle")


def _legend(names: Sequence[str], width: float) -> Drawing:
    """Each name behind a piece of its line, in as few rows as they need."""
    x, y, content = 0.0, 0.0, Markup("")
    for place, name in enumerate(names):
        lines = wrap_text(name, width - _SAMPLE - _GAP)
        needed = _SAMPLE + _GAP + max(text_width(line) for line in lines)
        if x and x + needed > width:
            x, y = 0.0, y + LINE
        content += draw_path(f"c{place + 1} cs", f"M{number(x)} {number(y + SIZE - 5)}h{_SAMPLE}")
        content += draw_lines("cl", x + _SAMPLE + _GAP, y + SIZE, lines)
        x += needed + 2 * _GAP
        y += LINE * (len(lines) - 1)
    return Drawing(height=y + LINE, content=content)


def _series(chart: LineChart, series: int, place: Place) -> Markup:
    """A line, which is broken where there are no values; a value between two gaps is a dot."""
    data, dots = [], Markup("")
    for stretch in _stretches(chart.points, series):
        places = [place(point, value) for point, value in stretch]
        data.append("M" + "L".join(f"{number(x)} {number(y)}" for x, y in places))
        if len(places) == 1 or len(chart.points) <= _FEW_POINTS:
            dots += Markup("").join(draw_dot(f"c{series + 1} cd", x, y, _POINT) for x, y in places)
    return draw_path(f"c{series + 1} cs", "".join(data)) + dots


def _stretches(points: Sequence[LinePoint], series: int) -> Iterator[list[tuple[LinePoint, Decimal]]]:
    stretch: list[tuple[LinePoint, Decimal]] = []
    for point in points:
        value = point.values[series]
        if value is not None:
            stretch.append((point, value))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch
