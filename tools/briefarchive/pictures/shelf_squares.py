"""A shelf of single squares: a column is a brief, a square one of its sources."""

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from .axes import LABEL_WIDTH, WIDTH, axis, cords, hit_area, linked, year_text
from .scales import ticks
from .shelf_column import Column
from .squares import OFF, Square, draw, number

_STEP, _HIGHEST, _LOWEST = 14, 420, 5
_WIDEST, _GAP = 33, 18
_EMPTY, _EMPTY_RUN, _LONG_RUN = 22, 66, 3


class _Year(NamedTuple):
    """A year, or a long run of years without briefs, and its part of the axis."""

    text: str
    x: float
    width: float
    is_empty: bool


def draw_columns(columns: Sequence[Column], highest_words: str, to: Callable[[str], str]) -> tuple[float, Markup]:
    """Height and content of the picture."""
    highest = max((column.total for column in columns), default=0)
    step = min(_STEP, _HIGHEST / max(highest, 1))
    height = max(highest, _LOWEST) * step
    years, pitch = _place_years(columns)
    lefts = _lefts(columns, years, pitch)
    grey: list[str] = []
    links = []
    for column, left in zip(columns, lefts, strict=True):
        x = left + (pitch - step + 2) / 2
        lit, dashes = _column(column, x, height, step)
        grey.append(dashes)
        if column.is_lit:
            tall = column.total * step
            links.append((to(column.address), column.label, hit_area(left, height - tall, pitch, tall) + lit))
    return height, Markup("").join((
        cords(ticks(highest, 4), lambda value: height - value * step),
        axis(height + 3, ((year.x, year.width) for year in years)),
        *(_year(year, height + 3) for year in years),
        _note(highest_words, columns, lefts, height - highest * step) if highest_words else "",
        _dashed("".join(grey), step),
        linked(links),
    ))  # fmt: skip


def _column(column: Column, x: float, bottom: float, step: float) -> tuple[Markup, str]:
    """The squares of a column that have a colour, and a line through those that are grey."""
    tellers = [run for run in column.runs for _ in range(run.count)]
    ys = [bottom - level * step for level in range(1, len(tellers) + 1)]
    placed = list(zip(tellers, ys, strict=True))
    lit = draw((Square(run.teller, run.seen, x, y) for run, y in placed if run.teller != OFF), step - 2)
    grey = [y for run, y in placed if run.teller == OFF]
    line = f"M{number(x + step / 2 - 1)} {number(grey[0] + step - 2)}V{number(grey[-1])}" if grey else ""
    return lit, line


def _dashed(lines: str, step: float) -> Markup:
    """All grey squares as one path, whose dashes are as long as a square: most of a page's columns may be grey."""
    if not lines:
        return Markup("")
    return Markup('<path class="grey" stroke-width="{0}" stroke-dasharray="{0} 2" d="{1}"/>').format(
        number(step - 2), lines
    )


def _place_years(columns: Sequence[Column]) -> tuple[list[_Year], float]:
    """The parts of the axis, and the width of a column."""
    parts = list(_parts(columns))
    widths = [0 if count else _EMPTY if text.startswith("’") else _EMPTY_RUN for text, count in parts]
    room = WIDTH - sum(widths) - _GAP * (len(parts) - 1)
    pitch = min(_WIDEST, room / max(len(columns), 1))
    years, x = [], 0.0
    for (text, count), empty in zip(parts, widths, strict=True):
        years.append(_Year(text, x, empty or count * pitch, not count))
        x += (empty or count * pitch) + _GAP
    return years, pitch


def _parts(columns: Sequence[Column]) -> "list[tuple[str, int]]":
    """Each year with the number of its columns; years without any are marked, a long run of them once."""
    counts = [(year, len(list(group))) for year, group in itertools.groupby(column.year for column in columns)]
    parts: list[tuple[str, int]] = []
    for place, (year, count) in enumerate(counts):
        parts.append((str(year), count))
        missing = range(year + 1, counts[place + 1][0]) if place + 1 < len(counts) else range(0)
        if len(missing) > _LONG_RUN:
            parts.append((f"{missing[0]}–{missing[-1]}", 0))
        else:
            parts += ((f"’{one % 100:02}", 0) for one in missing)
    return parts


def _lefts(columns: Sequence[Column], years: Sequence[_Year], pitch: float) -> list[float]:
    """Where each column begins."""
    starts = {year.text: year.x for year in years if not year.is_empty}
    by_year = itertools.groupby(columns, key=lambda column: column.year)
    return [starts[str(year)] + place * pitch for year, group in by_year for place, _ in enumerate(group)]


def _year(year: _Year, y: float) -> Markup:
    """A year below the beginning of its part of the axis, or below the middle of one that is narrow."""
    centred = year.is_empty or year.width < LABEL_WIDTH
    x = year.x + year.width / 2 if centred else year.x
    return year_text(x, y + 19, year.text, is_empty=year.is_empty, centred=centred)


def _note(words: str, columns: Sequence[Column], lefts: Sequence[float], y: float) -> Markup:
    """Words beside the highest column, on a side on which no column is nearly as high; none where there is no room."""
    highest = max(column.total for column in columns)
    high = [left for column, left in zip(columns, lefts, strict=True) if column.total > highest - 3]
    x = next(left for column, left in zip(columns, lefts, strict=True) if column.total == highest)
    length = 8 * len(words)
    for anchor, at, start, end in (("start", x + _WIDEST, x, x + length), ("end", x, x - length, x)):
        if start >= 0 and end <= WIDTH - _WIDEST and not any(start - _WIDEST < one < end for one in high if one != x):
            return Markup('<text class="ann" x="{}" y="{}" text-anchor="{}">{}</text>').format(
                number(at), number(y + 10), anchor, words
            )
    return Markup("")
