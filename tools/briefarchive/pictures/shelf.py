"""The shelf: briefs by date of the event as columns of squares or, if there are many, as stacked bars."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from .scales import ticks
from .squares import OFF, Run, Square, count_sources, draw_squares
from .svg import draw_path, draw_text, link_parts, number, outline_box

MOST_COLUMNS = 60
"""The most columns of a shelf of single squares."""
HIGHEST_COLUMN = 70
"""The most squares in one of its columns."""

_WIDTH, _LABEL_WIDTH, _WIDEST = 1188, 44, 33
_STEP, _HIGHEST, _LOWEST, _GAP = 14, 420, 5, 18
_EMPTY, _EMPTY_RUN, _LONG_RUN = 22, 66, 3
_BAR_HEIGHT, _BAR_GAP, _TICKS = 320, 6, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A brief, a quarter or a year on the shelf: its sources from the bottom, and the address of its page, if any."""

    year: int
    runs: tuple[Run, ...]
    address: str = ""
    label: str = ""

    @property
    def total(self) -> int:
        """The number of its sources."""
        return count_sources(self.runs)

    @property
    def is_lit(self) -> bool:
        """Whether any of its sources is highlighted."""
        return any(run.teller != OFF for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A shelf with a column for each brief if it is *single*, else with a bar for each quarter or year."""

    columns: tuple[Column, ...]
    single: bool
    label: str


def draw_shelf(shelf: Shelf, to: Callable[[str], str]) -> Markup:
    """Draw the picture, with links from columns to briefs or from bars to years; *to* returns a relative URL."""
    height, content = _draw_columns(shelf, to) if shelf.single else _draw_bars(shelf.columns, to)
    return Markup('<svg class="shelf" viewBox="-2 -26 1192 {}" role="group" aria-label="{}">{}</svg>').format(
        round(height) + 60, shelf.label, content
    )


class _Year(NamedTuple):
    """A year, or a long range of years without briefs, and its part of the axis."""

    text: str
    x: float
    width: float
    is_empty: bool


def _draw_columns(shelf: Shelf, to: Callable[[str], str]) -> tuple[float, Markup]:
    """Return the height and content of a picture of single squares."""
    columns = shelf.columns
    highest = max((column.total for column in columns), default=0)
    step = min(_STEP, _HIGHEST / max(highest, 1))
    height = max(highest, _LOWEST) * step
    years, pitch = _place_years(columns)
    lefts = _place_columns(columns, years, pitch)
    grey, links = "", []
    for column, left in zip(columns, lefts, strict=True):
        x = left + (pitch - step + 2) / 2
        lit, line = _draw_column(column, x, height, step)
        grey += line
        if column.is_lit:
            tall = column.total * step
            links.append((to(column.address), column.label, _hit_area(left, height - tall, pitch, tall) + lit))
    return height, Markup("").join((
        _draw_grid(highest, height, step),
        _draw_axis(height + 3, ((year.x, year.width) for year in years)),
        *(_draw_year(year, height + 22) for year in years),
        _draw_grey_squares(grey, step) if grey else "",
        link_parts(links),
    ))  # fmt: skip


def _draw_column(column: Column, x: float, bottom: float, step: float) -> tuple[Markup, str]:
    """Return the coloured squares of a column, and a line through its grey ones."""
    runs = [run for run in column.runs for _ in range(run.count)]
    placed_runs = [(run, bottom - level * step) for level, run in enumerate(runs, 1)]
    lit = draw_squares((Square(run.teller, run.seen, x, y) for run, y in placed_runs if run.teller != OFF), step - 2)
    grey = [y for run, y in placed_runs if run.teller == OFF]
    line = f"M{number(x + step / 2 - 1)} {number(grey[0] + step - 2)}V{number(grey[-1])}" if grey else ""
    return lit, line


def _draw_grey_squares(lines: str, step: float) -> Markup:
    """Draw all grey squares as one path with dashes of a square's length, because most of a page may be grey."""
    return Markup('<path class="grey" stroke-width="{0}" stroke-dasharray="{0} 2" d="{1}"/>').format(
        number(step - 2), lines
    )


def _place_years(columns: Sequence[Column]) -> tuple[list[_Year], float]:
    """Return the parts of the axis, and the width of a column."""
    parts = list(_split_axis(columns))
    widths = [0 if count else _EMPTY if text.startswith("’") else _EMPTY_RUN for text, count in parts]
    room = _WIDTH - sum(widths) - _GAP * (len(parts) - 1)
    pitch = min(_WIDEST, room / max(len(columns), 1))
    years, x = [], 0.0
    for (text, count), empty in zip(parts, widths, strict=True):
        years.append(_Year(text, x, empty or count * pitch, not count))
        x += (empty or count * pitch) + _GAP
    return years, pitch


def _split_axis(columns: Sequence[Column]) -> Iterator[tuple[str, int]]:
    """Yield each year and its number of columns; years without any are marked, a long range of them once."""
    last = columns[0].year if columns else 0
    for year, group in itertools.groupby(columns, key=lambda column: column.year):
        missing = range(last + 1, year)
        if len(missing) > _LONG_RUN:
            yield f"{missing[0]}–{missing[-1]}", 0
        else:
            yield from ((f"’{year % 100:02}", 0) for year in missing)
        yield str(year), len(list(group))
        last = year


def _place_columns(columns: Sequence[Column], years: Sequence[_Year], pitch: float) -> list[float]:
    starts = {year.text: year.x for year in years if not year.is_empty}
    by_year = itertools.groupby(columns, key=lambda column: column.year)
    return [starts[str(year)] + place * pitch for year, group in by_year for place, _ in enumerate(group)]


def _draw_year(year: _Year, y: float) -> Markup:
    """Write a year below the start of its part of the axis, or below the middle of a narrow part."""
    kind = "yr none" if year.is_empty else "yr"
    if year.is_empty or year.width < _LABEL_WIDTH:
        return draw_text(kind, year.x + year.width / 2, y, year.text, "middle")
    return draw_text(kind, year.x, y, year.text)


def _draw_bars(columns: Sequence[Column], to: Callable[[str], str]) -> tuple[float, Markup]:
    """Return the height and content of a picture of bars for quarters or years, coloured by publisher class."""
    highest = max((column.total for column in columns), default=0)
    scale = _BAR_HEIGHT / max(highest, 1)
    years = [(year, list(group)) for year, group in itertools.groupby(columns, key=lambda column: column.year)]
    gap = _BAR_GAP if len(years) < len(columns) else 0
    pitch = min(_WIDEST, (_WIDTH - _TICKS - gap * len(years)) / max(len(columns), 1))
    interval = -(-_LABEL_WIDTH // max(int(pitch * len(columns) / max(len(years), 1) + gap), 1))
    labels, lines, grey, links, x = [], [], "", [], 0.0
    for place, (year, bars) in enumerate(years):
        lines.append((x, pitch * len(bars) - 2))
        if place % interval == 0:
            kind = "yr" if any(bar.total for bar in bars) else "yr none"
            labels.append(draw_text(kind, x, _BAR_HEIGHT + 22, year))
        for bar in bars:
            lit, off = _draw_bar(bar, x, pitch - min(2, pitch / 4), scale)
            grey += off
            if bar.is_lit:
                links.append((to(bar.address), bar.label, _hit_area(x, 0, pitch, _BAR_HEIGHT) + lit))
            x += pitch
        x += gap
    return _BAR_HEIGHT, Markup("").join((
        _draw_grid(highest, _BAR_HEIGHT, scale),
        _draw_axis(_BAR_HEIGHT + 3, lines),
        *labels,
        draw_path(OFF, grey) if grey else "",
        link_parts(links),
    ))  # fmt: skip


def _draw_bar(column: Column, x: float, width: float, scale: float) -> tuple[Markup, str]:
    """Return the coloured parts of a bar from the bottom, and the outlines of the grey ones."""
    lit, off, y = Markup(""), "", float(_BAR_HEIGHT)
    for teller, runs in itertools.groupby(column.runs, key=lambda run: run.teller):
        height = count_sources(runs) * scale
        y -= height
        outline = outline_box(x, y, width, height)
        if teller == OFF:
            off += outline
        else:
            lit += draw_path(f"{teller} f", outline)
    return lit, off


def _draw_grid(highest: int, bottom: float, step: float) -> Markup:
    heights = [(value, bottom - value * step) for value in ticks(highest, 4)]
    return Markup("").join(
        draw_path("cord", f"M0 {number(y - 1.5)}H{_WIDTH}") + draw_text("tick", _WIDTH, y - 6, value, "end")
        for value, y in heights
    )


def _draw_axis(y: float, parts: Iterable[tuple[float, float]]) -> Markup:
    """Draw the line below the columns, whose *parts* have a start and a length."""
    return draw_path("axis", "".join(f"M{number(x)} {number(y)}h{number(width)}" for x, width in parts))


def _hit_area(x: float, y: float, width: float, height: float) -> Markup:
    """Return the clickable area of a column, which includes the gaps between its squares."""
    return Markup('<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>') % tuple(
        map(number, (x, y, width, height))
    )
