"""Events down a line of time; where they are close together, their words make room for one another."""

from collections.abc import Sequence

from ..model import Timeline
from .chart_parts import LINE, SIZE, ChartWords, Drawing, draw_lines, text_width, wrap_text
from .scales import round_dates, years_of
from .svg import draw_dot, draw_path, draw_text, number

_TICKS, _GAP, _ARM, _BETWEEN = 8, 8, 34, 10
_POINT, _TOP = 4, 8


def draw_timeline(chart: Timeline, words: ChartWords, width: float) -> Drawing:
    """The picture: dates and words right of the line, joined with their place on it."""
    first, last = chart.events[0].date, chart.events[-1].date
    ticks = round_dates(first, last, _TICKS) if first < last else ()
    axis = max((text_width(words.date(tick)) for tick in ticks), default=0) + _GAP + _POINT
    left = axis + _ARM
    lines = [wrap_text(event.label, width - left) for event in chart.events]
    heights = [LINE * (1 + len(one)) + _BETWEEN for one in lines]
    height = float(sum(heights))
    start, years = years_of(first), (years_of(last) - years_of(first)) or 1
    # The last event has its words beside its place, and not below it.
    length = height - heights[-1]
    places = [_TOP + (years_of(event.date) - start) / years * length for event in chart.events]
    tops = _apart([place - _TOP for place in places], heights, height)
    content = draw_path("axis", f"M{number(axis)} 0V{number(_TOP + length + _TOP)}")
    for tick in ticks:
        y = _TOP + (years_of(tick) - start) / years * length
        content += draw_path("axis", f"M{number(axis - _POINT)} {number(y)}h{_POINT}")
        content += draw_text("ct", axis - _GAP, y + 5, words.date(tick), "end")
    for event, place, top, shown in zip(chart.events, places, tops, lines, strict=True):
        content += draw_path(
            "grid", f"M{number(axis)} {number(place)}L{number(left - 2 * _GAP)} {number(top + _TOP)}h{_GAP + 2}"
        )
        content += draw_dot("c1 cd", axis, place, _POINT)
        content += draw_text("ch", left, top + SIZE, words.date(event.date))
        content += draw_lines("cl", left, top + SIZE + LINE, shown)
    return Drawing(height=height, content=content)


def _apart(wanted: Sequence[float], heights: Sequence[int], height: float) -> list[float]:
    """Where texts of these heights begin that do not cover one another: as near to where they should as they can."""
    tops: list[float] = []
    end = 0.0
    for top, own in zip(wanted, heights, strict=True):
        tops.append(max(top, end))
        end = tops[-1] + own
    limit = height
    for place in range(len(tops) - 1, -1, -1):
        tops[place] = min(tops[place], limit - heights[place])
        limit = tops[place]
    return tops
