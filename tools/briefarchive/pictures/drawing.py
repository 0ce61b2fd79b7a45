"""All pictures of figures, each drawn by its kind: shelves, maps, and rows of squares below one another."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from .shelf import Shelf, draw_shelf
from .squares import Run, Square, count_sources, draw, draw_bands
from .tiles import TileMap, draw_tiles

_SIZE, _STEP, _ROW = 11, 13, 26
_NAME, _BELOW = 11, 19
_MOST = 100
_WIDTH = _ROW * _STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Sources of one place."""

    name: str
    runs: tuple[Run, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return count_sources(self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a picture; *label* says what it is."""

    rows: tuple[Row, ...]
    label: str


Picture = Shelf | Rows | TileMap


def draw_picture(picture: Picture, to: Callable[[str], str]) -> Markup:
    """A picture as SVG; *to* gives the way to an address."""
    match picture:
        case Shelf():
            return draw_shelf(picture, to)
        case Rows():
            return draw_rows(picture)
        case TileMap():
            return draw_tiles(picture, to)


def draw_rows(picture: Rows) -> Markup:
    """The picture: squares or, where a row has too many of them, bars that are as long as there are sources."""
    highest = max((row.total for row in picture.rows), default=0)
    y, content = 0, Markup("")
    for row in picture.rows:
        content += Markup('<text class="rowl" x="0" y="{}">{} <tspan class="rown" dx="6">{}</tspan></text>').format(
            y + _NAME, row.name, row.total
        )
        y += _BELOW
        if highest > _MOST:
            content += draw_bands(row.runs, y, _SIZE, _WIDTH / highest)
            y += _STEP + _BELOW - 3
        else:
            content += _squares(row, y)
            y += -(-row.total // _ROW) * _STEP + _BELOW - 3
    return Markup(
        '<svg class="rows" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}</svg>'
    ).format(_WIDTH, y, picture.label, content)


def _squares(row: Row, top: int) -> Markup:
    runs = [run for run in row.runs for _ in range(run.count)]
    squares = (
        Square(run.teller, run.seen, place % _ROW * _STEP, top + place // _ROW * _STEP)
        for place, run in enumerate(runs)
    )
    return draw(squares, _SIZE)
