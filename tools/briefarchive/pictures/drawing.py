"""All pictures of data, drawn by kind: shelves, rows of squares, and tile maps without borders."""

import csv
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from .shelf import Shelf, draw_shelf
from .squares import Run, count_sources, draw_bands, draw_in_lines, place_in_rows
from .svg import draw_path, draw_text, link_parts

_SIZE, _STEP, _ROW = 11, 13, 26
_NAME, _BELOW = 11, 19
_MOST = 100
_WIDTH = _ROW * _STEP
_LAYOUT = Path(__file__).with_name("tiles.csv")
_TILE, _NEXT_TILE = 30, 33
_GROUPS = (1, 15)
_GROUPS_HIGH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The sources of one place."""

    name: str
    runs: tuple[Run, ...]

    @property
    def total(self) -> int:
        """The number of sources."""
        return count_sources(self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a picture; *label* is its accessible name."""

    rows: tuple[Row, ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A country on the map, in a shade from 1 to 5. A code without a place in the layout is a group of countries."""

    code: str
    shade: int
    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """A map; *groups* is the heading of the groups of countries, *label* its accessible name."""

    tiles: tuple[Tile, ...]
    label: str
    groups: str


Picture = Shelf | Rows | TileMap


def draw_picture(picture: Picture, to: Callable[[str], str]) -> Markup:
    """Draw a picture as SVG; *to* returns the relative URL of an address."""
    match picture:
        case Shelf():
            return draw_shelf(picture, to)
        case Rows():
            return draw_rows(picture)
        case TileMap():
            return draw_tiles(picture, to)


def draw_rows(picture: Rows) -> Markup:
    """Draw squares or, if a row has too many, bars as long as the number of sources."""
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
            content += draw_in_lines(place_in_rows(row.runs, _ROW, _STEP, y), _SIZE)
            y += -(-row.total // _ROW) * _STEP + _BELOW - 3
    return Markup(
        '<svg class="rows" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}</svg>'
    ).format(_WIDTH, y, picture.label, content)


@functools.cache
def read_layout() -> Mapping[str, tuple[int, int]]:
    """Return the column and row of each country and territory by its code."""
    with _LAYOUT.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def draw_tiles(picture: TileMap, to: Callable[[str], str]) -> Markup:
    """Draw the map: the places without data are one path, the others are links to their pages."""
    places = read_layout()
    tiles = sorted((tile for tile in picture.tiles if tile.code in places), key=lambda tile: places[tile.code][::-1])
    groups = [tile for tile in picture.tiles if tile.code not in places]
    codes = {tile.code for tile in tiles}
    empty_places = sorted((place for code, place in places.items() if code not in codes), key=lambda place: place[::-1])
    column, row = _GROUPS
    placed_tiles = [(tile, *places[tile.code]) for tile in tiles]
    placed_tiles += [
        (tile, column + 2 * (turn // _GROUPS_HIGH), row + turn % _GROUPS_HIGH) for turn, tile in enumerate(groups)
    ]
    heading = draw_text("tick", column * _NEXT_TILE, row * _NEXT_TILE - 7, picture.groups)
    positions = [*places.values(), *((column, row) for _, column, row in placed_tiles)]
    width, height = ((max(numbers) + 1) * _NEXT_TILE for numbers in zip(*positions, strict=True))
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        width,
        height,
        picture.label,
        _draw_empty_tiles(empty_places)
        + (heading if groups else "")
        + link_parts(_draw_tile(tile, to) for tile in placed_tiles),
    )


def _draw_empty_tiles(places: list[tuple[int, int]]) -> Markup:
    data = "".join(f"M{column * _NEXT_TILE} {row * _NEXT_TILE}h{_TILE}v{_TILE}h-{_TILE}z" for column, row in places)
    return draw_path("tile s0", data)


def _draw_tile(placed_tile: tuple[Tile, int, int], to: Callable[[str], str]) -> tuple[str, str, Markup]:
    tile, column, row = placed_tile
    x, y = column * _NEXT_TILE, row * _NEXT_TILE
    width = _TILE if len(tile.code) <= 3 else _TILE + _NEXT_TILE
    box = Markup('<rect class="tile s{}" x="{}" y="{}" width="{}" height="{}"/>').format(tile.shade, x, y, width, _TILE)
    text = draw_text(f"tl s{tile.shade}", x + width / 2, y + 19.5, tile.code, "middle")
    return to(tile.address), tile.label, box + text
