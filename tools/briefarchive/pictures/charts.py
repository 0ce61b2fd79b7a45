"""The charts that stand in briefs, each drawn by its kind: for a wide page, for a telephone, and for paper."""

from collections.abc import Iterable

from markupsafe import Markup

from ..model import BarChart, ChartData, LineChart, Timeline
from . import colours
from .bar_chart import draw_bars
from .chart_parts import LINE, SIZE, ChartWords, Drawing, draw_lines, wrap_text
from .line_chart import draw_line_chart
from .svg import number
from .timeline import draw_timeline

WIDE, NARROW, PRINTED = 620, 350, 540
"""How wide a chart is on a wide page, on a telephone and on paper, in units of letters of 14."""

_BELOW_UNIT = 6
_COLOURS = (*(colours.TELLERS[one] for one in ("official", "state", "agency", "research", "other")), "#4c4c4c")
_DASHES = ("none", "7 3", "2 3", "10 3 2 3", "5 2 1 2", "1 4")


def draw_chart(
    chart: ChartData, unit: str, words: ChartWords, width: int, *, label: str, described_by: str = ""
) -> Markup:
    """A chart for a page of the site, whose style sheet has its colours; *width* is `WIDE` or `NARROW`."""
    drawing = _draw(chart, unit, words, width)
    # In a text that is written from the right, a line of a chart begins on the left all the same.
    return Markup(
        '<svg class="chart-pic {}" viewBox="0 0 {} {}" role="img" direction="ltr" aria-label="{}" '
        'aria-describedby="{}">{}</svg>'
    ).format("wide" if width == WIDE else "narrow", width, number(drawing.height), label, described_by, drawing.content)


def draw_printed_chart(chart: ChartData, unit: str, words: ChartWords, families: Iterable[str]) -> Markup:
    """A chart as a file of its own, with colours for paper, in the first of the fonts that has each letter."""
    drawing = _draw(chart, unit, words, PRINTED)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}">'
        "<style>{2}</style>{3}</svg>"
    ).format(PRINTED, number(drawing.height), _print_style(families), drawing.content)


def _draw(chart: ChartData, unit: str, words: ChartWords, width: int) -> Drawing:
    """A chart below its unit."""
    match chart:
        case BarChart():
            drawing = draw_bars(chart, words, width)
        case LineChart():
            drawing = draw_line_chart(chart, words, width)
        case Timeline():
            drawing = draw_timeline(chart, words, width)
    if not unit:
        return drawing
    lines = wrap_text(unit, width)
    top = LINE * len(lines) + _BELOW_UNIT
    moved = Markup('<g transform="translate(0 {})">{}</g>').format(top, drawing.content)
    return Drawing(height=top + drawing.height, content=draw_lines("ct", 0, SIZE, lines) + moved)


def _print_style(families: Iterable[str]) -> Markup:
    fonts = ",".join(f"'{family}'" for family in families)
    # Typst draws a variable font in its lightest weight where the weight is 400 and nothing else is said.
    regular, bold = (f"font-weight:{weight};font-variation-settings:'wght' {weight}" for weight in (400, 600))
    rules = [
        f"text{{font-family:{fonts};font-size:{SIZE}px;{regular};fill:{colours.INK}}}",
        f".ch,.cv{{{bold}}}",
        f".ct{{fill:{colours.SOFT}}}",
        f".axis{{fill:none;stroke:{colours.RULE}}}",
        f".grid{{fill:none;stroke:{colours.GRID}}}",
        ".cs{fill:none;stroke-width:2}",
    ]
    for place, (colour, dashes) in enumerate(zip(_COLOURS, _DASHES, strict=True), 1):
        rules.append(f".c{place}.cb,.c{place}.cd{{fill:{colour}}}")
        rules.append(f".c{place}.cs{{stroke:{colour};stroke-dasharray:{dashes}}}")
    return Markup("".join(rules))  # noqa: S704 — names of fonts and numbers of ours
