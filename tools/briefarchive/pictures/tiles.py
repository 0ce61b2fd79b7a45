"""A map of tiles: a square for each country, about where it lies, without borders."""

import csv
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from .svg import draw_path, draw_text, link_parts

_LAYOUT = Path(__file__).with_name("tiles.csv")
_SIZE, _STEP = 30, 33
_GROUPS = (1, 15)
_GROUPS_HIGH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A country on the map.

    Attributes:
        code: As the layout has it; a code that it does not have is a group of countries, which lies nowhere.
        shade: From 1 to 5.
        label: What it is, in words.
    """

    code: str
    shade: int
    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """The map; *groups* is the heading of those that lie nowhere, *label* what the picture is."""

    tiles: tuple[Tile, ...]
    label: str
    groups: str


@functools.cache
def layout() -> Mapping[str, tuple[int, int]]:
    """Column and row of each country and territory by its code."""
    with _LAYOUT.open(encoding="utf-8", newline="") as opened:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(opened)}


def draw_tiles(picture: TileMap, to: Callable[[str], str]) -> Markup:
    """The picture: places of which nothing is said are one path, the others lead to their pages."""
    places = layout()
    shown = sorted((tile for tile in picture.tiles if tile.code in places), key=lambda tile: places[tile.code][::-1])
    groups = [tile for tile in picture.tiles if tile.code not in places]
    codes = {tile.code for tile in shown}
    rest = sorted((place for code, place in places.items() if code not in codes), key=lambda place: place[::-1])
    column, row = _GROUPS
    placed = [(tile, *places[tile.code]) for tile in shown]
    placed += [
        (tile, column + 2 * (turn // _GROUPS_HIGH), row + turn % _GROUPS_HIGH) for turn, tile in enumerate(groups)
    ]
    heading = Markup('<text class="tick" x="{}" y="{}">{}</text>').format(
        column * _STEP, row * _STEP - 7, picture.groups
    )
    taken = [*places.values(), *((column, row) for _, column, row in placed)]
    width, height = ((max(numbers) + 1) * _STEP for numbers in zip(*taken, strict=True))
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        width,
        height,
        picture.label,
        _empty(rest) + (heading if groups else "") + link_parts(_tile(one, to) for one in placed),
    )


def _empty(places: list[tuple[int, int]]) -> Markup:
    data = "".join(f"M{column * _STEP} {row * _STEP}h{_SIZE}v{_SIZE}h-{_SIZE}z" for column, row in places)
    return draw_path("tile s0", data)


def _tile(placed: tuple[Tile, int, int], to: Callable[[str], str]) -> tuple[str, str, Markup]:
    tile, column, row = placed
    x, y = column * _STEP, row * _STEP
    width = _SIZE if len(tile.code) <= 3 else _SIZE + _STEP
    box = Markup('<rect class="tile s{}" x="{}" y="{}" width="{}" height="{}"/>').format(tile.shade, x, y, width, _SIZE)
    text = draw_text(f"tl s{tile.shade}", x + width / 2, y + 19.5, tile.code, "middle")
    return to(tile.address), tile.label, box + text
