"""Bars that lie below one another, from one line on, with their values at their ends."""

import itertools

from markupsafe import Markup

from ..model import Bar, BarChart
from .chart_parts import LINE, SIZE, ChartWords, Drawing, draw_lines, text_width, wrap_text
from .svg import draw_path, draw_text, number, outline_box

_BAR, _BELOW, _ABOVE, _GAP = 16, 12, 14, 8
_BESIDE = 0.34
"""The share of the width that labels may have to stand beside their bars; else they stand above them."""


def draw_bars(chart: BarChart, words: ChartWords, width: float) -> Drawing:
    """The picture. All bars have one scale, which has zero in it."""
    shown = [words.about(bar.value) if bar.is_about else words.number(bar.value) for bar in chart.bars]
    widest = max(text_width(bar.label) for bar in chart.bars)
    left = widest + _GAP if widest <= _BESIDE * width else 0
    room = width - left - max(text_width(text) for text in shown) - 2 * _GAP
    values = [0.0, *(float(bar.value) for bar in chart.bars)]
    scale = room / (max(values) - min(values) or 1)
    zero = left - min(values) * scale
    y, content = 0.0, Markup("")
    for group, bars in itertools.groupby(zip(chart.bars, shown, strict=True), key=lambda one: one[0].group):
        if group:
            heading = wrap_text(group, width)
            y += _ABOVE if y else 0
            content += draw_lines("ch", 0, y + SIZE, heading)
            y += LINE * len(heading) + _GAP
        for bar, text in bars:
            if left:
                content += draw_text("cl", 0, y + SIZE - 1, bar.label)
            else:
                lines = wrap_text(bar.label, width)
                content += draw_lines("cl", 0, y + SIZE, lines)
                y += LINE * len(lines) + 3
            content += _bar(bar, text, zero, scale, y)
            y += _BAR + _BELOW
    return Drawing(height=y - _BELOW + 3, content=content)


def _bar(bar: Bar, text: str, zero: float, scale: float, y: float) -> Markup:
    """A bar, the line of zero at its foot, and its value."""
    length = float(bar.value) * scale
    start, end = min(zero, zero + length), max(zero, zero + length)
    shape = draw_path("c1 cb", outline_box(start, y, end - start, _BAR))
    foot = draw_path("axis", f"M{number(zero)} {number(y - 3)}v{_BAR + 6}")
    return shape + foot + draw_text("cv", end + _GAP, y + SIZE - 1, text)
