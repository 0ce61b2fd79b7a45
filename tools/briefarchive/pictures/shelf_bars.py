"""A shelf of many briefs: a bar for each quarter or year, in the same colours as its sources would have as squares."""

import itertools
from collections.abc import Callable, Sequence

from markupsafe import Markup

from .axes import LABEL_WIDTH, WIDTH, axis, cords, hit_area, linked, year_text
from .scales import ticks
from .shelf_column import Column
from .squares import OFF, count_sources, number

_HEIGHT, _WIDEST, _GAP, _TICKS = 320, 33, 6, 40


def draw_bars(columns: Sequence[Column], to: Callable[[str], str]) -> tuple[float, Markup]:
    """Height and content of the picture."""
    highest = max((column.total for column in columns), default=0)
    scale = _HEIGHT / max(highest, 1)
    years = [(year, list(group)) for year, group in itertools.groupby(columns, key=lambda column: column.year)]
    gap = _GAP if len(years) < len(columns) else 0
    pitch = min(_WIDEST, (WIDTH - _TICKS - gap * len(years)) / max(len(columns), 1))
    every = -(-LABEL_WIDTH // max(int(pitch * len(columns) / max(len(years), 1) + gap), 1))
    labels, lines, grey, links, x = [], [], [], [], 0.0
    for place, (year, bars) in enumerate(years):
        lines.append((x, pitch * len(bars) - 2))
        if place % every == 0:
            labels.append(year_text(x, _HEIGHT + 22, year, is_empty=not any(bar.total for bar in bars)))
        for bar in bars:
            lit, off = _stack(bar, x, pitch - min(2, pitch / 4), scale)
            grey += off
            if bar.is_lit:
                links.append((to(bar.address), bar.label, hit_area(x, 0, pitch, _HEIGHT) + lit))
            x += pitch
        x += gap
    axis_lines = cords(ticks(highest, 4), lambda value: _HEIGHT - value * scale)
    rest = Markup('<path class="{}" d="{}"/>').format(OFF, "".join(grey)) if grey else Markup("")
    return _HEIGHT, Markup("").join((axis_lines, axis(_HEIGHT + 3, lines), *labels, rest, linked(links)))


def _stack(column: Column, x: float, width: float, scale: float) -> tuple[Markup, list[str]]:
    """The parts of a bar, from below: those with a colour, and the outlines of the grey ones."""
    lit, off, y = Markup(""), [], float(_HEIGHT)
    for teller, runs in itertools.groupby(column.runs, key=lambda run: run.teller):
        height = count_sources(runs) * scale
        y -= height
        outline = f"M{number(x)} {number(y)}h{number(width)}v{number(height)}H{number(x)}z"
        if teller == OFF:
            off.append(outline)
        else:
            lit += Markup('<path class="{} f" d="{}"/>').format(teller, outline)
    return lit, off
