"""What pictures of figures have in common: lines of an axis, columns that lead somewhere, the frame."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from .squares import number

LABEL_WIDTH = 44
"""Of a year below an axis."""
WIDTH = 1188
"""Of a picture that takes the width of the page."""


def cords(values: Iterable[int], place: Callable[[int], float]) -> Markup:
    """A line across the picture for each value, and the value above its end."""
    return Markup("").join(
        Markup('<path class="cord" d="M0 {}H{}"/><text class="tick" x="{}" y="{}" text-anchor="end">{}</text>').format(
            number(place(value) - 1.5), WIDTH, WIDTH, number(place(value) - 6), value
        )
        for value in values
    )


def axis(y: float, parts: Iterable[tuple[float, float]]) -> Markup:
    """The line below the columns, with gaps: where each of its parts begins, and how long it is."""
    lines = (f"M{number(x)} {number(y)}h{number(width)}" for x, width in parts)
    return Markup('<path class="axis" d="{}"/>').format("".join(lines))


def year_text(x: float, y: float, text: object, *, is_empty: bool, centred: bool = False) -> Markup:
    """A year below an axis; *is_empty* marks one of which there is nothing."""
    anchor = Markup(' text-anchor="middle"') if centred else Markup("")
    kind = "yr none" if is_empty else "yr"
    return Markup('<text class="{}" x="{}" y="{}"{}>{}</text>').format(kind, number(x), number(y), anchor, text)


def hit_area(x: float, y: float, width: float, height: float) -> Markup:
    """Where a pointer finds a column, also between its squares."""
    return Markup('<rect class="hit" x="{}" y="{}" width="{}" height="{}"/>').format(
        *map(number, (x, y, width, height))
    )


def linked(parts: Iterable[tuple[str, str, Markup]]) -> Markup:
    """Parts of a picture that lead to pages: way, words and drawing of each.

    The keyboard stops at the first; a script goes on from there by arrow keys.
    """
    return Markup("").join(
        Markup('<a href="{}" tabindex="{}" aria-label="{}"><title>{}</title>{}</a>').format(
            way, -1 if place else 0, words, words, drawing
        )
        for place, (way, words, drawing) in enumerate(parts)
    )
