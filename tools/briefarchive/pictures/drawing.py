"""All pictures of figures, each drawn by its kind."""

from collections.abc import Callable

from markupsafe import Markup

from .rows import Rows, draw_rows
from .shelf import Shelf, draw_shelf
from .tiles import TileMap, draw_tiles

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
