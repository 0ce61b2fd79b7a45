"""The charts of briefs, drawn by kind for wide pages, for phones and for paper."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from ..model import Bar, BarChart, ChartData, LineChart, LinePoint, Timeline
from .scales import decimal_year, round_dates, round_values
from .squares import TELLERS
from .svg import (
    GRID,
    INK,
    LINE,
    RULE,
    SIZE,
    SOFT,
    Drawing,
    ValueFormats,
    draw_dot,
    draw_lines,
    draw_path,
    draw_text,
    number,
    outline_box,
    text_width,
    wrap_text,
)

WIDE, NARROW, PRINTED = 620, 350, 540
"""The widths of a chart on wide pages, on phones and on paper; letters have a size of 14."""

_BELOW_UNIT, _GAP = 6, 8
_BAR, _BELOW_BAR, _ABOVE_GROUP = 16, 12, 14
_BESIDE = 0.34
"""The largest share of the width for labels beside their bars; longer labels are above them."""
_HEIGHT, _ABOVE_LINES, _BELOW_AXIS = 240, 12, 24
_SAMPLE, _DATE_WIDTH = 26, 70
_FEW_POINTS = 40
"""The most dates of a line that has a dot for each value."""
_POINT_OF_LINE = 2.8
_TICKS, _ARM, _BETWEEN = 8, 34, 10
_POINT, _TOP = 4, 8
_COLOURS = (*(TELLERS[teller] for teller in ("official", "state", "agency", "research", "other")), "#4c4c4c")
_DASHES = ("none", "7 3", "2 3", "10 3 2 3", "5 2 1 2", "1 4")


def draw_chart(
    chart: ChartData, unit: str, words: ValueFormats, width: int, *, label: str, described_by: str = ""
) -> Markup:
    """Draw a chart for the site, whose style sheet colours it; *width* is `WIDE` or `NARROW`."""
    drawing = _draw(chart, unit, words, width)
    # Charts run from left to right in texts of right-to-left scripts, too.
    return Markup(
        '<svg class="chart-pic {}" viewBox="0 0 {} {}" role="img" direction="ltr" aria-label="{}" '
        'aria-describedby="{}">{}</svg>'
    ).format("wide" if width == WIDE else "narrow", width, number(drawing.height), label, described_by, drawing.content)


def draw_printed_chart(chart: ChartData, unit: str, words: ValueFormats, families: Iterable[str]) -> Markup:
    """Draw a chart as a file with colours for paper, in the first font that has each letter."""
    drawing = _draw(chart, unit, words, PRINTED)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}">'
        "<style>{2}</style>{3}</svg>"
    ).format(PRINTED, number(drawing.height), _print_style(families), drawing.content)


def _draw(chart: ChartData, unit: str, words: ValueFormats, width: int) -> Drawing:
    match chart:
        case BarChart():
            drawing = _draw_bar_chart(chart, words, width)
        case LineChart():
            drawing = _draw_line_chart(chart, words, width)
        case Timeline():
            drawing = _draw_timeline(chart, words, width)
    if not unit:
        return drawing
    lines = wrap_text(unit, width)
    top = LINE * len(lines) + _BELOW_UNIT
    body = Markup('<g transform="translate(0 {})">{}</g>').format(top, drawing.content)
    return Drawing(height=top + drawing.height, content=draw_lines("ct", 0, SIZE, lines) + body)


def _print_style(families: Iterable[str]) -> Markup:
    fonts = ",".join(f"'{family}'" for family in families)
    # Without variation settings, Typst draws a variable font of weight 400 in its lightest weight.
    regular, bold = (f"font-weight:{weight};font-variation-settings:'wght' {weight}" for weight in (400, 600))
    rules = [
        f"text{{font-family:{fonts};font-size:{SIZE}px;{regular};fill:{INK}}}",
        f".ch,.cv{{{bold}}}",
        f".ct{{fill:{SOFT}}}",
        f".axis{{fill:none;stroke:{RULE}}}",
        f".grid{{fill:none;stroke:{GRID}}}",
        ".cs{fill:none;stroke-width:2}",
    ]
    for place, (colour, dashes) in enumerate(zip(_COLOURS, _DASHES, strict=True), 1):
        rules.append(f".c{place}.cb,.c{place}.cd{{fill:{colour}}}")
        rules.append(f".c{place}.cs{{stroke:{colour};stroke-dasharray:{dashes}}}")
    return Markup("".join(rules))  # noqa: S704 — names of fonts and numbers of ours


def _draw_bar_chart(chart: BarChart, words: ValueFormats, width: float) -> Drawing:
    """Draw horizontal bars with their values at the ends, on one scale that includes zero."""
    texts = [words.about(bar.value) if bar.is_about else words.number(bar.value) for bar in chart.bars]
    widest = max(text_width(bar.label) for bar in chart.bars)
    left = widest + _GAP if widest <= _BESIDE * width else 0
    room = width - left - max(text_width(text) for text in texts) - 2 * _GAP
    values = [0.0, *(float(bar.value) for bar in chart.bars)]
    scale = room / (max(values) - min(values) or 1)
    zero = left - min(values) * scale
    y, content = 0.0, Markup("")
    for group, bars in itertools.groupby(zip(chart.bars, texts, strict=True), key=lambda pair: pair[0].group):
        if group:
            heading = wrap_text(group, width)
            y += _ABOVE_GROUP if y else 0
            content += draw_lines("ch", 0, y + SIZE, heading)
            y += LINE * len(heading) + _GAP
        for bar, text in bars:
            if left:
                content += draw_text("cl", 0, y + SIZE - 1, bar.label)
            else:
                lines = wrap_text(bar.label, width)
                content += draw_lines("cl", 0, y + SIZE, lines)
                y += LINE * len(lines) + 3
            content += _draw_bar(bar, text, zero, scale, y)
            y += _BAR + _BELOW_BAR
    return Drawing(height=y - _BELOW_BAR + 3, content=content)


def _draw_bar(bar: Bar, text: str, zero: float, scale: float, y: float) -> Markup:
    length = float(bar.value) * scale
    start, end = min(zero, zero + length), max(zero, zero + length)
    shape = draw_path("c1 cb", outline_box(start, y, end - start, _BAR))
    foot = draw_path("axis", f"M{number(zero)} {number(y - 3)}v{_BAR + 6}")
    return shape + foot + draw_text("cv", end + _GAP, y + SIZE - 1, text)


Place = Callable[[LinePoint, Decimal], tuple[float, float]]


def _draw_line_chart(chart: LineChart, words: ValueFormats, width: float) -> Drawing:
    """Draw the legend, and the lines with an axis of values and one of time."""
    values = [value for point in chart.points for value in point.values if value is not None]
    low, high = min(values), max(values)
    # The axis includes zero unless that would flatten the lines.
    ticks = round_values(low if high / 2 <= low < high else min(low, Decimal(0)), max(high, Decimal(0)))
    left = max(text_width(words.number(tick)) for tick in ticks) + _GAP
    legend = _draw_legend(chart.series, width)
    top = legend.height + _ABOVE_LINES
    bottom = top + _HEIGHT
    first, last = chart.points[0].date, chart.points[-1].date
    start, years = decimal_year(first), decimal_year(last) - decimal_year(first)
    right = width - _GAP

    def across(when: float) -> float:
        return left + (when - start) / years * (right - left)

    def up(value: Decimal) -> float:
        return bottom - float((value - ticks[0]) / (ticks[-1] - ticks[0])) * _HEIGHT

    content = legend.content
    for tick in ticks:
        y = up(tick)
        content += draw_path("axis" if not tick else "grid", f"M{number(left)} {number(y)}H{number(width)}")
        content += draw_text("ct", left - _GAP, y + 5, words.number(tick), "end")
    dates = round_dates(first, last, max(2, int((right - left) / _DATE_WIDTH)))
    for date in dates:
        content += _draw_date(words.date(date), across(decimal_year(date)), bottom, width)
    for series in range(len(chart.series)):
        content += _draw_series(chart, series, lambda point, value: (across(decimal_year(point.date)), up(value)))
    return Drawing(height=bottom + _BELOW_AXIS, content=content)


def _draw_date(text: str, x: float, bottom: float, width: float) -> Markup:
    """Draw a date below the axis, moved to fit into the picture."""
    half = text_width(text) / 2
    middle = min(max(x, half), width - half)
    return draw_path("axis", f"M{number(x)} {number(bottom)}v5") + draw_text("ct", middle, bottom + 20, text, "middle")


def _draw_legend(names: Sequence[str], width: float) -> Drawing:
    """Draw the name of each line after a sample of it, in as few rows as possible."""
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


def _draw_series(chart: LineChart, series: int, place: Place) -> Markup:
    """Draw a line, broken where values are missing; a value between two gaps is a dot."""
    data, dots = [], Markup("")
    for stretch in _split_at_gaps(chart.points, series):
        places = [place(point, value) for point, value in stretch]
        data.append("M" + "L".join(f"{number(x)} {number(y)}" for x, y in places))
        if len(places) == 1 or len(chart.points) <= _FEW_POINTS:
            dots += Markup("").join(draw_dot(f"c{series + 1} cd", x, y, _POINT_OF_LINE) for x, y in places)
    return draw_path(f"c{series + 1} cs", "".join(data)) + dots


def _split_at_gaps(points: Sequence[LinePoint], series: int) -> Iterator[list[tuple[LinePoint, Decimal]]]:
    values = ((point, point.values[series]) for point in points)
    for is_there, stretch in itertools.groupby(values, key=lambda pair: pair[1] is not None):
        if is_there:
            yield [(point, value) for point, value in stretch if value is not None]


def _draw_timeline(chart: Timeline, words: ValueFormats, width: float) -> Drawing:
    """Draw a vertical axis of time with dates and labels to its right, connected to their places."""
    first, last = chart.events[0].date, chart.events[-1].date
    ticks = round_dates(first, last, _TICKS) if first < last else ()
    axis = max((text_width(words.date(tick)) for tick in ticks), default=0) + _GAP + _POINT
    left = axis + _ARM
    lines = [wrap_text(event.label, width - left) for event in chart.events]
    heights = [LINE * (1 + len(label_lines)) + _BETWEEN for label_lines in lines]
    height = float(sum(heights))
    start, years = decimal_year(first), (decimal_year(last) - decimal_year(first)) or 1
    # The label of the last event is beside its place rather than below it.
    length = height - heights[-1]
    places = [_TOP + (decimal_year(event.date) - start) / years * length for event in chart.events]
    tops = _spread_labels([place - _TOP for place in places], heights, height)
    content = draw_path("axis", f"M{number(axis)} 0V{number(_TOP + length + _TOP)}")
    for tick in ticks:
        y = _TOP + (decimal_year(tick) - start) / years * length
        content += draw_path("axis", f"M{number(axis - _POINT)} {number(y)}h{_POINT}")
        content += draw_text("ct", axis - _GAP, y + 5, words.date(tick), "end")
    for event, place, top, label_lines in zip(chart.events, places, tops, lines, strict=True):
        content += draw_path(
            "grid", f"M{number(axis)} {number(place)}L{number(left - 2 * _GAP)} {number(top + _TOP)}h{_GAP + 2}"
        )
        content += draw_dot("c1 cd", axis, place, _POINT)
        content += draw_text("ch", left, top + SIZE, words.date(event.date))
        content += draw_lines("cl", left, top + SIZE + LINE, label_lines)
    return Drawing(height=height, content=content)


def _spread_labels(preferred: Sequence[float], heights: Sequence[int], height: float) -> list[float]:
    """Return the tops of labels of these heights, as near to the wanted ones as they can be without overlaps."""
    tops: list[float] = []
    end = 0.0
    for top, own_height in zip(preferred, heights, strict=True):
        tops.append(max(top, end))
        end = tops[-1] + own_height
    limit = height
    for place in range(len(tops) - 1, -1, -1):
        tops[place] = min(tops[place], limit - heights[place])
        limit = tops[place]
    return tops
