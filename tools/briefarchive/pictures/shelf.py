"""The shelf: briefs in the order of their events, as columns of squares or, where they are many, as stacked bars."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from .shelf_bars import draw_bars
from .shelf_column import Column
from .shelf_squares import draw_columns

MOST_COLUMNS = 60
"""Columns that a shelf of single squares has at most."""
HIGHEST_COLUMN = 70
"""Squares that one of them has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A shelf.

    Attributes:
        columns: In the order of time; bars are there for each quarter or year, even without briefs.
        single: Whether each column is a brief, and each source a square.
        label: What the picture is, for those who do not see it.
        highest: Words at the highest column.
    """

    columns: tuple[Column, ...]
    single: bool
    label: str
    highest: str = ""


def draw_shelf(shelf: Shelf, to: Callable[[str], str]) -> Markup:
    """The picture; *to* gives the way to an address.

    A column leads to its brief, a bar to the page of its year. What the picture does not speak of is grey and leads
    nowhere.
    """
    height, content = draw_columns(shelf.columns, shelf.highest, to) if shelf.single else draw_bars(shelf.columns, to)
    return Markup('<svg class="shelf" viewBox="-2 -26 1192 {}" role="group" aria-label="{}">{}</svg>').format(
        round(height) + 60, shelf.label, content
    )
